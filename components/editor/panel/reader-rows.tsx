"use client";
import { useState } from "react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import type { StoryStatus } from "#lib/stories/types.ts";
import classes from "./panel.module.css";

/** Loaded when it is opened. */
const ReadersDialog = lazyPart("The dialog", () =>
  import("#components/newsroom/sharing/readers-dialog.tsx").then((part) => part.ReadersDialog),
);

type Props = { storyId: string } & Pick<StoryStatus, "isConfidential" | "sharedCount"> & { mayChange: boolean };

/** Who reads the unpublished story besides those whose role allows it. */
export function ReaderRows({ storyId, isConfidential, sharedCount, mayChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const shared = `Shared with ${sharedCount === 1 ? "one person" : `${sharedCount} people`}.`;
  return (
    <>
      <h3 className={classes.sub}>Access</h3>
      <p className={classes.hint}>
        {isConfidential
          ? "Confidential: only people who are named see it."
          : "Everybody sees it whose role allows that."}
        {sharedCount > 0 && ` ${shared}`}
      </p>
      <button type="button" className={classes.plain} onClick={() => setOpen(true)}>
        {mayChange ? "Change who may read" : "Show who may read"}
      </button>
      {isOpen && <ReadersDialog storyId={storyId} onClose={() => setOpen(false)} />}
    </>
  );
}
