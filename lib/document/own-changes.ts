// Work that was done on a text so old that nobody can say any more how it became today's: what of it is still wanted is
// taken over piece by piece.
import type { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { type BlockChange, compareDocuments, isChangedToo, keyOf } from "./compare.ts";
import { compareFields, isListChange } from "./compare-fields.ts";
import { FieldStep } from "./field-step.ts";
import type { FieldName } from "./fields.ts";
import { restoreBlock } from "./restore.ts";
import { SetStep } from "./set-step.ts";
import { takeBlock } from "./take-block.ts";
import { zoneOfNode } from "./zones.ts";

/** What somebody made of `base`. */
export type OwnWork = { base: Node; mine: Node };

/** Fields and blocks that this person touched. What they only moved stays where it is today. */
export function ownPieces({ base, mine }: OwnWork): { fields: FieldName[]; keys: string[] } {
  const { fields, entries } = compareDocuments(base, mine);
  const isTouched = (block: BlockChange) => block.kind !== "moved" || isChangedToo(block);
  return {
    fields: fields.map(({ field }) => field),
    keys: entries.flatMap((entry) => (entry.kind !== "fold" && isTouched(entry) ? [entry.key] : [])),
  };
}

/**
 * Makes one block of `today` what it is in `mine`: its words, itself where it is not there any more, or nothing where `mine`
 * has it no more. Null where there is nothing to do, or it is the last block of the text.
 */
export function takeMine(today: Node, mine: Node, key: string): Transform | null {
  const find = (doc: Node) => doc.children.findIndex((node) => keyOf(node) === key);
  const [here, wanted] = [find(today), mine.maybeChild(find(mine))];
  const block = today.maybeChild(here);
  if (!block) return takeBlock(today, mine, key);
  const pos = today.children.slice(0, here).reduce((sum, node) => sum + node.nodeSize, 0);
  const transform = new Transform(today);
  if (wanted) restoreBlock(transform, pos, block, wanted);
  else {
    const body = today.children.filter((node) => zoneOfNode(node) === "body");
    if (body.length === 1 && body[0] === block) return null;
    transform.delete(pos, pos + block.nodeSize);
  }
  return transform.steps.length > 0 ? transform : null;
}

/** The steps that bring what this person did to a field into today's: of a list only the items that they added or took out. */
export function takeMyField(today: Node, { base, mine }: OwnWork, field: FieldName): Step[] {
  const change = compareFields(base, mine).find((one) => one.field === field);
  if (!change) return [];
  if (!isListChange(change)) {
    const [before, after] = [today.attrs[change.field], mine.attrs[change.field]];
    return before === after ? [] : [new FieldStep(null, change.field, before, after)];
  }
  const now = today.attrs[change.field] as readonly string[];
  return [
    ...change.takenOut.filter((id) => now.includes(id)).map((id) => new SetStep(change.field, id, false)),
    ...change.added.filter((id) => !now.includes(id)).map((id) => new SetStep(change.field, id, true)),
  ];
}

/** Today's text with all of this person's work that is not in `left`: against today's it shows just what there is to take. */
export function withMine(today: Node, work: OwnWork, left: ReadonlySet<string>): Node {
  const { fields, keys } = ownPieces(work);
  let doc = today;
  for (const field of fields.filter((one) => !left.has(one)))
    for (const step of takeMyField(doc, work, field)) doc = step.apply(doc).doc ?? doc;
  for (const key of keys.filter((one) => !left.has(one))) doc = takeMine(doc, work.mine, key)?.doc ?? doc;
  return doc;
}
