import fs from "node:fs";
import path from "node:path";
import { shared } from "../process.ts";

/** Style sheets of the site, by file name: `site` is on every page, the others on one page each. */
export const sheetNames = ["site", "search", "report"] as const;
export type SheetName = (typeof sheetNames)[number];

/** @param folder holds each as `{name}.css`. @param changes true in development: each page reads them again */
export function findStyles(folder: string, { changes }: { changes: boolean }): void {
  const read = (name: string) => fs.readFileSync(path.join(folder, `${name}.css`), "utf8");
  const texts = new Map(changes ? [] : sheetNames.map((name) => [name as string, read(name)]));
  shared().style = (name) => texts.get(name) ?? read(name);
}

/** @throws in a process that serves no pages */
export function styleSheet(name: SheetName): string {
  const { style } = shared();
  if (!style) throw new Error("the style sheets of the site have not been loaded yet");
  return style(name);
}
