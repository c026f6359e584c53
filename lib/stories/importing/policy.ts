import type { CopyState, Publication } from "../types.ts";

/** A story of an earlier import, as it is now. */
type KnownStory = {
  publication: Publication;
  copy: CopyState;
  version: number;
  path: string | null;
  importHash: string | null;
  isEmbargoed: boolean;
  /** Whether it has what a publication needs. */
  isReady: boolean;
};

/**
 * What becomes of an item that is imported.
 * "promote": a draft of an earlier import that nobody has touched is published.
 * "unready": the same, but it cannot be published, because it has no text.
 * "source-changed": the source has a newer text; the story is left as it is.
 * "changed-here": the same, and somebody has written in the story.
 * "known": it is here already.
 */
export type Decision = "create" | "promote" | "unready" | "source-changed" | "changed-here" | "known";

/** @param known null: the item was never imported */
export function decide(item: { live: object | null; hash?: string }, known: KnownStory | null): Decision {
  if (known === null) return "create";
  const isWritten = known.version > 0;
  const isUntouchedDraft =
    known.publication === "NEVER" && known.copy === "DRAFT" && !isWritten && known.path !== null && !known.isEmbargoed;
  // What the file holds by now is not compared: the draft may be what somebody has read and left as it is.
  if (item.live && isUntouchedDraft) return known.isReady ? "promote" : "unready";
  if (item.hash !== undefined && known.importHash !== null && item.hash !== known.importHash)
    return isWritten ? "changed-here" : "source-changed";
  return "known";
}

/**
 * Whether two names of sections, topics or authors are one, written differently: "Open-Data" and "open data", "St. Pauli" and "St Pauli". Accents and
 * signs count, because "C" and "C++", "Ano" and "Año", or "Ana Nuñez" and "Ana Nunez" are not one.
 */
export const isSameName = (one: string, other: string): boolean => spelling(one) === spelling(other);

const spelling = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Cf}+|['’‘ʼ`´.,:;!?"“”„«»]+/gu, "")
    .replace(/[\s_\p{Pd}]+/gu, " ")
    .trim();
