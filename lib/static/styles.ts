import fs from "node:fs";
import path from "node:path";
import { shared } from "../process.ts";

/** Style sheets of the site, by file name: `site` is on every page, the others on some kinds of pages. */
export const sheetNames = ["site", "story", "notes", "archive", "search", "not-found", "report", "review"] as const;
export type SheetName = (typeof sheetNames)[number];

/**
 * @param folder has a file `{name}.css` for each
 * @param make makes a sheet from its source for each page, while somebody works on it; else the files are read once
 */
export function findStyles(folder: string, make?: (file: string) => string): void {
  const fileOf = (name: string) => path.join(folder, `${name}.css`);
  const texts = new Map(make ? [] : sheetNames.map((name) => [name as string, fs.readFileSync(fileOf(name), "utf8")]));
  shared().style = (name) => texts.get(name) ?? make?.(fileOf(name)) ?? "";
}

/** @throws in a process that serves no pages */
export function styleSheet(name: SheetName): string {
  const { style } = shared();
  if (!style) throw new Error("the style sheets of the site have not been loaded yet");
  return style(name);
}
