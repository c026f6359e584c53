import { createHash, randomBytes } from "node:crypto";
import type { Node } from "@tiptap/pm/model";
import { Authorship, type StoredAuthorship } from "#lib/document/authorship.ts";
import { blocksOf } from "#lib/document/canonical.ts";
import { headlineOf, wordCount } from "#lib/document/text.ts";
import { type Person, personId, type System } from "../actor.ts";
import { newId } from "../ids.ts";
import type { Transaction } from "../postgres/app.ts";
import type { RevisionKind } from "../postgres/generated/enums.ts";
import { beginningOf, readAuthorship } from "./authorship-data.ts";

const format = 1;
const sha256 = (...parts: string[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part, "utf8");
  return hash.digest("hex");
};

/** SHA-256 over salt and block as stored; `salt` is hex. */
export const hashBlock = (salt: string, block: string): string => sha256(salt, block);
/** SHA-256 over the block hashes in order. */
export const hashContent = (blockHashes: readonly string[]): string => sha256(...blockHashes);

export type RevisionFacts = {
  contentHash: string;
  number: number;
  kind: RevisionKind;
  actorId: string | null;
  at: Date;
  note: string;
  previousHash: string | null;
};
/** Links a revision to the one before it: SHA-256 over content hash, number, kind, actor, time, note hash, previous hash. */
export const hashRevision = (facts: RevisionFacts): string =>
  sha256(
    [
      facts.contentHash,
      facts.number,
      facts.kind,
      facts.actorId ?? "",
      facts.at.toISOString(),
      sha256(facts.note),
      facts.previousHash ?? "",
    ].join("\n"),
  );

export type NewRevision = { id: string; number: number; at: Date };

/**
 * Freezes the whole document, and with it who wrote what. The story row must be locked by the caller, so that numbers have
 * no gap, and its steps up to `version` must be written.
 * @param story.version the version of the log that `doc` is; null where it is none, and then nobody is noted as its writer
 */
export async function recordRevision(
  tx: Transaction,
  actor: System | Pick<Person, "kind" | "id">,
  story: { id: string; version: number | null },
  doc: Node,
  { kind, note = "", at = new Date() }: { kind: RevisionKind; note?: string; at?: Date },
): Promise<NewRevision> {
  const last = await tx.revision.findFirst({
    where: { storyId: story.id },
    orderBy: { number: "desc" },
    select: { number: true, revisionHash: true },
  });
  const blocks = blocksOf(doc);
  const salts = blocks.map(() => randomBytes(16).toString("hex"));
  const blockHashes = blocks.map((block, index) => hashBlock(salts[index] ?? "", block));
  const facts: RevisionFacts = {
    contentHash: hashContent(blockHashes),
    number: (last?.number ?? 0) + 1,
    kind,
    actorId: personId(actor),
    at,
    note,
    previousHash: last?.revisionHash ?? null,
  };
  const id = newId();
  const { version } = story;
  const authorship: StoredAuthorship | null =
    version === null
      ? null
      : (last && kind !== "IMPORTED" // which holds nothing that anybody wrote here
          ? await readAuthorship(tx, story.id, { version, doc, now: at })
          : Authorship.of(doc, facts.actorId, at, beginningOf(kind))
        ).toStored();
  // Not `create`, for which Prisma compiles a statement anew each time because of the lists.
  await tx.$executeRaw`
    insert into revision (id, story_id, number, kind, note, actor_id, at, version, headline, words, format, blocks, salts,
      block_hashes, content_hash, previous_hash, revision_hash, authorship)
    values (${id}::uuid, ${story.id}::uuid, ${facts.number}, ${kind}::revision_kind, ${note}, ${facts.actorId}::uuid, ${at},
      ${version}::int, ${headlineOf(doc)}, ${wordCount(doc)}, ${format}, ${blocks}::text[], ${salts}::text[],
      ${blockHashes}::text[], ${facts.contentHash}, ${facts.previousHash}, ${hashRevision(facts)},
      ${authorship && JSON.stringify(authorship)}::jsonb)`;
  return { id, number: facts.number, at };
}
