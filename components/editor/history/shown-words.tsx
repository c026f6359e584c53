"use client";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { Confirm, giveFocusBack } from "#components/newsroom/dialog.tsx";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { explainErasure } from "#components/newsroom/publish/erased.ts";
import { useVerb } from "#components/newsroom/publish/use-verb.ts";
import type { RevisionRow } from "#lib/revisions/types.ts";
import { hideWords } from "#lib/stories/actions.ts";
import classes from "./history.module.css";

const visibilityLabels = {
  COMPARED: "Readers can see what changed",
  NEW: "Readers can see what was added",
  NONE: "Changes hidden from readers",
} as const;

type Props = { storyId: string; revision: RevisionRow; mayHide: boolean };

/** Says how much of a version’s changes readers can see, with a button to hide them. Renders nothing for a version without changes. */
export function ShownWords({ storyId, revision: { number, shown }, mayHide }: Props) {
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
      {visibilityLabels[shown]}
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
        question={`Hide all changes up to revision ${number}?`}
        verb="Hide from readers"
        danger
        pending={pending}
        failure={failure}
        onConfirm={hide}
      >
        “What changed” will no longer show readers the wording of this change or of any earlier one. Dates, correction
        notes and digital fingerprints remain. This cannot be undone. Check later changes too: if the words were removed
        later, they still show there.
      </Confirm>
    </p>
  );
}
