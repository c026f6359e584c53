// Headlines of the paper's own published stories that a text names without a link.
import type { Node } from "@tiptap/pm/model";
import { type CheckedLine, lineOf, textblocksOf } from "./line.ts";
import { isLinkedAt, isProse } from "./line-rules.ts";
import { type Question, questionOf } from "./questions.ts";

export type NamedStory = { id: string; headline: string };

/** Characters by which a headline is found in the database, see lib/stories/checking/named-data.ts: the beginning of it, as it is written. */
const startLength = 12;
const minCharacters = 15;
const minWords = 3;

/** Whether words that are the same as this headline are no accident: "Budget 2026" is in many texts. */
const canBeNamed = (headline: string): boolean =>
  [...headline].length >= minCharacters &&
  ((headline.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= minWords || !/\p{Script=Latin}/u.test(headline));

/** Characters that differ between keyboards, one for one, so that offsets stay as they are. */
const plain = (text: string): string =>
  text
    .replace(/[‘’‚ʼ‹›]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[–—]/g, "-")
    .replace(/\s/g, " ");

const startOf = (text: string): string => [...text.slice(0, startLength * 2)].slice(0, startLength).join("");
/** A headline begins with a word, or with a sign before one. */
const placesIn = (text: string): number[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}])\S/gu)].flatMap(({ index }) =>
    text.length - index >= minCharacters ? index : [],
  );

function proseOf(doc: Node): { block: Node; line: CheckedLine }[] {
  const language = String(doc.attrs.language);
  return textblocksOf(doc)
    .map(({ node, id }) => ({ block: node, line: lineOf(node, language, id) }))
    .filter(({ line }) => isProse(line));
}

/** The stories that a document links to or shows on a card already. */
function linkedStories(doc: Node): Set<string> {
  const found = new Set<string>();
  doc.descendants((node) => {
    for (const { attrs } of [node, ...node.marks]) if (typeof attrs.story === "string") found.add(attrs.story);
  });
  return found;
}

/** All beginnings of headlines that the text could name, once each. */
export function headlineStarts(doc: Node): string[] {
  const starts = new Set<string>();
  for (const { line } of proseOf(doc)) for (const at of placesIn(line.text)) starts.add(startOf(line.text.slice(at)));
  return [...starts];
}

export type NamedPlace = Question & { place: { block: Node; from: number; to: number } };
/** @param stories published ones, without the story itself */
export function headlineMentions(doc: Node, stories: readonly NamedStory[]): NamedPlace[] {
  if (stories.length === 0) return [];
  const linked = linkedStories(doc);
  const byStart = Map.groupBy(
    stories.filter(({ id, headline }) => !linked.has(id) && canBeNamed(headline)),
    ({ headline }) => startOf(headline),
  );
  return proseOf(doc).flatMap(({ block, line }) =>
    placesIn(line.text).flatMap((from): NamedPlace[] => {
      const rest = line.text.slice(from);
      const named = byStart.get(startOf(rest))?.find(({ headline }) => {
        const isSame = plain(rest).startsWith(plain(headline));
        return isSame && !/^[\p{L}\p{N}]/u.test(rest.slice(headline.length));
      });
      if (!named || isLinkedAt(line, from)) return [];
      const to = from + named.headline.length;
      const question = questionOf(line, { code: "MENTION_UNLINKED", from, to });
      return [{ ...question, place: { block, from, to } }];
    }),
  );
}
