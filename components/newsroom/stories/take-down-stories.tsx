"use client";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { takeDownStories } from "#lib/stories/actions.ts";
import type { TakeDowns } from "#lib/stories/types.ts";
import { withConfirmation } from "../confirm/ask-to-confirm.ts";
import { useTimes } from "../newsroom-context.tsx";
import { explainErasure } from "../publish/erased.ts";
import { explainVerb } from "../publish/explain-verb.ts";
import { NoteField } from "../publish/note-field.tsx";
import publishClasses from "../publish/publish.module.css";
import { unreachable } from "../publish/use-verb.ts";
import { VerbDialog } from "../publish/verb-dialog.tsx";
import type { Selection } from "../use-selection.ts";
import { countOfStories, type SelectableStory } from "./selectable-story.ts";
import classes from "./take-down-stories.module.css";

type Send = Parameters<typeof takeDownStories>[0];
const send = (input: Send) => withConfirmation(() => takeDownStories(input).catch(unreachable));

/**
 * Takes the selected stories down for one reason. Those that are taken down are deselected; if others are not, the dialog stays open
 * and says why.
 */
export function TakeDownStories({
  selection,
  onClose,
}: {
  selection: Selection<SelectableStory>;
  onClose: () => void;
}) {
  const router = useRouter();
  const times = useTimes();
  const [reason, setReason] = useState("");
  const [last, setLast] = useState<TakeDowns | null>(null);
  const { items, drop } = selection;
  const count = countOfStories(items.length);
  const isOne = items.length === 1;

  const done = (now: TakeDowns) => {
    const { takenDown, refused, erasure } = now;
    drop(takenDown);
    setLast(now);
    if (erasure) {
      const { isEverywhere, title, why } = explainErasure(erasure, times);
      notifications.show({
        message: `${countOfStories(takenDown.length)} taken down. Readers get a notice in ${takenDown.length === 1 ? "its" : "their"} place. ${isEverywhere ? `${title}.` : `${title}: ${why}`}`,
        color: isEverywhere ? "green" : "red",
        autoClose: isEverywhere && 5_000,
      });
    }
    if (refused.length === 0) onClose();
    router.refresh();
  };

  return (
    <VerbDialog
      title={`Take down ${count}?`}
      verb={`Take down ${count}`}
      danger
      action={send}
      input={items.length > 0 && reason.trim() ? { storyIds: items.map(({ id }) => id), reason } : null}
      explain={explainAll}
      close={last ? "Close" : "Cancel"}
      onClose={onClose}
      onDone={done}
      onRefused={() => router.refresh()}
    >
      <div>
        <div role="alert">
          {last && last.refused.length > 0 && (
            <p className={publishClasses.refused}>
              {last.takenDown.length > 0 && `${countOfStories(last.takenDown.length)} taken down. `}
              {last.refused.length === 1 ? "This story was" : "These stories were"} not taken down:
            </p>
          )}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keys */}
        <ul className={classes.stories} aria-label="Stories" tabIndex={0}>
          {items.map(({ id, headline }) => {
            const refusal = last?.refused.find(({ storyId }) => storyId === id);
            return (
              <li key={id}>
                <b>{headline || "No headline yet"}</b>
                {refusal && <p>{explainRefused(refusal.failure)}</p>}
              </li>
            );
          })}
        </ul>
      </div>
      <p className={publishClasses.text}>
        From the next request on, readers who open {isOne ? "its URL" : "their URLs"} get a short notice that{" "}
        {isOne ? "it was" : "they were"} taken down (status 410). {isOne ? "It is" : "They are"} removed from the front,
        sections, topics and feeds, and from {isOne ? "its" : "their"} pinned places. The working{" "}
        {isOne ? "copy" : "copies"}, the history and the {isOne ? "URL" : "URLs"} stay here, and <b>Reinstate</b> in a
        story brings back exactly what readers have now.
      </p>
      <NoteField
        label="Reason"
        description={`For the newsroom’s records${isOne ? "" : ", the same for each story"}. Readers do not see it.`}
        required
        value={reason}
        onChange={setReason}
      />
    </VerbDialog>
  );
}

/** Why nothing is known of any of them. */
const explainAll = (failure: Failure): string =>
  failure.code === "BUSY"
    ? "The server is busy or cannot be reached. Some of these stories may be taken down already. Try again to find out."
    : explainVerb(failure);

/** Why one story was not taken down. */
function explainRefused(failure: Failure): string {
  const { code, detail } = failure;
  if (code === "WRONG_STATE" && detail?.publication === "TAKEN_DOWN") return "It is taken down already.";
  if (code === "WRONG_STATE" && detail?.publication === "NEVER") return "It is not published.";
  return explainVerb(failure);
}
