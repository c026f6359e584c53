"use client";
import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import { keepReading } from "#components/newsroom/keep-reading.ts";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { listChecklist, tickItem } from "#lib/templates/actions.ts";
import type { ChecklistLine } from "#lib/templates/types.ts";
import classes from "./panel.module.css";

type Props = {
  storyId: string;
  /** Grows with every change of the story's status, after which the lines are read again. */
  news: number;
  mayTick: boolean;
};

/** What the template of the story reminds of. Nothing for a story without a checklist. */
export function ChecklistRows({ storyId, news, mayTick }: Props) {
  const times = useTimes();
  const [lines, setLines] = useState<ChecklistLine[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read again whenever `news` changes
  useEffect(() => keepReading(() => listChecklist({ storyId }), setLines), [storyId, news]);
  if (lines.length === 0) return null;
  const tick = async (itemId: string, isDone: boolean) => {
    const answer = await tickItem({ itemId, isDone }).catch(unreachable);
    if (answer.ok) setLines(answer.data);
    else notifications.show({ message: explainVerb(answer), color: "red", autoClose: 10_000 });
  };
  return (
    <fieldset className={classes.checklist}>
      <legend className={classes.sub}>
        Checklist ({lines.filter(({ done }) => done).length} of {lines.length})
      </legend>
      {lines.map(({ id, text, done }) => (
        <label key={id} className={classes.item}>
          <input
            type="checkbox"
            checked={done !== null}
            disabled={!mayTick}
            onChange={(event) => void tick(id, event.currentTarget.checked)}
          />
          <span>
            <span dir="auto">{text}</span>
            {done && (
              <small>
                {done.by ?? "Somebody"}, {times.full(new Date(done.at))}
              </small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
