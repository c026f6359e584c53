import type { WireRow } from "#lib/wires/types.ts";
import { When } from "../when.tsx";
import classes from "./wires.module.css";

type Props = { item: Pick<WireRow, "status" | "number" | "embargo"> };

/** What its source has done to an item since it first sent it. */
export function WireMark({ item: { status, number, embargo } }: Props) {
  return (
    <>
      {status === "canceled" && <b className={classes.bad}>Withdrawn</b>}
      {status === "withheld" && <b className={classes.bad}>Withheld</b>}
      {status === "usable" && number > 1 && <b className={classes.changed}>Version {number}</b>}
      {embargo !== null && (
        <b className={classes.changed}>
          Embargo <When at={embargo} />
        </b>
      )}
    </>
  );
}
