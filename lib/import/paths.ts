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

/** A sentence that says what is wrong with a pattern; null if it is valid. */
export function patternProblem(pattern: string): string | null {
  const unknown = [...pattern.matchAll(/\{([^}]*)\}/g)]
    .map(([, name]) => name)
    .find((name) => !["section", "yyyy", "mm", "dd", "slug"].includes(name ?? ""));
  if (!pattern.startsWith("/")) return "The path pattern must begin with a slash.";
  if (unknown !== undefined)
    return `The path pattern knows {section}, {yyyy}, {mm}, {dd} and {slug}, not {${unknown}}.`;
  return pattern.includes("{slug}")
    ? null
    : "The path pattern must hold {slug}, or all stories would have one address.";
}
