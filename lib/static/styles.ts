import fs from "node:fs";
import path from "node:path";
import { shared } from "../process.ts";

/** Style sheets of the site, by the name of the file: what every page has, and what a page has besides. */
export const sheetNames = ["site", "search", "report"] as const;
export type SheetName = (typeof sheetNames)[number];

/** @param folder holds each as `{name}.css`. @param changes they are read anew for each page: somebody works on them */
export function findStyles(folder: string, { changes }: { changes: boolean }): void {
  const read = (name: string) => fs.readFileSync(path.join(folder, `${name}.css`), "utf8");
  const texts = new Map(changes ? [] : sheetNames.map((name) => [name as string, read(name)]));
  shared().style = (name) => texts.get(name) ?? read(name);
}

/** @throws in a process that serves nobody */
export function styleSheet(name: SheetName): string {
  const { style } = shared();
  if (!style) throw new Error("the style sheets of the site were not found yet");
  return style(name);
}
