// The one thing that changes a revision: a block's words go by law, its hash stays, and with it the chain.
import canonicalize from "canonicalize";
import { blankNode, type Unlawful, unlawfulFields } from "#lib/document/blank.ts";
import { documentFromBlocks } from "#lib/document/canonical.ts";
import type { StoryFields } from "#lib/document/fields.ts";
import { headlineOf, wordCount } from "#lib/document/text.ts";
import type { Transaction } from "../postgres/app.ts";
import { type BlankMatch, findUnlawful } from "./blank-data.ts";

/**
 * Blanks unlawful text in every revision of a story. The salt is deleted with the text, because it would let somebody
 * confirm a guess of the text by the hash. Needs the owner's transaction; the caller holds the story's row.
 * @returns what was found where, with the blocks as they were
 */
export async function blankRevisions(
  tx: Transaction,
  storyId: string,
  what: Unlawful,
  { at, reason }: { at: Date; reason: string },
): Promise<BlankMatch[]> {
  const all: BlankMatch[] = [];
  for await (const found of findUnlawful(tx, storyId, what)) {
    const row = await tx.revision.findUniqueOrThrow({
      where: { id: found.revisionId },
      select: { blocks: true, salts: true },
    });
    const [blocks, salts] = [[...row.blocks], [...row.salts]];
    for (const { position, node } of found.places) {
      blocks[position] = canonicalize(node ? blankNode(node, at).toJSON() : emptied(blocks[0] ?? "{}", what)) ?? "";
      salts[position] = "";
    }
    const doc = documentFromBlocks(blocks);
    await tx.$executeRaw`
      update revision set blocks = ${blocks}::text[], salts = ${salts}::text[], headline = ${headlineOf(doc)},
        words = ${wordCount(doc)}::int, authorship = null
      where id = ${found.revisionId}::uuid`;
    await tx.blankedBlock.createMany({
      data: found.places.map(({ position, block }) => ({
        revisionId: found.revisionId,
        position,
        storyId,
        block,
        at,
        reason,
      })),
      skipDuplicates: true,
    });
    all.push(found);
  }
  return all;
}

function emptied(block: string, what: Unlawful): Record<string, unknown> {
  const fields = JSON.parse(block) as StoryFields;
  return { ...fields, ...Object.fromEntries(unlawfulFields(fields, what).map((name) => [name, ""])) };
}
