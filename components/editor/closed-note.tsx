"use client";
import type { NoEdit } from "#lib/stories/types.ts";
import classes from "./story-screen.module.css";

/** Why the person may only suggest changes. */
const suggesting: Record<NoEdit, string> = {
  SPIKED: "",
  NOT_YOURS: "This story is not yours, and your role does not include editing it.",
  FILED: "This story is filed.",
  READY: "This story is approved.",
  SCHEDULED: "This story is scheduled.",
  LIVE: "This story is published.",
};
const closed: Record<NoEdit, string> = {
  SPIKED: "This story is spiked. Ask an editor to unspike it if you need to edit it.",
  NOT_YOURS: "You can read this story. It is not yours, and your role does not include editing it.",
  FILED: "This story is filed. Withdraw it to keep writing, or ask an editor to send it back.",
  READY: "This story is approved. Ask an editor to send it back if it needs changes.",
  SCHEDULED: "This story is scheduled. Ask an editor if it needs changes.",
  LIVE: "This story is published. It is not yours, and your role does not include editing it.",
};

/** Explains why the text cannot be edited, or only with suggestions, and what to do about it. */
export const ClosedNote = ({ reason, suggests }: { reason: NoEdit; suggests: boolean }) => (
  <p className={classes.closed} role="note">
    {suggests
      ? `${suggesting[reason]} Your edits become suggestions for an editor to accept or reject.`
      : closed[reason]}
  </p>
);
