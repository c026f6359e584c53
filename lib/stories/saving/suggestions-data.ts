// The open suggestions of a story.
import type { Node } from "@tiptap/pm/model";
import { type Proposed, proposedBetween } from "#lib/document/former.ts";
import { shorten } from "#lib/document/text.ts";
import { namesOf } from "../../people/known-name-data.ts";
import type { Transaction } from "../../postgres/app.ts";

/**
 * `added` and `removed` are the first words that it would put in and take out; both "" where it changes only the form.
 * `block`: the id of the block that it is in; null in the headline, the standfirst and the kicker.
 */
export type OpenSuggestion = { id: string; by: string | null; block: string | null; added: string; removed: string };

const maxLength = 120;
const firstWords = (text: string): string => shorten(text.replace(/\s+/g, " ").trim(), maxLength);

/** Open suggestions in the order of the text. */
export async function listOpenSuggestions(tx: Transaction, doc: Node): Promise<OpenSuggestion[]> {
  const byId = new Map<string, Proposed[]>();
  for (const one of proposedBetween(doc)) {
    const id = String(one.mark.attrs.id ?? `${one.from}`);
    byId.set(id, [...(byId.get(id) ?? []), one]);
  }
  const personOf = ([first]: Proposed[]): string => String(first?.mark.attrs.person ?? "");
  const ids = [...byId.values()].map(personOf).filter((id) => /^[\da-f-]{36}$/.test(id));
  const names = await namesOf(tx, ids);
  return [...byId].map(([id, parts]) => {
    const words = (name: string) =>
      firstWords(
        parts
          .filter((one) => one.mark.type.name === name && !hasWordsInside(one, parts))
          .map(({ text }) => text)
          .join(" "),
      );
    return {
      id,
      by: names.get(personOf(parts)) ?? null,
      block: blockAt(doc, parts[0]?.from ?? 0),
      added: words("insertion"),
      removed: words("deletion"),
    };
  });
}

/** A suggested block whose words are suggested as well: they are listed once. */
const hasWordsInside = ({ node, from, to }: Proposed, parts: readonly Proposed[]): boolean =>
  node !== null && parts.some((part) => part.node === null && part.from >= from && part.to <= to);

/** The id of the innermost block around a position, or of the one that begins there. */
function blockAt(doc: Node, pos: number): string | null {
  const $pos = doc.resolve(pos);
  const around = Array.from({ length: $pos.depth + 1 }, (_, depth): unknown => $pos.node(depth).attrs.id);
  const id = doc.nodeAt(pos)?.attrs.id ?? around.findLast((one) => typeof one === "string");
  return typeof id === "string" ? id : null;
}
