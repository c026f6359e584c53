// The text logic of the list that "@" opens: the query, the matching people, and the result of a choice.
import type { Mention } from "#lib/comments/mention-schema.ts";
import { fold } from "#lib/document/text.ts";

export type MentionQuery = { query: string; from: number };

/** The query after an "@" before the caret; null if no name is being typed. A name has at most five words. */
export function askedAt(text: string, caret: number): MentionQuery | null {
  const match = /(?:^|[\s(])@((?:[\p{L}\p{M}\p{N}.,&'’-]+ ?){0,5})$/u.exec(text.slice(0, caret));
  if (!match) return null;
  const query = match[1] ?? "";
  return { query, from: caret - query.length - 1 };
}

const shownAtMost = 8;

/** People and desks whose names have, for each word of the query, a part that begins with it. A desk comes after the people. */
export function fitting(people: readonly Mention[], query: string): Mention[] {
  const wanted = fold(query).split(" ").filter(Boolean);
  return people
    .filter(({ name }) => {
      const words = fold(name).split(" ");
      return wanted.every((part) => words.some((word) => word.startsWith(part)));
    })
    .slice(0, shownAtMost);
}

/** The text with the chosen name, and the position of the caret after it. */
export function choose(
  text: string,
  caret: number,
  asked: MentionQuery,
  { name }: Pick<Mention, "name">,
): { text: string; caret: number } {
  const rest = text.slice(caret);
  const written = `@${name}${/^[\s,.;:!?)]/.test(rest) ? "" : " "}`;
  return { text: text.slice(0, asked.from) + written + rest, caret: asked.from + written.length };
}
