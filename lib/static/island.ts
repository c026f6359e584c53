import fs from "node:fs";
import { shared } from "../process.ts";

/** Address of the folder with the reader's script. */
export const islandsAt = "/_next/static/island/";

/** Finds the script that was bundled for this build. */
export function findIsland(folder: string): void {
  const name = fs.readdirSync(folder).find((one) => one.endsWith(".js"));
  if (name) shared().island = islandsAt + name;
}

/** Address of the reader's script; undefined in a process that serves no pages. */
export const islandAddress = (): string | undefined => shared().island;
