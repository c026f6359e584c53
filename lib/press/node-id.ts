import fs from "node:fs";
import path from "node:path";
import { isId, newId } from "../ids.ts";

/** The id belongs to the data folder, which one process uses at a time, so a node keeps its id over restarts. */
export function nodeIdOf(data: string): string {
  const file = path.join(data, "press", "node");
  try {
    const known = fs.readFileSync(file, "utf8").trim();
    if (isId(known)) return known;
  } catch {
    // the file is missing on the first start
  }
  const id = newId();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${id}\n`);
  return id;
}

/** Deletes the pages that earlier versions kept on disk: some of them may have been taken down since. */
export function removeFormerPages(data: string): void {
  const folder = path.join(data, "press");
  for (const name of fs.readdirSync(folder))
    if (/^(?:pages-|live|known)/.test(name)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}
