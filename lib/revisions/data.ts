import type { Node } from "@tiptap/pm/model";
import { documentFromBlocks } from "#lib/document/canonical.ts";
import { changedWords } from "#lib/document/changed-words.ts";
import { DomainError } from "../errors.ts";
import { nameSql } from "../people/known-name-data.ts";
import type { Transaction } from "../postgres/app.ts";
import type { RevisionKind, RevisionRow } from "./types.ts";

/** The kinds of revisions that readers got when they were made. */
export const publishedKinds: readonly RevisionKind[] = [
  "PUBLISHED",
  "CORRECTED",
  "CLARIFIED",
  "REINSTATED",
  "IMPORTED",
];

/** The document that a revision froze. The caller has checked that the actor may read the story. */
export async function getRevisionDocument(
  tx: Transaction,
  revisionId: string,
): Promise<{ doc: Node; version: number | null; number: number }> {
  const row = await tx.revision.findUnique({
    where: { id: revisionId },
    select: { blocks: true, version: true, number: true },
  });
  if (!row) throw new DomainError("NOT_FOUND");
  return { doc: documentFromBlocks(row.blocks), version: row.version, number: row.number };
}

/** As `getRevisionDocument`, by the number that people see. @throws NOT_FOUND */
export async function getRevisionByNumber(
  tx: Transaction,
  storyId: string,
  number: number,
): Promise<{ doc: Node; version: number | null; number: number }> {
  const row = await tx.revision.findUnique({
    where: { storyId_number: { storyId, number } },
    select: { blocks: true, version: true, number: true },
  });
  if (!row) throw new DomainError("NOT_FOUND");
  return { doc: documentFromBlocks(row.blocks), version: row.version, number: row.number };
}

/** The highest version of the log that any revision of the story froze; null for a story without one. */
export async function lastFrozenVersion(tx: Transaction, storyId: string): Promise<number | null> {
  const { _max } = await tx.revision.aggregate({ where: { storyId }, _max: { version: true } });
  return _max.version;
}

export const revisionsPage = 50;

type ListedRow = {
  number: number;
  kind: RevisionKind;
  note: string;
  personId: string | null;
  person: string | null;
  at: Date;
  version: number | null;
  words: number;
  shown: RevisionRow["shown"];
  put: string[];
  gone: string[];
};

/**
 * Revisions of a story, newest first, 50 a page; `before` is the number from which to go on. The size of each change is
 * counted from the blocks that differ, and the database hands out only those. The caller has checked the actor.
 */
export async function listRevisionRows(
  tx: Transaction,
  storyId: string,
  before: number | null,
): Promise<{ revisions: RevisionRow[]; next: number | null }> {
  const rows = await tx.$queryRaw<ListedRow[]>`
    with top as (
      select coalesce(${before}::int, max(number) + 1, 1) as number from revision where story_id = ${storyId}::uuid
    ), page as (
      select r.*, lag(r.blocks) over (order by r.number) as previous
      from revision r, top
      where r.story_id = ${storyId}::uuid and r.number < top.number and r.number >= top.number - ${revisionsPage + 1}
    )
    select r.number, r.kind::text as kind, r.note, r.actor_id::text as "personId", ${nameSql} as person, r.at, r.version,
      r.words, v.words::text as shown,
      array(select unnest(r.blocks) except all select unnest(r.previous)) as put,
      array(select unnest(r.previous) except all select unnest(r.blocks)) as gone
    from page r left join person p on p.id = r.actor_id left join person_elsewhere e on e.id = r.actor_id
    left join reader_version v on v.story_id = ${storyId}::uuid and v.number = r.number
      and exists (select from reader_version o where o.story_id = v.story_id and o.number < v.number)
    order by r.number desc`;
  const revisions = rows.slice(0, revisionsPage).map(({ put, gone, personId, person, at, ...row }): RevisionRow => {
    const changed = changedWords(put, gone);
    return {
      ...row,
      person: personId === null ? null : { id: personId, name: person ?? "" },
      at: at.toISOString(),
      added: changed.added,
      takenOut: changed.takenOut,
    };
  });
  return { revisions, next: rows.length > revisionsPage ? (revisions.at(-1)?.number ?? null) : null };
}
