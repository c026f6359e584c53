"use client";
import { Button } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { unpinPlace } from "#lib/fronts/actions.ts";
import type { FrontDesk, FrontPlace } from "#lib/fronts/data.ts";
import { canArrangeFronts } from "#lib/fronts/policy.ts";
import { useActor, useTimes } from "../newsroom-context.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./fronts.module.css";
import { nameInText, PinDialog } from "./pin-dialog.tsx";

const positionNames = ["Lead", "Second", "Third", "Fourth", "Fifth"];

/** The five positions of a front: the pinned story, until when, and the story readers see there now. */
export function FrontPlaces({ desk }: { desk: FrontDesk }) {
  const mayArrange = canArrangeFronts(useActor());
  return (
    <ol className={classes.places} aria-label={`Positions on ${desk.name}`}>
      {desk.places.map((place) => (
        <FrontPosition key={place.slot} front={desk.front} place={place} mayArrange={mayArrange} />
      ))}
    </ol>
  );
}

type Props = { front: string; place: FrontPlace; mayArrange: boolean };

function FrontPosition({ front, place, mayArrange }: Props) {
  const [opened, setOpened] = useState(false);
  const [round, setRound] = useState(0);
  const unpin = useServerAction(unpinPlace);
  const pinButton = useRef<HTMLButtonElement>(null);
  const { slot, pin, shown } = place;
  const verb = pin ? "Pin another story" : "Pin a story";
  const open = () => {
    setRound(round + 1);
    setOpened(true);
  };
  return (
    <li className={classes.place} data-lead={slot === 0 || undefined}>
      <h2 className={classes.slot}>{positionNames[slot]}</h2>
      {shown && <Thumbnail src={shown.picture} />}
      <div className={classes.what}>
        {pin?.state === "holds" ? (
          <p className={classes.headline}>{shown?.headline ?? pin.headline}</p>
        ) : (
          <p className={classes.headline} data-free>
            {shown ? shown.headline : "Empty"}
          </p>
        )}
        <p className={classes.state}>
          {shown && <>{shown.section} · </>}
          <PinState place={place} />
        </p>
        <Problem failure={unpin.failure} />
      </div>
      {mayArrange && (
        <>
          <div className={classes.tools}>
            {pin && (
              <Button
                aria-label={`Unpin ${nameInText(slot)}`}
                loading={unpin.pending}
                onClick={() => unpin.send({ front, slot }, () => pinButton.current?.focus())}
              >
                Unpin
              </Button>
            )}
            <Button ref={pinButton} aria-label={`${verb} as ${nameInText(slot)}`} onClick={open}>
              {verb}
            </Button>
          </div>
          <PinDialog key={round} front={front} place={place} opened={opened} onClose={() => setOpened(false)} />
        </>
      )}
    </li>
  );
}

const Thumbnail = ({ src }: { src: string }) =>
  src ? (
    // biome-ignore lint/performance/noImgElement: a rendition of the size that is shown is there already
    <img className={classes.thumb} src={src} alt="" width={72} height={48} decoding="async" />
  ) : (
    <span className={classes.thumb} data-none="" title="No picture">
      <IconPhoto size={16} stroke={1.4} aria-hidden="true" />
    </span>
  );

function PinState({ place: { pin, shown } }: { place: FrontPlace }) {
  const times = useTimes();
  if (!pin) return shown ? "Filled automatically" : "Filled automatically with the latest stories";
  if (pin.state === "not live")
    return `${pin.headline ? `“${pin.headline}”` : "The pinned story"} is no longer published, so this position is filled automatically`;
  if (pin.state === "over" && pin.until) return `Filled automatically; the pin ended on ${times.full(pin.until)}`;
  return pin.until ? `Pinned until ${times.full(pin.until)}` : "Pinned until it is unpinned";
}
