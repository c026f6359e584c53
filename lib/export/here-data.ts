// Whether the stories of an export are in this newsroom, with the same history and the same text.
import { appClient } from "#lib/postgres/app.ts";
import { getRevisionByNumber } from "#lib/revisions/data.ts";
import { checkStory } from "#lib/stories/history/verify-data.ts";
import { type StoryHashes, textHash } from "./verify.ts";

/** @returns what differs, as a sentence; null when nothing does */
export async function compareWithHere({ id, headline, text, changes, versions }: StoryHashes): Promise<string | null> {
  const name = `“${headline || "No headline"}” (${id})`;
  const rows = await appClient().revision.findMany({
    where: { storyId: id },
    select: { number: true, kind: true, revisionHash: true },
    orderBy: { number: "asc" },
  });
  if (rows.length === 0) return `${name} is not here.`;
  const other = versions.findIndex((hash, index) => rows[index]?.revisionHash !== hash);
  if (other >= 0)
    return rows[other]
      ? `${name}: revision ${other + 1} here is not that of the export.`
      : `${name}: revision ${other + 1} is not here.`;
  // After the history comes what the import wrote. In the newsroom that made the export there may be nothing more.
  for (const [index, [hash, what]] of [[text, "text"] as const, [changes, "working copy"] as const].entries()) {
    const imported = rows[versions.length + index];
    if (hash === null || imported?.kind !== "IMPORTED") break;
    const { doc } = await getRevisionByNumber(appClient(), id, imported.number);
    if (textHash(doc) !== hash) return `${name}: the ${what} that was imported is not that of the export.`;
  }
  const found = await checkStory(id);
  return found?.broken ? `${name}: ${found.broken}` : null;
}
