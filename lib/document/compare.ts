// What differs between two states of a story, by block id: for people to read, so whole words, no half of a character.
import type { Mark, Node } from "@tiptap/pm/model";
import { isListName } from "./blocks/list/block.ts";
import { compareFields, type FieldChange } from "./compare-fields.ts";
import { CompareBudget, compareText, type Piece } from "./compare-text.ts";
import { isPicture } from "./nodes.ts";
import { stayingPairs } from "./sequence.ts";
import { type Zone, zoneOfNode, zones } from "./zones.ts";

export type AttributeChange = { name: string; before: unknown; after: unknown };

/** One line of text within a block: a paragraph, an item, a caption …. */
export type Line = {
  /** Its node: "paragraph", "keyPoint", "caption" …; the node around it decides how it is shown. */
  role: string;
  /** "bulletList" or "orderedList" where it is the first line of an item, "tableRow" where it is the first cell of one, else "". */
  item: string;
  /** Lists around it. */
  depth: number;
  change: "same" | "changed" | "added" | "takenOut" | "moved";
  pieces: Piece[];
  /** A subheading's level, the start of its list …, where they changed. */
  attributes: AttributeChange[];
};

export type BlockKind = "same" | "changed" | "added" | "takenOut" | "moved";
/** A block at the top level, in the order of the later state; a removed block is at its former place. */
export type BlockChange = {
  kind: BlockKind;
  /** Block id; of what there is only one of, the name of its zone. */
  key: string;
  type: string;
  zone: Zone;
  /** Place among the blocks of the body, from 1; null where it is not in that state or not of the body. */
  from: number | null;
  to: number | null;
  lines: Line[];
  attributes: AttributeChange[];
  /** The block in the earlier and in the later state. */
  before: Node | null;
  after: Node | null;
};
export type Entry = BlockChange | { kind: "fold"; blocks: BlockChange[] };

export type Comparison = {
  fields: FieldChange[];
  /** Changes in reading order; unchanged blocks that follow each other are one fold. */
  entries: Entry[];
  /** Words that are in one state only, moved ones not counted. */
  words: { added: number; takenOut: number };
  changes: number;
};

/** What identifies a top-level block. There is one headline, one main picture …, whatever its id. */
export function keyOf(block: Node): string {
  const zone = zoneOfNode(block);
  return zone === "body" ? String(block.attrs.id) : zone;
}

type Placed = { key: string; node: Node; place: number | null };
function placed(doc: Node): Placed[] {
  let place = 0;
  return doc.children.map((node) => ({
    key: keyOf(node),
    node,
    place: zoneOfNode(node) === "body" ? ++place : null,
  }));
}

/** The text of a block without ids: what was cut and pasted again has new ones. */
const contentOf = (node: Node): string =>
  JSON.stringify(node.toJSON(), (name, value) => (name === "id" && typeof value === "string" ? undefined : value));

/**
 * Compares two states of a story. Blocks are the same by id; those whose id is in one state only are the same when all
 * they hold is. Costs grow with what has changed, not with the length of the story.
 */
export function compareDocuments(before: Node, after: Node): Comparison {
  const [old, now] = [placed(before), placed(after)];
  const partner = pair(old, now);
  const { staying, followers } = arrange(old, partner);
  const words = { added: 0, takenOut: 0 };
  const budget = new CompareBudget();
  const blocks: BlockChange[] = [];
  const tell = (change: BlockChange) => {
    blocks.push(change);
    for (const line of change.lines) countWords(line, words);
  };
  const takenOut = (at: number) => {
    for (const one of followers.get(at) ?? []) tell(whole(one, "takenOut"));
  };
  takenOut(-1);
  now.forEach((one, index) => {
    const was = partner[index];
    const origin = was === undefined ? null : old[was];
    if (!origin || was === undefined) tell(whole(one, "added"));
    else {
      tell(both(origin, one, !staying.has(index), budget));
      takenOut(was);
    }
  });
  const entries: Entry[] = [];
  for (const block of blocks) {
    const last = entries.at(-1);
    if (block.kind !== "same") entries.push(block);
    else if (last?.kind === "fold") last.blocks.push(block);
    else entries.push({ kind: "fold", blocks: [block] });
  }
  const fields = compareFields(before, after);
  return { fields, entries, words, changes: fields.length + blocks.filter(({ kind }) => kind !== "same").length };
}

