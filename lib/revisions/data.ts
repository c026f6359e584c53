import type { Node } from "@tiptap/pm/model";
import { documentFromBlocks } from "#lib/document/canonical.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";

/** The document that a revision froze. The caller has checked that the actor may read the story. */
export async function getRevisionDocument(
  tx: Transaction,
  revisionId: string,
): Promise<{ doc: Node; version: number; number: number }> {
  const row = await tx.revision.findUnique({
    where: { id: revisionId },
    select: { blocks: true, version: true, number: true },
  });
  if (!row) throw new DomainError("NOT_FOUND");
  return { doc: documentFromBlocks(row.blocks), version: row.version, number: row.number };
}
