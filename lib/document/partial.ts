// A text between two others: the earlier one with some of the changes that lead to the later one.
import type { Node } from "@tiptap/pm/model";
import { Mapping, Transform } from "@tiptap/pm/transform";
import { type BlockChange, type Comparison, compareDocuments, zoneRank } from "./compare.ts";
import type { FieldChange } from "./compare-fields.ts";
import { giveIds, repairIds } from "./ids.ts";
import { zoneOfNode } from "./zones.ts";

/** What a change is called when somebody chooses it. Blocks are called by their keys, which contain no space. */
export const changeKey = (change: BlockChange | FieldChange): string =>
  "field" in change ? `field ${change.field}` : change.key;

/** Every change of a comparison that can be chosen, fields first, as the comparison lists them. */
export function listChanges({ fields, entries }: Comparison): (BlockChange | FieldChange)[] {
  return [...fields, ...entries.flatMap((entry) => (entry.kind === "fold" ? [] : [entry]))];
}

/**
 * The earlier text with the chosen changes, both without suggestions: with all of them it is `after`, with none `before`. A block that is not chosen
 * keeps its text and its place.
 */
export function withChanges(before: Node, after: Node, chosen: ReadonlySet<string>): Node {
  const comparison = compareDocuments(before, after);
  const keys = listChanges(comparison).map(changeKey);
  if (keys.every((key) => chosen.has(key))) return after;
  if (!keys.some((key) => chosen.has(key))) return before;
  const attrs: Record<string, unknown> = { ...before.attrs };
  for (const change of comparison.fields)
    if (chosen.has(changeKey(change))) attrs[change.field] = after.attrs[change.field];
  const blocks = mergeBlocks(before, comparison, chosen);
  // Zones have a fixed order, whichever of the two texts a block comes from.
  blocks.sort((a, b) => zoneRank(a) - zoneRank(b));
  const transform = new Transform(before.type.create(attrs, withBody(blocks, before)));
  // Something that moved from one block into another may now be in both.
  giveIds(transform, repairIds(transform.doc, before, new Mapping()));
  return transform.doc;
}

const isStaying = ({ kind }: BlockChange): boolean => kind === "same" || kind === "changed";

function mergeBlocks(before: Node, { entries }: Comparison, chosen: ReadonlySet<string>): Node[] {
  const changes = entries.flatMap((entry) => (entry.kind === "fold" ? entry.blocks : [entry]));
  const changeOf = new Map(changes.map((change) => [change.before, change]));
  /** What keeps its former place, by the block that it follows; null: at the beginning. */
  const followers = new Map<BlockChange | null, Node[]>();
  let anchor: BlockChange | null = null;
  for (const node of before.children) {
    const change = changeOf.get(node);
    if (!change) continue;
    if (isStaying(change)) anchor = change;
    else if (!chosen.has(change.key)) followers.set(anchor, [...(followers.get(anchor) ?? []), node]);
  }
  const blocks: (Node | null)[] = [...(followers.get(null) ?? [])];
  for (const change of changes) {
    const isChosen = change.kind !== "same" && chosen.has(change.key);
    if (isStaying(change)) blocks.push(isChosen ? change.after : change.before, ...(followers.get(change) ?? []));
    else if (isChosen) blocks.push(change.after); // null where it was taken out
  }
  return blocks.filter((node) => node !== null);
}

/** A text has at least one block, be it empty. */
function withBody(blocks: Node[], before: Node): Node[] {
  if (blocks.some((node) => zoneOfNode(node) === "body")) return blocks;
  const first = before.children.find((node) => zoneOfNode(node) === "body");
  const { paragraph } = before.type.schema.nodes;
  if (!first || !paragraph) return blocks;
  const empty = paragraph.create({ id: first.attrs.id });
  const place = blocks.findIndex((node) => zoneRank(node) > zoneRank(first));
  return blocks.toSpliced(place < 0 ? blocks.length : place, 0, empty);
}
