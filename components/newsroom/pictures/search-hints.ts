import { endedRights, type FilterName, filterNames, rightsValues } from "#lib/pictures/library/query.ts";

/** The part of a query that is being typed. */
export type TypedPart = {
  /** Where it begins in the text; it ends at the caret. */
  from: number;
  name: FilterName | null;
  /** What is typed of the value, or of the name of a filter. */
  text: string;
};

/** @param before the text before the caret */
export function typedPart(before: string): TypedPart {
  const match = /(?:^|\s)-?((?:([a-z-]+):)?(?:"([^"]*)|([^\s"]*)))$/i.exec(before);
  const whole = match?.[1] ?? "";
  const name = filterNames.find((each) => each === match?.[2]?.toLowerCase()) ?? null;
  const text = name ? (match?.[3] ?? match?.[4] ?? "") : whole;
  return { from: before.length - whole.length, name, text };
}

/** Values that are always the same; null for filters whose values are in the database. */
export const fixedValues: Record<FilterName, readonly string[] | null> = {
  credit: null,
  source: null,
  place: null,
  person: null,
  keyword: null,
  "uploaded-by": null,
  collection: null,
  rights: [...Object.keys(rightsValues), ...endedRights],
  used: ["never", "yes"],
  after: [],
  before: [],
};

/** What each filter finds. */
export const filterHints: Record<FilterName, string> = {
  credit: "words of the credit",
  source: "words of the source",
  place: "words of the place",
  person: "a person in the picture",
  keyword: "words of a keyword",
  "uploaded-by": "a name, or me",
  rights: "a category, such as agency",
  used: "never, or yes",
  after: "a day, such as 2026-11-24",
  before: "a day, a month or a year",
  collection: "a name, or a path",
};

/** Filters whose name begins like the typed text; all of them for no text. */
export const namesLike = (text: string): FilterName[] =>
  filterNames.filter((name) => name.startsWith(text.toLowerCase()));

/** The text with the part at the caret replaced, and where the caret goes. */
export function complete(
  text: string,
  caret: number,
  part: TypedPart,
  chosen: string,
): { text: string; caret: number } {
  const written = part.name === null ? `${chosen}:` : `${part.name}:${/\s/.test(chosen) ? `"${chosen}"` : chosen} `;
  const rest = text.slice(caret).replace(/^[^\s"]*"?\s?/, "");
  return { text: text.slice(0, part.from) + written + rest, caret: part.from + written.length };
}
