// The versions of a live story, as far as readers may see them.
import { readShownChange, type ShownChange } from "#lib/document/shown-change.ts";
import { readerClient } from "../../postgres/reader.ts";
import { dependsOn } from "../../press/context.ts";
import { historiesTag } from "../../site/schema.ts";

export type LiveVersion = {
  /** Of the versions that readers have had, from 1. */
  number: number;
  /** Number of the revision in the newsroom's history. */
  revision: number;
  kind: "PUBLISHED" | "CORRECTED" | "CLARIFIED";
  /** To readers, of a correction or clarification. */
  note: string;
  at: Date;
  revisionHash: string;
  /** COMPARED, or NEW: without the words that were replaced; NONE: no words at all. */
  words: "COMPARED" | "NEW" | "NONE";
  /** Null where no words are shown, and of the first version. */
  change: ShownChange | null;
  isFirst: boolean;
  blankedAt: Date | null;
};
export type VersionPage = { versions: LiveVersion[]; number: number; pages: number };

/** A second tag of everything that shows the versions of a story: they may be hidden while the story stays as it is. */
export const historyTag = (storyId: string): string => `history:${storyId}`;

/** Each may show some 2,000 words. */
const versionsOnPage = 10;

/** Newest first. The page holds none where the number is too high. */
export async function listVersions(
  { id: storyId, versions: total }: { id: string; versions: number },
  page: number,
): Promise<VersionPage> {
  const rows = await readerClient().liveVersion.findMany({
    where: { storyId },
    orderBy: { number: "desc" },
    skip: (page - 1) * versionsOnPage,
    take: versionsOnPage,
  });
  dependsOn(`story:${storyId}`, historyTag(storyId), historiesTag);
  const isLastPage = page * versionsOnPage >= total;
  return {
    versions: rows.map(({ kind, storyId: _, change, number: revision, ...row }, index) => ({
      ...row,
      number: total - (page - 1) * versionsOnPage - index,
      revision,
      kind: kind === "CORRECTED" || kind === "CLARIFIED" ? kind : "PUBLISHED",
      change: readShownChange(change),
      isFirst: isLastPage && index === rows.length - 1,
    })),
    number: page,
    pages: Math.max(1, Math.ceil(total / versionsOnPage)),
  };
}
