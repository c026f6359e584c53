import fs from "node:fs";
import path from "node:path";

/** A folder of the collection of real files that GALLEY_CORPUS names; null where there is none, and tests use their own. */
export function corpusFolder(name: string): string | null {
  if (!process.env.GALLEY_CORPUS) return null;
  const folder = path.resolve(process.env.GALLEY_CORPUS, name);
  return fs.existsSync(folder) ? folder : null;
}
