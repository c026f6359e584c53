import type { CopyState, Publication } from "#lib/postgres/generated/enums.ts";

export type Word = { word: string; tone: string };

export const copyWords: Record<CopyState, Word> = {
  DRAFT: { word: "Draft", tone: "draft" },
  FILED: { word: "Filed", tone: "filed" },
  READY: { word: "Approved", tone: "ready" },
  SCHEDULED: { word: "Scheduled", tone: "scheduled" },
  SPIKED: { word: "Spiked", tone: "spiked" },
};

export const publicationWords: Record<Publication, Word> = {
  NEVER: { word: "Unpublished", tone: "never" },
  LIVE: { word: "Published", tone: "live" },
  TAKEN_DOWN: { word: "Taken down", tone: "down" },
};

type Facts = { copy: CopyState; publication: Publication; changed: boolean };

/** The one status that a list or bar shows for a story. `changed`: the working copy differs from what readers see. */
export function statusWord({ copy, publication, changed }: Facts): Word {
  if (publication === "NEVER" || copy === "SPIKED") return copyWords[copy];
  const { word, tone } = publicationWords[publication];
  if (copy === "DRAFT") return { word: changed ? `${word}, unpublished changes` : word, tone };
  return { word: `${word}, changes ${copyWords[copy].word.toLowerCase()}`, tone: copyWords[copy].tone };
}
