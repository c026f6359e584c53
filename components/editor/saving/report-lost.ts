import type { EditorState, Transaction } from "@tiptap/pm/state";
import type { Step } from "@tiptap/pm/transform";
import { blockIdAt } from "#lib/document/anchors.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { newId } from "#lib/ids.ts";
import { collabOf, type Unconfirmed } from "./collab.ts";
import { type Kept, keptFrom } from "./kept.ts";
import type { LoopOptions } from "./loop-options.ts";
import { lostFields } from "./lost-field.ts";
import type { StepSender } from "./receive.ts";
import { keysBetween, ownVersion } from "./versions.ts";

/** A rebase: the inverted steps of ours, then those of others, each with its sender. */
type Rebased = { tr: Transaction; senders: readonly StepSender[] };

/** Who deleted a place of the document with our steps; the last one who changed anything where nobody did. */
function deletedBy({ tr, senders }: Rebased, pos: number): string | null {
  const ours = Number(tr.getMeta("rebased") ?? 0);
  let at = tr.mapping.slice(0, ours).map(pos);
  for (const [index, { personId }] of senders.entries()) {
    const result = tr.mapping.maps[ours + index]?.mapResult(at);
    if (result?.deleted) return personId;
    at = result?.pos ?? at;
  }
  return senders.at(-1)?.personId ?? null;
}

function setBy({ tr, senders }: Rebased, field: { node: string | null; field: string }): string | null {
  const ours = Number(tr.getMeta("rebased") ?? 0);
  const index = senders.findLastIndex((_sender, at) => {
    const step = tr.steps[ours + at];
    return step instanceof FieldStep && step.node === field.node && step.field === field.field;
  });
  return (senders[index] ?? senders.at(-1))?.personId ?? null;
}

/**
 * Hands the words and the field values of changes that had no place any more to the tab, which offers them to the person.
 * @param before the state that still contained the changes
 * @param after the transaction without them; `senders` of the steps of others in it, none where the server refused a change
 * @param refusal why the server refused a change
 */
export function reportLost(
  tab: Pick<LoopOptions, "storyId" | "personId" | "onKept">,
  before: EditorState,
  lost: readonly Unconfirmed[],
  after: Rebased,
  refusal?: string,
): void {
  const { doc, mapping } = after.tr;
  const about = () => ({
    id: newId(),
    storyId: tab.storyId,
    personId: tab.personId,
    at: new Date().toISOString(),
    ...(refusal === undefined ? {} : { refusal }),
  });
  const words = keptFrom(before, collabOf(before).unconfirmed, lost).map(({ from, to, ...part }): Kept => {
    const blockId = blockIdAt(doc, mapping.map(from));
    if (refusal !== undefined) return { ...about(), ...part, blockId };
    const own = ownVersion(before.doc, from, to);
    const theirs = keysBetween(doc, mapping.map(own.from, -1), mapping.map(own.to, 1));
    return { ...about(), ...part, blockId, by: deletedBy(after, from), mine: own.mine, theirs };
  });
  const fields = lostFields(lost).map(
    (field): Kept => ({ ...about(), text: "", slice: null, by: setBy(after, field), field }),
  );
  if (words.length + fields.length > 0) tab.onKept?.([...joined(words), ...fields]);
}

/** Reports which fields others have set, so that a person who is typing into one of them learns who it was. */
export function reportSetFields(
  tab: Pick<LoopOptions, "onFieldSet">,
  steps: readonly Step[],
  senders: readonly StepSender[],
): void {
  const at = new Date().toISOString();
  for (const [index, step] of steps.entries())
    if (step instanceof FieldStep) tab.onFieldSet?.(step, { personId: senders[index]?.personId ?? null, at });
}

/** Words that were written into the same blocks are one question. */
function joined(kept: readonly Kept[]): Kept[] {
  const groups = new Map<string, Kept>();
  for (const one of kept) {
    const key = one.mine ? JSON.stringify(one.mine) : one.id;
    const known = groups.get(key);
    groups.set(key, known ? { ...known, text: `${known.text}\n\n${one.text}` } : one);
  }
  return [...groups.values()];
}
