import type { NodeJson } from "#lib/document/json.ts";
import type { Transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { snippetTag } from "./snippet-data.ts";

/** Writes what readers get of a bound snippet; null removes it. Every page and feed that shows it is rendered again. */
export async function writeLiveSnippet(tx: Transaction, id: string, blocks: readonly NodeJson[] | null): Promise<void> {
  if (blocks === null) await tx.liveSnippet.deleteMany({ where: { id } });
  else {
    const json = blocks as unknown as object[];
    await tx.liveSnippet.upsert({
      where: { id },
      create: { id, blocks: json },
      update: { blocks: json },
      select: { id: true },
    });
  }
  // As a correction does: words that were wrong are on no page of the next request.
  await purge(tx, [snippetTag(id)], { erase: true });
}
