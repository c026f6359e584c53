"use client";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { Confirm, giveFocusBack } from "#components/newsroom/dialog.tsx";
import { useActor, useTimes } from "#components/newsroom/newsroom-context.tsx";
import { explainErasure } from "#components/newsroom/publish/erased.ts";
import { useVerb } from "#components/newsroom/publish/use-verb.ts";
import type { RevisionRow } from "#lib/revisions/types.ts";
import { hideWords } from "#lib/stories/actions.ts";
import { canHideWords } from "#lib/stories/policy.ts";
import classes from "./history.module.css";

const told = {
  COMPARED: "Readers may see what changed",
  NEW: "Readers may see what is new in it",
  NONE: "Its changes are hidden from readers",
} as const;

/** How much readers may see of what a version changed, and the way to take it back. Of a version that is no change: nothing. */
export function ShownWords({ storyId, revision: { number, shown } }: { storyId: string; revision: RevisionRow }) {
  const mayHide = canHideWords(useActor());
  const times = useTimes();
  const [asking, setAsking] = useState(false);
  const { send, pending, failure } = useVerb(hideWords);
  const row = useRef<HTMLParagraphElement>(null);
  if (shown === null) return null;
  const close = () => {
    setAsking(false);
    giveFocusBack(row.current?.closest("li")?.querySelector("button") ?? null);
  };
  const hide = () =>
    send({ storyId, number }, ({ erasure }) => {
      close();
      const { isEverywhere, title, why } = explainErasure(erasure, times);
      notifications.show({
        message: isEverywhere ? `Hidden from readers. ${title}.` : `Hidden from readers. ${title}: ${why}`,
        ...(isEverywhere ? {} : { color: "red", autoClose: false }),
      });
    });
  return (
    <p ref={row} className={classes.shown}>
      {told[shown]}
      {mayHide && shown !== "NONE" && (
        <>
          {" "}
          <button type="button" onClick={() => setAsking(true)} aria-label={`Hide the changes of revision ${number}`}>
            Hide
          </button>
        </>
      )}
      <Confirm
        opened={asking}
        onClose={close}
        question={`Hide what changed up to revision ${number}?`}
        verb="Hide from readers"
        danger
        pending={pending}
        failure={failure}
        onConfirm={hide}
      >
        From the next request on, “What changed” shows no word of this change or of any before it: what must not be read
        may have come with each of them. Dates, notes of corrections and seals stay. This cannot be undone. Look at
        later changes too: the words stand there if they were taken out only then.
      </Confirm>
    </p>
  );
}
