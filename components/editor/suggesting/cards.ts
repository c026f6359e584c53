// What is proposed in a text, one entry for each suggestion, in words.
import type { Mark, Node } from "@tiptap/pm/model";
import { isSuggestion } from "#lib/document/suggestions.ts";

export type Card = {
  id: string;
  personId: string | null;
  at: string | null;
  /** Where it begins in the text. */
  pos: number;
  /** What it does: a verb, and the words that it is about. */
  parts: { verb: string; words: string }[];
};
type Parts = { added: string; deleted: string; addedBlock: string; deletedBlock: string; changes: Map<string, string> };

const forms: Record<string, string> = {
  bold: "bold",
  italic: "italic",
  strike: "struck through",
  code: "code",
  subscript: "subscript",
  superscript: "superscript",
};
const blocks: Record<string, string> = {
  paragraph: "paragraph",
  subheading: "subheading",
  bulletList: "bulleted list",
  orderedList: "numbered list",
  listItem: "item",
  blockquote: "quote",
  pullQuote: "pull quote",
  figure: "picture",
  mainFigure: "main picture",
  divider: "divider",
  relatedStory: "related story",
  keyPoints: "key points",
  keyPoint: "key point",
  inShort: "“In short”",
  kicker: "kicker",
  attribution: "source",
};
const attributes: Record<string, string> = {
  level: "Change the level of the subheading",
  start: "Change the first number",
  size: "Change the size of the picture",
  picture: "Exchange the picture",
  alt: "Change the alt text",
  decorative: "Change whether the picture says something",
};
const nameOf = (type: unknown): string => blocks[String(type)] ?? "block";

type MarkJson = { type?: string; attrs?: Record<string, unknown> } | null;
function sayForm({ attrs }: Mark): string {
  const [before, after] = [attrs.previousValue as MarkJson, attrs.newValue as MarkJson];
  if (after?.type === "link") return before ? `Link to ${after.attrs?.href} instead` : `Link to ${after.attrs?.href}`;
  if (before?.type === "link") return "Take the link off";
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
  node.isInline ? (node.text ?? " ") : node.textBetween(0, node.content.size, " ");

function partsOf({ added, deleted, addedBlock, deletedBlock, changes }: Parts): Card["parts"] {
  const parts: Card["parts"] = [];
  const isReplaced = added !== "" && deleted !== "" && !addedBlock && !deletedBlock;
  if (isReplaced) parts.push({ verb: "Replace", words: deleted }, { verb: "with", words: added });
  else {
    if (deleted !== "" || deletedBlock)
      parts.push({ verb: deletedBlock ? `Delete the ${deletedBlock}` : "Delete", words: deleted });
    if (added !== "" || addedBlock) parts.push({ verb: addedBlock ? `Add a ${addedBlock}` : "Add", words: added });
  }
  // The level of what becomes another kind of block is no news.
  const isRemade = [...changes.keys()].some((verb) => verb.startsWith("Make a "));
  for (const [verb, words] of changes) if (!(isRemade && verb === attributes.level)) parts.push({ verb, words });
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
  const cards = new Map<string, Card & { found: Parts }>();
  doc.descendants((node, pos) => {
    for (const mark of node.marks) {
      if (!isSuggestion(mark)) continue;
      const { id, person, at } = mark.attrs;
      const card = cards.get(id) ?? {
        id,
        personId: person,
        at,
        pos,
        parts: [],
        found: { added: "", deleted: "", addedBlock: "", deletedBlock: "", changes: new Map<string, string>() },
      };
      cards.set(id, card);
      const { found } = card;
      if (mark.type.name === "modification") {
        const verb = sayChange(mark, node);
        const isBorder = mark.attrs.type === "split" || mark.attrs.type === "join";
        found.changes.set(verb, `${found.changes.get(verb) ?? ""}${isBorder ? "" : wordsOf(node)}`);
      } else if (mark.type.name === "insertion") {
        if (node.isInline) found.added += wordsOf(node);
        else found.addedBlock ||= nameOf(node.type.name);
      } else if (node.isInline) found.deleted += wordsOf(node);
      else {
        found.deletedBlock ||= nameOf(node.type.name);
        found.deleted += wordsOf(node);
      }
    }
  });
  return [...cards.values()].map(({ found, ...card }) => ({ ...card, parts: partsOf(found) }));
}

export const sentenceOf = ({ parts }: Card): string =>
  parts.map(({ verb, words }) => (words === "" ? verb : `${verb} “${words}”`)).join(" ");
