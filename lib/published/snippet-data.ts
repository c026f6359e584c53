import { expandSnippets, snippetsIn } from "#lib/document/expand-snippets.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { Transaction } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn } from "../press/context.ts";

/** The tag of everything that shows a snippet. */
export const snippetTag = (id: string): string => `snippet:${id}`;

type Reader = { liveSnippet: Pick<Transaction["liveSnippet"], "findMany"> };

/** The documents as readers get them, with the blocks of bound snippets in their places. Without a snippet nothing is read. */
export async function withSnippets(
  documents: readonly NodeJson[],
  client: Reader = readerClient(),
): Promise<readonly NodeJson[]> {
  const ids = [...new Set(documents.flatMap(snippetsIn))];
  if (ids.length === 0) return documents;
  const rows = await client.liveSnippet.findMany({ where: { id: { in: ids } }, select: { id: true, blocks: true } });
  dependsOn(...ids.map(snippetTag));
  const blocks = new Map(rows.map((row) => [row.id, row.blocks as unknown as NodeJson[]]));
  return documents.map((document) => expandSnippets(document, blocks));
}
