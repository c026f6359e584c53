// Whether the revisions of a story are what was frozen. Hashes are made of the texts as stored, never of texts written anew.
import type { Transaction } from "../postgres/app.ts";
import { type Blanked, listBlanked, saysOnlyBlanked } from "./blank-data.ts";
import { hashBlock, hashContent, hashRevision } from "./mutations.ts";
import type { ExportedVersion } from "./types.ts";

/** Revisions held in memory at once: one of the longest story is about a megabyte. */
const page = 20;

const columns = {
  id: true,
  number: true,
  kind: true,
  note: true,
  actorId: true,
  at: true,
  blocks: true,
  salts: true,
  blockHashes: true,
  contentHash: true,
  previousHash: true,
  revisionHash: true,
} as const;
type Row = Awaited<ReturnType<typeof readPage>>[number];
type Checked = Omit<Row, "id">;

const readPage = (tx: Transaction, storyId: string, after: number) =>
  tx.revision.findMany({
    where: { storyId, number: { gt: after } },
    orderBy: { number: "asc" },
    take: page,
    select: columns,
  });

export type ChainCheck = {
  revisions: number;
  /** The first thing that does not fit, as a sentence; null when all fits. */
  broken: string | null;
  /** What the law took, each time with how many blocks. */
  blanked: { at: Date; reason: string; blocks: number }[];
};

/** Follows the chain of one story from its first revision. Reads 20 revisions at a time. */
export async function checkChain(tx: Transaction, storyId: string): Promise<ChainCheck> {
  const blanked = await listBlanked(tx, storyId);
  let previous: Row | null = null;
  let broken: string | null = null;
  let revisions = 0;
  for (;;) {
    const rows: Row[] = await readPage(tx, storyId, previous?.number ?? 0);
    for (const row of rows) {
      broken ??= breakBetween(previous, row, blanked.get(row.id));
      previous = row;
    }
    revisions += rows.length;
    if (rows.length < page) break;
  }
  const last = previous?.number ?? 0;
  broken ??= last === 0 ? "The story has no revision at all." : await missingAtTheEnd(tx, storyId, last);
  return { revisions, broken, blanked: summed(blanked) };
}

/** Follows the chain of the versions of an export. @returns the first thing that does not fit, as a sentence; null when all fits */
export function checkExportedChain(versions: readonly ExportedVersion[]): string | null {
  let previous: Checked | null = null;
  for (const { at, blanked, ...version } of versions) {
    const row = { ...version, at: new Date(at) };
    const gone = new Map(blanked.map(({ position, ...what }) => [position, { ...what, at: new Date(what.at) }]));
    const broken = breakBetween(previous, row, gone);
    if (broken !== null) return broken;
    previous = row;
  }
  return null;
}

function summed(blanked: ReadonlyMap<string, ReadonlyMap<number, Blanked>>): ChainCheck["blanked"] {
  const acts = new Map<string, { at: Date; reason: string; blocks: Set<string> }>();
  for (const places of blanked.values())
    for (const { at, reason, block } of places.values()) {
      const key = `${at.getTime()} ${reason}`;
      const act = acts.get(key) ?? { at, reason, blocks: new Set() };
      act.blocks.add(block);
      acts.set(key, act);
    }
  return [...acts.values()].map(({ blocks, ...act }) => ({ ...act, blocks: blocks.size }));
}

/** A truncated chain is consistent in itself, so its length is compared with the audit log. */
async function missingAtTheEnd(tx: Transaction, storyId: string, last: number): Promise<string | null> {
  const [recorded] = await tx.$queryRaw<{ number: number | null }[]>`
    select max((detail->>'revision')::int) as number from audit_event
    where subject_kind = 'story' and subject_id = ${storyId} and detail->>'revision' ~ '^[0-9]{1,9}$'`;
  const number = recorded?.number ?? 0;
  return number > last ? `Revision ${number} is missing: the audit log names it.` : null;
}

/** What does not fit in a revision, seen from the one before it. A block that the law took is known by its hash alone. */
function breakBetween(previous: Checked | null, row: Checked, blanked?: ReadonlyMap<number, Blanked>): string | null {
  const wanted = (previous?.number ?? 0) + 1;
  if (row.number !== wanted) return `Revision ${wanted} is missing.`;
  const revision = `Revision ${row.number}`;
  const { blocks, salts, blockHashes } = row;
  if (
    salts.length !== blocks.length ||
    salts.some((salt, index) => !(blanked?.has(index) ? salt === "" : isSalt(salt)))
  )
    return `${revision}: the salts are not those of its ${blocks.length} blocks.`;
  if (blockHashes.length !== blocks.length)
    return `${revision}: it has ${blockHashes.length} block hashes for ${blocks.length} blocks.`;
  const at = blocks.findIndex((block, index) => {
    const gone = blanked?.get(index);
    return gone ? !saysOnlyBlanked(block, index, gone.at) : hashBlock(salts[index] ?? "", block) !== blockHashes[index];
  });
  if (at >= 0) return `${revision}: ${nameOf(blocks, at)} is not what was frozen.`;
  if (hashContent(blockHashes) !== row.contentHash) return `${revision}: the content hash does not fit its blocks.`;
  if (row.previousHash !== (previous?.revisionHash ?? null))
    return previous
      ? `${revision}: the previous hash is not that of revision ${previous.number}.`
      : `${revision}: it is the first and names one before it.`;
  if (hashRevision(row) !== row.revisionHash)
    return `${revision}: the revision hash does not fit its kind, person, time, note and content.`;
  return null;
}

const isSalt = (salt: string): boolean => /^[0-9a-f]{32}$/.test(salt);

/** A block as the sentence calls it: the number counts from the headline or kicker on. */
function nameOf(blocks: readonly string[], index: number): string {
  if (index === 0) return "the text of the story's fields";
  const type = /"type":"(\w+)"\}$/.exec(blocks[index] ?? "")?.[1];
  return `the text of block ${index}${type ? ` (${type})` : ""}`;
}
