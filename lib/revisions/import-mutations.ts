// The history of a story that comes with it from another newsroom.
import { documentFromBlocks } from "#lib/document/canonical.ts";
import { wordCount } from "#lib/document/text.ts";
import { newId } from "../ids.ts";
import type { Transaction } from "../postgres/app.ts";
import type { ExportedVersion } from "./types.ts";
import { checkExportedChain } from "./verify-data.ts";

/** Why versions cannot be kept, as the end of a sentence; null if they can. */
export function whyNoHistory(versions: readonly ExportedVersion[]): string | null {
  const broken = checkExportedChain(versions);
  if (broken !== null) return broken;
  try {
    for (const { blocks } of versions) documentFromBlocks(blocks);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Keeps the versions of a story that has none yet, with the hashes that they have elsewhere. None of them is a version of the log
 * here. The caller has checked them with `whyNoHistory`.
 * @returns the ids of the revisions by their numbers
 */
export async function keepVersions(
  tx: Transaction,
  storyId: string,
  versions: readonly ExportedVersion[],
): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  for (const version of versions) {
    const id = newId();
    const { number, kind, note, actorId, at, headline, blocks, salts, blockHashes, contentHash } = version;
    await tx.$executeRaw`
      insert into revision (id, story_id, number, kind, note, actor_id, at, version, headline, words, format, blocks, salts,
        block_hashes, content_hash, previous_hash, revision_hash)
      values (${id}::uuid, ${storyId}::uuid, ${number}, ${kind}::revision_kind, ${note}, ${actorId}::uuid, ${new Date(at)},
        null, ${headline}, ${wordCount(documentFromBlocks(blocks))}, 1, ${blocks}::text[], ${salts}::text[],
        ${blockHashes}::text[], ${contentHash}, ${version.previousHash}, ${version.revisionHash})`;
    for (const { position, block, at: erasedAt, reason } of version.blanked)
      await tx.$executeRaw`
        select keep_blanked(${id}::uuid, ${position}::int, ${block}, ${new Date(erasedAt)}::timestamptz, ${reason})`;
    ids.set(number, id);
  }
  return ids;
}
