"use client";
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { changeCrops } from "#lib/picture-desk/crop-actions.ts";
import type { PictureCrops } from "#lib/picture-desk/crop-data.ts";
import { areaOfBox, automaticCrop, boxOfArea, type CropBox, ratioNames, ratios } from "#lib/pictures/crops.ts";
import type { NamedCrops, RatioName } from "#lib/pictures/types.ts";
import { Dialog, DialogFoot } from "../../dialog.tsx";
import { Problem } from "../../problem.tsx";
import { useVerb } from "../../publish/use-verb.ts";
import classes from "./crop.module.css";
import CropFrame from "./crop-frame.tsx";
import { CropPreviews } from "./crop-previews.tsx";
import { factsOfDraft } from "./draft-facts.ts";
import { FocalPointField } from "./focal-point.tsx";

const pointTab = "Focal point";
type Tab = typeof pointTab | RatioName;

type Props = { crops: PictureCrops; onClose: () => void; onSaved: (crops: PictureCrops) => void };

/** Sets the focal point and the crops of a picture, with previews of what readers will see. */
export default function CropDialog({ crops: stored, onClose, onSaved }: Props) {
  const { id, width, height, src, mayEdit } = stored;
  const [tab, setTab] = useState<Tab>(pointTab);
  const [focal, setFocal] = useState(stored.focal);
  const [crops, setCrops] = useState<NamedCrops>(stored.crops);
  const save = useVerb(changeCrops);
  const facts = factsOfDraft({ width, height }, focal, crops);
  const isChanged = JSON.stringify([focal, crops]) !== JSON.stringify([stored.focal, stored.crops]);

  const boxOf = (ratio: RatioName): CropBox => {
    const area = crops[ratio];
    return area ? boxOfArea(area, stored) : automaticCrop(stored, focal ?? undefined, ratios[ratio]);
  };
  const isAutomatic = tab === pointTab ? focal === null : crops[tab] === undefined;
  const reset = () => {
    if (tab === pointTab) return setFocal(null);
    const { [tab]: _, ...others } = crops;
    setCrops(others);
  };
  return (
    <Dialog opened onClose={onClose} title="Crop" size={860}>
      <SegmentedControl
        aria-label="What to set"
        className={classes.tabs ?? ""}
        data={[pointTab, ...ratioNames]}
        value={tab}
        onChange={(value) => setTab(value as Tab)}
      />
      <div className={classes.hint}>
        <p className="dim small">
          {tab === pointTab
            ? "Click on what must be seen, or move the point with the arrow keys. Crops without a frame of their own keep it."
            : isAutomatic
              ? "Follows the focal point. Move the frame to set this crop by hand."
              : "Set by hand."}
        </p>
        <Button variant="default" size="xs" disabled={isAutomatic || !mayEdit} onClick={reset}>
          {tab === pointTab ? "Remove focal point" : "Follow focal point"}
        </Button>
      </div>
      <div className={classes.stage}>
        {tab === pointTab ? (
          <FocalPointField
            src={src}
            width={width}
            height={height}
            focal={focal}
            onChange={mayEdit ? setFocal : ignore}
          />
        ) : (
          <CropFrame
            key={tab}
            src={src}
            width={width}
            height={height}
            box={boxOf(tab)}
            ratio={ratios[tab]}
            disabled={!mayEdit}
            onChange={(box) => setCrops({ ...crops, [tab]: areaOfBox(box, stored) })}
          />
        )}
      </div>
      <CropPreviews facts={facts} src={src} />
      <Problem failure={save.failure} />
      <DialogFoot note="Pages that show this picture change when you save.">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="filled"
          disabled={!isChanged || !mayEdit}
          loading={save.pending}
          onClick={() =>
            save.send({ id, focal, crops, seen: { focal: stored.focal, crops: stored.crops } }, (now) => {
              onSaved(now);
              onClose();
            })
          }
        >
          Save
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

const ignore = () => {};
