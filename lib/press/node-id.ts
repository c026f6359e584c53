import fs from "node:fs";
import path from "node:path";
import { isId, newId } from "../ids.ts";

/** Of this data folder, which one process uses at a time: a node that comes back takes its old place. */
export function nodeIdOf(data: string): string {
  const file = path.join(data, "press", "node");
  try {
    const known = fs.readFileSync(file, "utf8").trim();
    if (isId(known)) return known;
  } catch {
    // the first start
  }
  const id = newId();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${id}\n`);
  return id;
}
