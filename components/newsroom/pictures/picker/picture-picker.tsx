"use client";
import { Button, TextInput } from "@mantine/core";
import { IconSearch, IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { maxLibraryQuery } from "#lib/pictures/library/query.ts";
import type { LibraryPicture } from "#lib/pictures/library/types.ts";
import { acceptedPictures } from "#lib/pictures/limits.ts";
import { Dialog, DialogFoot } from "../../dialog.tsx";
import { Problem } from "../../problem.tsx";
import classes from "./picker.module.css";
import { PictureTiles } from "./picture-tiles.tsx";
import { useFoundPictures } from "./use-found-pictures.ts";

/** Pictures of the library, or files that are to be uploaded. */
export type ChosenPictures = { pictures: LibraryPicture[] } | { files: File[] };

export type PickerProps = {
  /** Whether more than one may be chosen. */
  isMultiple: boolean;
  choose: (chosen: ChosenPictures) => void;
  close: () => void;
};

/** Finds pictures in the library, or takes new ones from this device. */
export default function PicturePicker({ isMultiple, choose, close }: PickerProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<readonly LibraryPicture[]>([]);
  const files = useRef<HTMLInputElement>(null);
  const found = useFoundPictures(typed);

  const toggle = (picture: LibraryPicture) => {
    if (picture.withdrawnAt !== null) return;
    const isChosen = chosen.some(({ id }) => id === picture.id);
    if (isChosen) setChosen(chosen.filter(({ id }) => id !== picture.id));
    else setChosen(isMultiple ? [...chosen, picture] : [picture]);
  };
  const finish = (picture: LibraryPicture) => {
    if (picture.withdrawnAt !== null) return;
    const others = isMultiple ? chosen.filter(({ id }) => id !== picture.id) : [];
    choose({ pictures: [...others, picture] });
  };
  const take = (list: FileList | null) => {
    const taken = [...(list ?? [])];
    if (taken.length > 0) choose({ files: isMultiple ? taken : taken.slice(0, 1) });
  };
  return (
    <Dialog opened onClose={close} title="Choose a picture" size={860}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button below does by keys what a drop does */}
      <div
        className={classes.picker}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer.files);
        }}
      >
        <div className={classes.top}>
          <TextInput
            data-autofocus
            type="search"
            className={classes.search ?? ""}
            aria-label="Search pictures"
            placeholder="Search pictures"
            autoComplete="off"
            maxLength={maxLibraryQuery}
            leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <input
            ref={files}
            type="file"
            hidden
            accept={acceptedPictures}
            multiple={isMultiple}
            onChange={(event) => take(event.currentTarget.files)}
          />
          <Button
            variant="default"
            leftSection={<IconUpload size={16} stroke={1.6} aria-hidden="true" />}
            onClick={() => files.current?.click()}
          >
            Upload from this device
          </Button>
        </div>
        <div className={classes.results}>
          {found.pictures.length > 0 ? (
            <PictureTiles
              pictures={found.pictures}
              chosen={new Set(chosen.map(({ id }) => id))}
              isMultiple={isMultiple}
              toggle={toggle}
              finish={finish}
            />
          ) : (
            <p className={classes.none}>
              {!found.isReady
                ? "Loading pictures …"
                : found.failure
                  ? ""
                  : typed.trim() === ""
                    ? "The library has no pictures yet. Upload one, or drop it here."
                    : "No pictures found. Try fewer words."}
            </p>
          )}
          <Problem failure={found.failure} />
          {found.hasMore && (
            <Button variant="default" loading={found.isLoading} onClick={found.loadMore}>
              Show more pictures
            </Button>
          )}
        </div>
      </div>
      <DialogFoot note={chosen.length > 1 ? `${chosen.length} pictures chosen` : undefined}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" disabled={chosen.length === 0} onClick={() => choose({ pictures: [...chosen] })}>
          Insert
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