/** For each block of the later state the index of the same one in the earlier, or undefined. */
function pair(old: readonly Placed[], now: readonly Placed[]): (number | undefined)[] {
  const byKey = new Map(old.map(({ key }, index) => [key, index]));
  const partner = now.map(({ key }) => byKey.get(key));
  const taken = new Set(partner);
  const byContent = new Map<string, number[]>();
  old.forEach(({ node }, index) => {
    if (taken.has(index) || node.textContent === "") return;
    const content = contentOf(node);
    byContent.set(content, [...(byContent.get(content) ?? []), index]);
  });
  if (byContent.size > 0)
    now.forEach(({ node }, index) => {
      partner[index] ??= byContent.get(contentOf(node))?.shift();
    });
  return partner;
}

/** Which blocks kept their order, and behind which block of the earlier state each that was taken out is shown (-1: first). */
function arrange(old: readonly Placed[], partner: readonly (number | undefined)[]) {
  const pairs = partner.flatMap((was, index) => (was === undefined ? [] : [{ was, index }]));
  const kept = stayingPairs(pairs.map(({ was }) => was)).map((at) => pairs[at]);
  const staying = new Set<number | undefined>(kept.map((one) => one?.index));
  const anchors = new Set(kept.map((one) => one?.was));
  const there = new Set(partner);
  const followers = new Map<number, Placed[]>();
  let anchor = -1;
  old.forEach((one, index) => {
    if (anchors.has(index)) anchor = index;
    else if (!there.has(index)) followers.set(anchor, [...(followers.get(anchor) ?? []), one]);
  });
  return { staying, followers };
}

function whole(one: Placed, kind: "added" | "takenOut"): BlockChange {
  const isAdded = kind === "added";
  return {
    kind,
    key: one.key,
    type: one.node.type.name,
    zone: zoneOfNode(one.node),
    from: isAdded ? null : one.place,
    to: isAdded ? one.place : null,
    lines: linesOf(one.node).map((line) => shown(line, kind)),
    attributes: [],
    before: isAdded ? null : one.node,
    after: isAdded ? one.node : null,
  };
}

function both(was: Placed, one: Placed, isMoved: boolean, budget: CompareBudget): BlockChange {
  const same = was.node === one.node || was.node.eq(one.node);
  const lines = same ? linesOf(one.node).map((line) => shown(line, "same")) : compareLines(was.node, one.node, budget);
  const attributes = same ? [] : [...attributesOf(was.node, one.node), ...storiesChange(was.node, one.node)];
  const isChanged = attributes.length > 0 || lines.some(({ change }) => change !== "same");
  return {
    kind: isMoved ? "moved" : isChanged ? "changed" : "same",
    key: one.key,
    type: one.node.type.name,
    zone: zoneOfNode(one.node),
    from: was.place,
    to: one.place,
    lines,
    attributes,
    before: was.node,
    after: one.node,
  };
}

/** Whether a moved block was also changed. */
export const isChangedToo = (block: BlockChange): boolean =>
  block.kind === "moved" && (block.attributes.length > 0 || block.lines.some(({ change }) => change !== "same"));

const notCompared = new Set(["id"]);
function attributesOf(before: Node, after: Node): AttributeChange[] {
  const changes: AttributeChange[] = [];
  if (before.type !== after.type) changes.push({ name: "type", before: before.type.name, after: after.type.name });
  for (const name of new Set([...Object.keys(before.attrs), ...Object.keys(after.attrs)])) {
    if (notCompared.has(name) || before.attrs[name] === after.attrs[name]) continue;
    if (before.type !== after.type && (before.attrs[name] === undefined || after.attrs[name] === undefined)) continue;
    changes.push({ name, before: before.attrs[name] ?? null, after: after.attrs[name] ?? null });
  }
  const proposed = (marks: readonly Mark[]) => marks.map(({ type }) => type.name).join(" ");
  if (proposed(before.marks) !== proposed(after.marks))
    changes.push({ name: "suggestion", before: proposed(before.marks), after: proposed(after.marks) });
  return changes;
}

/** Ids of the stories that a series box names. They are blocks inside it without text, so no line tells of them. */
export const storiesIn = (block: Node): string[] => block.children.flatMap(({ attrs }) => attrs.story ?? []);

function storiesChange(before: Node, after: Node): AttributeChange[] {
  const [was, is] = [storiesIn(before).join(" "), storiesIn(after).join(" ")];
  return was === is ? [] : [{ name: "stories", before: was, after: is }];
}

