// Describes the suggestions in a text, one card each.
import type { Mark, Node } from "@tiptap/pm/model";
import { definitionOf } from "#lib/document/nodes.ts";
import { isSuggestion } from "#lib/document/suggestions.ts";

export type Card = {
  id: string;
  personId: string | null;
  at: string | null;
  /** Its position in the text. */
  pos: number;
  /** Its effect: a verb, and the text that it is about. */
  parts: { verb: string; words: string }[];
};
/** Text of one kind; `in` is the text block that contains the last of it. */
class Words {
  text = "";
  blocks: string[] = [];
  #in: Node | null = null;
  add(words: string, block: Node | null): void {
    if (words === "") return;
    this.text += `${this.text !== "" && block !== this.#in ? betweenBlocks : ""}${words}`;
    this.#in = block;
  }
  get isEmpty(): boolean {
    return this.text === "" && this.blocks.length === 0;
  }
}
type Found = { added: Words; deleted: Words; changes: Map<string, Words> };
const betweenBlocks = " ¶ ";

const forms: Record<string, string> = {
  bold: "bold",
  italic: "italic",
  strike: "struck through",
  code: "code",
  subscript: "subscript",
  superscript: "superscript",
};
const attributes: Record<string, string> = {
  level: "Change the level of the subheading",
  start: "Change the first number",
  numbering: "Change how the list is numbered",
  align: "Change the alignment of the column",
  headRow: "Change whether the first row is a heading",
  headColumn: "Change whether the first column is a heading",
  size: "Change the size of the picture",
  crop: "Change the crop of the picture",
  picture: "Exchange the picture",
  embed: "Exchange the embed",
  subject: "Change whether the profile is of a person or an organisation",
  collection: "Change the collection of the series box",
  alt: "Change the alt text",
  decorative: "Change whether the picture says something",
};
const nameOf = (type: unknown): string => definitionOf(type)?.name ?? "block";

type MarkJson = { type?: string; attrs?: Record<string, unknown> } | null;
function sayForm({ attrs }: Mark): string {
  const [before, after] = [attrs.previousValue as MarkJson, attrs.newValue as MarkJson];
  if (after?.type === "link") return before ? `Link to ${after.attrs?.href} instead` : `Link to ${after.attrs?.href}`;
  if (before?.type === "link") return "Take the link off";
  if (after?.type === "footnoteReference") return "Refer to a footnote";
  if (before?.type === "footnoteReference") return "Take the footnote number out";
  if (after) return `Make ${forms[after.type ?? ""] ?? "different"}`;
  return `Make no longer ${forms[before?.type ?? ""] ?? "different"}`;
}
function sayChange(mark: Mark, node: Node): string {
  const { type, attrName, newValue } = mark.attrs;
  if (type === "mark") return sayForm(mark);
  if (type === "split") return node.type.name === "listItem" ? "Split the item" : "Split the paragraph";
  if (type === "join")
    return node.type.name === "listItem" ? "Join to the item before" : "Join to the paragraph before";
  if (type === "nodeType") return `Make a ${nameOf(newValue)} of`;
  return attributes[String(attrName)] ?? "Change";
}

const wordsOf = (node: Node): string =>
  node.isInline ? (node.text ?? " ") : node.textBetween(0, node.content.size, betweenBlocks);

/** "Add", "Add a paragraph", "Add 3 blocks". */
function sayBlocks(verb: string, blocks: readonly string[]): string {
  const [first] = blocks;
  if (first === undefined) return verb;
  if (blocks.length > 1) return `${verb} ${blocks.length} blocks`;
  return `${verb} ${first === "key points" ? "" : /^[aeiou]/.test(first) ? "an " : "a "}${first}`;
}

function cardParts({ added, deleted, changes }: Found): Card["parts"] {
  const parts: Card["parts"] = [];
  const isReplaced = added.text !== "" && deleted.text !== "" && added.blocks.length + deleted.blocks.length === 0;
  if (isReplaced) parts.push({ verb: "Replace", words: deleted.text }, { verb: "with", words: added.text });
  else {
    if (!deleted.isEmpty) parts.push({ verb: sayBlocks("Delete", deleted.blocks), words: deleted.text });
    if (!added.isEmpty) parts.push({ verb: sayBlocks("Add", added.blocks), words: added.text });
  }
  // The level is not mentioned when a block becomes another type.
  const isRemade = [...changes.keys()].some((verb) => verb.startsWith("Make a "));
  for (const [verb, { text }] of changes)
    if (!(isRemade && verb === attributes.level)) parts.push({ verb, words: text });
  return parts;
}

const known = new WeakMap<Node, readonly Card[]>();
/** In the order of the text. */
export function cardsOf(doc: Node): readonly Card[] {
  const cards = known.get(doc) ?? readCards(doc);
  known.set(doc, cards);
  return cards;
}

function readCards(doc: Node): Card[] {
  const cards = new Map<string, Omit<Card, "parts"> & { found: Found }>();
  doc.descendants((node, pos, parent) => {
    for (const mark of node.marks) {
      if (!isSuggestion(mark)) continue;
      const { id, person, at } = mark.attrs;
      const card = cards.get(id) ?? {
        id,
        personId: person,
        at,
        pos,
        found: { added: new Words(), deleted: new Words(), changes: new Map<string, Words>() },
      };
      cards.set(id, card);
      note(card.found, mark, node, node.isInline ? parent : node);
    }
  });
  return [...cards.values()].map(({ found, ...card }) => ({ ...card, parts: cardParts(found) }));
}

function note({ added, deleted, changes }: Found, mark: Mark, node: Node, block: Node | null): void {
  if (mark.type.name === "modification") {
    const verb = sayChange(mark, node);
    const words = changes.get(verb) ?? new Words();
    changes.set(verb, words);
    if (mark.attrs.type !== "split" && mark.attrs.type !== "join") words.add(wordsOf(node), block);
    return;
  }
  const words = mark.type.name === "insertion" ? added : deleted;
  if (!node.isInline) words.blocks.push(nameOf(node.type.name));
  // Insertions are marked word by word, deleted blocks as a whole.
  if (node.isInline || mark.type.name === "deletion") words.add(wordsOf(node), block);
}

export const sentenceOf = ({ parts }: Card): string =>
  parts.map(({ verb, words }) => (words === "" ? verb : `${verb} “${words}”`)).join(" ");
