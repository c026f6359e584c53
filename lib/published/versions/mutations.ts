// What readers may see of the versions of a live story.
import type { Node } from "@tiptap/pm/model";
import { documentFromBlocks } from "#lib/document/canonical.ts";
import { shownChange } from "#lib/document/shown-change.ts";
import type { Transaction } from "../../postgres/app.ts";
import type { RevisionKind, ShownWords } from "../../postgres/generated/enums.ts";
import { purge } from "../../press/mutations.ts";
import { historyTag } from "./data.ts";

/**
 * Records this revision as a version that readers get, before it is published. If they must not see the words that it
 * replaces, earlier changes are hidden as well, because each of them may hold these words.
 * @param before the id of the revision that readers have had until now; null for a story that was never published
 */
export async function keepVersion(
  tx: Transaction,
  storyId: string,
  version: { number: number; words: Exclude<ShownWords, "NONE"> },
  before: string | null,
): Promise<void> {
  const known = before === null ? 0 : await tx.readerVersion.count({ where: { storyId } });
  const had =
    known === 0 && before !== null
      ? await tx.revision.findUnique({ where: { id: before }, select: { number: true } })
      : null;
  if (had) await tx.readerVersion.create({ data: { storyId, number: had.number, words: "NONE" } });
  else if (known > 0 && version.words !== "COMPARED") await hideVersions(tx, storyId, version.number);
  await tx.readerVersion.create({ data: { storyId, ...version } });
}

/**
 * Hides from readers what was changed in this version and in those before it, from the next request on. The versions stay
 * in the list, with their hashes and notes.
 * @returns how many versions showed words until now
 */
export async function hideVersions(tx: Transaction, storyId: string, upTo: number): Promise<number> {
  const where = { storyId, number: { lte: upTo }, words: { not: "NONE" as const } };
  const { count } = await tx.readerVersion.updateMany({ where, data: { words: "NONE" } });
  if (count === 0) return 0;
  await tx.$executeRaw`
    update live_version set words = 'NONE', change = null where story_id = ${storyId}::uuid and number <= ${upTo}::int`;
  await purge(tx, [historyTag(storyId)], { erase: true });
  return count;
}

/** Inserts the missing rows when the story is published. Returns how many rows there are. */
export async function writeVersions(tx: Transaction, storyId: string): Promise<number> {
  const kept = await tx.readerVersion.findMany({
    where: { storyId },
    orderBy: { number: "asc" },
    select: { number: true, words: true },
  });
  if (kept.length < 2) return 0;
  const rows = await tx.liveVersion.findMany({ where: { storyId }, select: { number: true } });
  const there = new Set(rows.map(({ number }) => number));
  let before: { number: number; doc: Node } | null = null;
  for (const [index, { number, words }] of kept.entries()) {
    if (there.has(number)) continue;
    const last: number | undefined = kept[index - 1]?.number;
    if (last !== undefined && before?.number !== last) before = await readVersion(tx, storyId, last);
    const { doc, ...row } = await readVersion(tx, storyId, number);
    const change =
      before && words !== "NONE" ? shownChange(before.doc, doc, { hasReplaced: words === "COMPARED" }) : null;
    await tx.liveVersion.create({
      data: { storyId, ...row, words, ...(change ? { change } : {}) },
      select: { number: true },
    });
    before = { number, doc };
  }
  return kept.length;
}

/** Readers have nothing of a story that is not live. What they may see of it when it comes back is kept. */
export const removeVersions = (tx: Transaction, storyId: string) => tx.liveVersion.deleteMany({ where: { storyId } });

/** Writes all rows of a live story again, after words of its revisions were blanked. */
export async function renewVersions(tx: Transaction, storyId: string): Promise<void> {
  await removeVersions(tx, storyId);
  await writeVersions(tx, storyId);
  await purge(tx, [historyTag(storyId)], { erase: true });
}

/** Kinds of revisions whose notes are for readers; all other notes are the newsroom's. */
const notedKinds: ReadonlySet<RevisionKind> = new Set(["CORRECTED", "CLARIFIED"]);

async function readVersion(tx: Transaction, storyId: string, number: number) {
  const { id, kind, note, at, revisionHash, blocks } = await tx.revision.findUniqueOrThrow({
    where: { storyId_number: { storyId, number } },
    select: { id: true, kind: true, note: true, at: true, revisionHash: true, blocks: true },
  });
  const blanked = await tx.blankedBlock.findFirst({
    where: { revisionId: id },
    orderBy: { at: "desc" },
    select: { at: true },
  });
  const hasNote = notedKinds.has(kind);
  return {
    number,
    kind: hasNote ? kind : ("PUBLISHED" as const),
    note: hasNote ? note : "",
    at,
    revisionHash,
    blankedAt: blanked?.at ?? null,
    doc: documentFromBlocks(blocks),
  };
}
