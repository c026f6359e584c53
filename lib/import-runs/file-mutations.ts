// Files that were uploaded for imports. They may be as large as an archive, and nobody needs them once the import is complete.
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { appClient } from "../postgres/app.ts";
import { uploadsFolder } from "./mutations.ts";

/** Days after the end of its last import during which a file can be imported once more, for example after a dry run. */
const keptDays = 7;

/**
 * Deletes the uploaded files of this node whose imports ended more than `keptDays` ago, and those that nobody has imported for as
 * long. A file stays while an import of it waits, runs or is paused. Returns the count of deleted files.
 */
export async function deleteOldImportFiles(now = new Date()): Promise<number> {
  const folder = uploadsFolder();
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return []; // nobody has uploaded anything
    throw error;
  });
  if (names.length === 0) return 0;
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  const runs = await appClient().importRun.findMany({
    where: { OR: [{ state: { in: ["WAITING", "RUNNING", "PAUSED"] } }, { finishedAt: { gte: before } }] },
    select: { place: true, pictures: true },
  });
  // The names begin with ids, so that the data folder may have moved since.
  const used = new Set(runs.flatMap(({ place, pictures }) => [place, pictures].map((each) => path.basename(each))));
  let deleted = 0;
  for (const name of names.filter((each) => !used.has(each))) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (!found || found.mtime > before) continue;
    await rm(file, { recursive: true, force: true });
    deleted += 1;
  }
  return deleted;
}
