// The replacement for words that were removed from a story for legal reasons.
import type { Node } from "@tiptap/pm/model";
import { keyOf } from "./compare.ts";
import { type TextFieldName, textFields } from "./field-rules.ts";
import type { StoryFields } from "./fields.ts";
import { fold, textOf } from "./text.ts";

/** "Blanked by law on 24 November 2026"; the day in UTC, so that it can be checked anywhere. */
export const blankedOn = (at: Date): string =>
  `Blanked by law on ${at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })}`;

/** A top-level node with nothing left of it but its place, and the day in place of its words. */
export function blankNode(node: Node, at: Date): Node {
  const { nodes } = node.type.schema;
  const words = node.type.schema.text(blankedOn(at));
  const { id } = node.attrs;
  const inner = { id: node.firstChild?.attrs.id ?? id };
  switch (node.type.name) {
    case "kicker":
    case "headline":
    case "standfirst":
      return node.type.create(null, words);
    case "mainFigure":
      return node.type.create({ id }, [nodes.caption?.create(null, words), nodes.credit?.create()].filter(isNode));
    case "keyPoints":
    case "inShort": {
      const line = node.type.name === "keyPoints" ? nodes.keyPoint : nodes.paragraph;
      return node.type.create({ id }, [line?.create(inner, words)].filter(isNode));
    }
    default:
      return (nodes.paragraph ?? node.type).create({ id }, words);
  }
}
const isNode = (node: Node | undefined): node is Node => node !== undefined;

/** Which words are to go: blocks by id (or kicker, headline, standfirst by name), and all blocks and fields that hold a text. */
export type Unlawful = { blocks: readonly string[]; text: string | null };

const holdsText = (value: unknown, text: string): boolean => typeof value === "string" && fold(value).includes(text);

/** Whether a top-level node is to be blanked: its id or that of a block inside, or its words, pictures' texts included. */
export function isUnlawful(node: Node, { blocks, text }: Unlawful): boolean {
  if (blocks.includes(keyOf(node)) || blocks.includes(node.type.name)) return true;
  const wanted = text === null ? null : fold(text);
  let found = false;
  const look = (part: Node): boolean => {
    found ||= blocks.includes(String(part.attrs.id));
    if (wanted !== null) found ||= part.marks.some(({ attrs }) => inAny(attrs, wanted));
    if (wanted !== null) found ||= inAny(part.attrs, wanted) || (part.isTextblock && holdsText(textOf(part), wanted));
    return !found;
  };
  if (look(node)) node.descendants(look);
  // A passage that was split into several paragraphs of one quote or list.
  return found || (wanted !== null && holdsText(node.textBetween(0, node.content.size, " ", " "), wanted));
}
const inAny = (attrs: Record<string, unknown>, text: string): boolean =>
  Object.values(attrs).some((value) => holdsText(value, text));

/** Every id in a top-level node, its own included; the name of its zone where it has none. */
export function idsIn(node: Node): string[] {
  const ids = [keyOf(node)];
  node.descendants((part) => {
    if (typeof part.attrs.id === "string") ids.push(part.attrs.id);
    return !part.isTextblock;
  });
  return ids;
}

/** The story's own fields that hold the text; they are emptied. */
export function unlawfulFields(fields: Partial<StoryFields>, { text }: Unlawful): TextFieldName[] {
  return text === null ? [] : textFields.filter((name) => holdsText(fields[name], fold(text)));
}
