import { isReservedPath, normalisePath, storyPath } from "#lib/addresses/paths.ts";
import { dateParts } from "#lib/times.ts";
import { SkippedFile } from "./types.ts";

/** How addresses are made for items that have none of their own. */
type PatternOptions = {
  /** "/{section}/{yyyy}/{mm}/{dd}/{slug}" */
  pattern?: string | undefined;
  zone: string;
  now: Date;
};

/** A path of this site from an address of the old one; null if it is not valid. */
export function pathFromAddress(address: string): string | null {
  const path = normalisePath(
    `/${address
      .trim()
      .replace(/^https?:\/\/[^/]*/i, "")
      .replace(/^\/+/, "")}`,
  );
  if (path === null) return null;
  const plain = path.replace(/\/index\.html?$/i, "");
  return plain === "" || isReservedPath(plain) ? null : plain;
}

/** @throws SkippedFile */
export function pathByPattern(
  entry: { date: Date | null; slug: string },
  sectionPath: string,
  { pattern, zone, now }: PatternOptions,
): string {
  const at = entry.date ?? now;
  if (pattern === undefined) return storyPath({ sectionPath, at, zone, slug: entry.slug });
  const { year, month, day } = dateParts(at, zone);
  const values: Record<string, string> = {
    section: sectionPath.slice(1),
    yyyy: year,
    mm: month,
    dd: day,
    slug: entry.slug,
  };
  const path = pathFromAddress(pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ""));
  if (path === null) throw new SkippedFile(`its address by ${pattern} is one that no story can have`);
  return path;
}
