import type { CollectionFields } from "#lib/collections/types.ts";

/** A field that two people cannot both change. */
export type MergedField = Exclude<keyof CollectionFields, "storyIds">;

/** The ids with one moved by a place. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from === -1 || to < 0 || to >= ids.length) return [...ids];
  const rest = ids.filter((one) => one !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/** The fields with the value that somebody else gave one of them. */
export const withTheirs = (fields: CollectionFields, field: MergedField, theirs: string): CollectionFields => ({
  ...fields,
  [field]: field === "cover" ? (JSON.parse(theirs) as CollectionFields["cover"]) : theirs,
});
