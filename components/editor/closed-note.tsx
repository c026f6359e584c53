"use client";
import type { NoEdit } from "#lib/stories/types.ts";
import classes from "./desk.module.css";

/** Why somebody may do no more than suggest. */
const suggesting: Record<NoEdit, string> = {
  SPIKED: "",
  NOT_YOURS: "Its own writers and the editors change this story.",
  FILED: "This story is filed.",
  READY: "This story is approved.",
  SCHEDULED: "This story is scheduled.",
  LIVE: "This story is live.",
};
const closed: Record<NoEdit, string> = {
  SPIKED: "This story is spiked. An editor can unspike it to go on.",
  NOT_YOURS: "You can read this story. Its own writers and the editors change it.",
  FILED: "This story is filed. Withdraw it to go on writing, or ask an editor to send it back.",
  READY: "This story is approved. An editor can send it back if it must change.",
  SCHEDULED: "This story is scheduled. An editor can change it.",
  LIVE: "This story is live. Its own writers and the editors change it.",
};

/** Says why the text cannot be changed, or not without asking, and what may be done about it. */
export const ClosedNote = ({ reason, suggests }: { reason: NoEdit; suggests: boolean }) => (
  <p className={classes.closed} role="note">
    {suggests
      ? `${suggesting[reason]} What you write here is a suggestion that an editor takes or not.`
      : closed[reason]}
  </p>
);
