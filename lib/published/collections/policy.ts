import type { CollectionKind } from "../../collections/types.ts";
import type { Named } from "../types.ts";

/** A collection that has a story, with the ids of the parts before and after it that readers can get. */
export type PartOf = {
  collection: Named & { kind: CollectionKind };
  previous: string | null;
  next: string | null;
};

/**
 * The nearest live parts on both sides of a story.
 * @returns `watched`: the ids whose publication or take-down changes the answer
 */
export function neighboursOf(
  parts: readonly { id: string; isLive: boolean }[],
  self: string,
): { previous: string | null; next: string | null; watched: string[] } {
  const at = parts.findIndex(({ id }) => id === self);
  if (at === -1) return { previous: null, next: null, watched: [] };
  const watched: string[] = [];
  const nearest = (side: readonly { id: string; isLive: boolean }[]): string | null => {
    for (const { id, isLive } of side) {
      watched.push(id);
      if (isLive) return id;
    }
    return null;
  };
  return { previous: nearest(parts.slice(0, at).reverse()), next: nearest(parts.slice(at + 1)), watched };
}
