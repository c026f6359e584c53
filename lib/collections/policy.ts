import type { Actor } from "../actor.ts";
import { hasIn, worksWithOthers } from "../roles/policy.ts";
import type { CollectionFields, CollectionState } from "./types.ts";

/** Reporters see which collections there are; their order and texts are for those who arrange all fronts. */
export const canSeeCollections = (actor: Actor): boolean => worksWithOthers(actor);
export const canManageCollections = (actor: Actor): boolean => hasIn(actor, "fronts", null);

export const stateOf = (row: { isPublished: boolean; firstPublishedAt: Date | null }): CollectionState =>
  row.isPublished ? "published" : row.firstPublishedAt ? "withdrawn" : "draft";

/**
 * The order of stories after two people changed it: mine, without what they removed, and with what they added at its end.
 * Where only one of them changed it, it is theirs.
 */
export function mergeStories(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const isSame = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
  if (isSame(mine, base)) return [...theirs];
  if (isSame(theirs, base)) return [...mine];
  const known = new Set(base);
  const kept = mine.filter((id) => theirs.includes(id) || !known.has(id));
  return [...kept, ...theirs.filter((id) => !known.has(id) && !kept.includes(id))];
}

type Merged = { fields: CollectionFields } | { clash: Exclude<keyof CollectionFields, "storyIds"> };

/** The fields after two people changed them. `clash`: a field that both have changed, each in another way. */
export function mergeFields(base: CollectionFields, mine: CollectionFields, theirs: CollectionFields): Merged {
  const text = (value: unknown) => JSON.stringify(value);
  const fields = { ...theirs, storyIds: mergeStories(base.storyIds, mine.storyIds, theirs.storyIds) };
  const take = <Name extends Exclude<keyof CollectionFields, "storyIds">>(name: Name): boolean => {
    if (text(mine[name]) === text(base[name])) return true;
    const isTheirsToo = text(theirs[name]) === text(mine[name]);
    if (text(theirs[name]) !== text(base[name]) && !isTheirsToo) return false;
    fields[name] = mine[name];
    return true;
  };
  for (const name of ["kind", "title", "slug", "intro", "cover"] as const) if (!take(name)) return { clash: name };
  return { fields };
}
