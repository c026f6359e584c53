import type { NodeJson } from "#lib/document/json.ts";
import { documentSchema } from "#lib/document/schema.ts";
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import type { SnippetRow } from "./types.ts";

/** All snippets by name, for everybody in the newsroom. */
export async function listSnippets(_actor: Actor): Promise<SnippetRow[]> {
  const rows = await appClient().snippet.findMany({
    orderBy: [{ name: "asc" }],
    select: {
      id: true,
      name: true,
      isBound: true,
      blocks: true,
      updatedAt: true,
      updatedBy: { select: { name: true } },
    },
  });
  return rows.map(({ blocks, updatedAt, updatedBy, ...row }) => ({
    ...row,
    text: textOfBlocks(blocks),
    updatedAt: updatedAt.toISOString(),
    updatedBy: updatedBy?.name ?? null,
  }));
}

/** One block on each line. */
function textOfBlocks(blocks: unknown): string {
  return (blocks as NodeJson[])
    .map((block) => {
      const node = documentSchema.nodeFromJSON(block);
      return node.textBetween(0, node.content.size, "\n", " ");
    })
    .join("\n");
}

/** The blocks of a snippet, to be copied into a story. @throws NOT_FOUND */
export async function getSnippetBlocks(_actor: Actor, snippetId: string): Promise<NodeJson[]> {
  const row = isId(snippetId)
    ? await appClient().snippet.findUnique({ where: { id: snippetId }, select: { blocks: true } })
    : null;
  if (!row) throw new DomainError("NOT_FOUND");
  return row.blocks as unknown as NodeJson[];
}

/** How many stories and pages name the snippet, in their working copy or as published. Reads every text, so it is slow. */
export async function countUses(tx: Transaction, snippetId: string): Promise<number> {
  const path = `$.content[*] ? (@.type == "snippet" && @.attrs.snippet == "${snippetId}")`;
  const [row] = await tx.$queryRaw<{ uses: number }[]>`
    select count(distinct story_id)::int as uses from (
      select story_id from story_document where jsonb_path_exists(document, ${path}::jsonpath)
      union all select story_id from live_story where jsonb_path_exists(document, ${path}::jsonpath)
      union all select story_id from live_page where jsonb_path_exists(document, ${path}::jsonpath)
    ) used`;
  return row?.uses ?? 0;
}