/**
 * `list`: the list inside the block that begins with this line. `picture`: the picture of a gallery to which the line belongs, at
 * its first line.
 */
type Found = { key: string; node: Node; item: string; depth: number; list: Node | null; picture: Node | null };
/** Every textblock of a block in reading order, with what is needed to show it without the frame around it. */
function linesOf(block: Node): Found[] {
  if (block.isTextblock) return [{ key: "", node: block, item: "", depth: 0, list: null, picture: null }];
  const found: Found[] = [];
  let list: Node | null = null;
  const walk = (node: Node, depth: number, item: string) => {
    node.forEach((child, _offset, index) => {
      const isList = isListName(child.type.name);
      if (child.isTextblock) {
        const id: unknown = child.attrs.id;
        // A line without an id, such as a caption, is known by the block inside this one to which it belongs.
        const holder = node === block ? "" : `${node.attrs.id ?? ""} `;
        const key = typeof id === "string" ? id : `${holder}${child.type.name}`;
        const picture = index === 0 && node !== block && isPicture(node) ? node : null;
        found.push({ key, node: child, item: index === 0 ? item : "", depth, list, picture });
        list = null;
      } else if (child.type.name === "listItem") walk(child, depth, node.type.name);
      else if (child.type.name === "tableRow") walk(child, depth, child.type.name);
      else {
        if (isList) list = child;
        walk(child, isList ? depth + 1 : depth, "");
      }
    });
  };
  walk(block, isListName(block.type.name) ? 1 : 0, "");
  return found;
}

const frame = ({ node, item, depth }: Found) => ({ role: node.type.name, item, depth });
function shown(line: Found, change: "same" | "added" | "takenOut"): Line {
  const kind = change === "added" ? "in" : change === "takenOut" ? "out" : "same";
  return { ...frame(line), change, pieces: compareText(line.node, line.node, kind), attributes: [] };
}

/** How the list that begins with a line differs; that its items are of another kind, the lines themselves tell. */
function listChange(before: Node | null, after: Node | null): AttributeChange[] {
  if (!before || !after) return before === after ? [] : [{ name: "newList", before: !!before, after: !!after }];
  return before.type === after.type ? attributesOf(before, after) : [];
}

function compareLines(before: Node, after: Node, budget: CompareBudget): Line[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const places = (lines: Found[], one: Node) =>
    lines.map((line) => ({ key: line.key, node: line.node, place: null, line, one }));
  const [was, is] = [places(old, before), places(now, after)];
  const partner = pair(was, is);
  const { staying, followers } = arrange(was, partner);
  const lines: Line[] = [];
  const takenOut = (at: number) => {
    for (const one of followers.get(at) ?? []) lines.push(shown((one as (typeof was)[number]).line, "takenOut"));
  };
  takenOut(-1);
  is.forEach(({ line }, index) => {
    const at = partner[index];
    const origin = at === undefined ? undefined : was[at]?.line;
    if (!origin || at === undefined) lines.push(shown(line, "added"));
    else {
      const pieces = compareText(origin.node, line.node, undefined, budget);
      const attributes = line.node === after ? [] : attributesOf(origin.node, line.node);
      if (origin.picture && line.picture) attributes.push(...attributesOf(origin.picture, line.picture));
      if (origin.depth !== line.depth) attributes.push({ name: "depth", before: origin.depth, after: line.depth });
      attributes.push(...listChange(origin.list, line.list));
      if (origin.item !== line.item && line.node.type.name !== "tableCell")
        attributes.push({ name: "item", before: origin.item, after: line.item });
      const isChanged = attributes.length > 0 || pieces.some(({ kind }) => kind !== "same");
      const change = isChanged ? "changed" : staying.has(index) ? "same" : "moved";
      lines.push({ ...frame(line), change, pieces, attributes });
      takenOut(at);
    }
  });
  return lines;
}

const word = /[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu;
function countWords(line: Line, words: Comparison["words"]): void {
  for (const { kind, text } of line.pieces) {
    if (kind === "in") words.added += text.match(word)?.length ?? 0;
    else if (kind === "out") words.takenOut += text.match(word)?.length ?? 0;
  }
}

/** Order in which zones stand in every story. */
export const zoneRank = (block: Node): number => zones.indexOf(zoneOfNode(block));
