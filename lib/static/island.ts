import fs from "node:fs";
import { shared } from "../process.ts";

/** Where the reader's script lies, beside the files of the build. */
export const islandsAt = "/_next/static/island/";

/** Finds the module that was made for this build. */
export function findIsland(folder: string): void {
  const name = fs.readdirSync(folder).find((one) => one.endsWith(".js"));
  if (name) shared().island = islandsAt + name;
}

/** Its address; undefined in a process that serves nobody. */
export const islandAddress = (): string | undefined => shared().island;
