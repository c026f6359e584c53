// Serialises unsent steps and cuts them into batches.
import type { Step } from "@tiptap/pm/transform";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import type { Unconfirmed } from "./collab.ts";

const jsonOf = new WeakMap<Step, unknown>();
export function stepJson(step: Step): unknown {
  let json = jsonOf.get(step);
  if (json === undefined) {
    // Attributes have no prototype, but server actions accept plain objects only.
    json = JSON.parse(JSON.stringify(step.toJSON()));
    jsonOf.set(step, json);
  }
  return json;
}

export const changesOf = (steps: readonly Unconfirmed[]): Unsent["changes"] =>
  steps.flatMap(({ origin, pasted, restores }, first) =>
    origin === steps[first - 1]?.origin ? [] : [{ first, pasted, restores }],
  );
/** Which steps of a batch were pasted or restored. */
export const originsOf = (steps: readonly Unconfirmed[]): { pasted: number[]; restored: number[] } => ({
  pasted: steps.flatMap(({ pasted }, index) => (pasted ? [index] : [])),
  restored: steps.flatMap(({ restores }, index) => (restores ? [index] : [])),
});

/** A batch ends at a border between two changes once it has this many steps. */
export const batchSteps = 1_000;

/** Maximum content of one batch. */
export type QueueSpan = { changes: number; steps: number };
export const usualSpan: QueueSpan = { changes: Number.POSITIVE_INFINITY, steps: batchSteps };

/** The steps of one batch: whole changes only, because the document may be invalid between the steps of one change. */
export function nextSteps(unconfirmed: readonly Unconfirmed[], span: QueueSpan = usualSpan): Unconfirmed[] {
  let end = 0;
  for (let changes = 0; end < unconfirmed.length && end < span.steps && changes < span.changes; changes++)
    end = endOfChange(unconfirmed, end);
  return unconfirmed.slice(0, end);
}

function endOfChange(unconfirmed: readonly Unconfirmed[], start: number): number {
  let end = start + 1;
  while (end < unconfirmed.length && unconfirmed[end]?.origin === unconfirmed[start]?.origin) end++;
  return end;
}

export function changeCount(steps: readonly Unconfirmed[]): number {
  return steps.filter(({ origin }, i) => origin !== steps[i - 1]?.origin).length;
}
