// The list of people that "@" opens, as far as it is words: what is asked for, who fits, what a choice writes.
import { fold } from "#lib/document/text.ts";

type Name = { id: string; name: string };
export type MentionQuery = { query: string; from: number };

/** What follows an "@" before the caret; null where no name is being written. A name has up to three words. */
export function askedAt(text: string, caret: number): MentionQuery | null {
  const match = /(?:^|[\s(])@((?:[\p{L}\p{M}\p{N}.'’-]+ ?){0,3})$/u.exec(text.slice(0, caret));
  if (!match) return null;
  const query = match[1] ?? "";
  return { query, from: caret - query.length - 1 };
}

const shownAtMost = 8;

/** The people of whose names each word of the query begins one. */
export function fitting(people: readonly Name[], query: string): Name[] {
  const wanted = fold(query).split(" ").filter(Boolean);
  return people
    .filter(({ name }) => {
      const words = fold(name).split(" ");
      return wanted.every((part) => words.some((word) => word.startsWith(part)));
    })
    .slice(0, shownAtMost);
}

/** The text with the name written out, and where the caret stands then. */
export function choose(
  text: string,
  caret: number,
  asked: MentionQuery,
  { name }: Name,
): { text: string; caret: number } {
  const rest = text.slice(caret);
  const written = `@${name}${/^[\s,.;:!?)]/.test(rest) ? "" : " "}`;
  return { text: text.slice(0, asked.from) + written + rest, caret: asked.from + written.length };
}
