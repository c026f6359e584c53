import type { LinkTarget } from "#lib/stories/link-search-data.ts";
import { targetGroups } from "./found-targets.tsx";
import type { TargetSearch } from "./use-link-targets.ts";

/** Maximum number of stories, and of pages of each other kind, in the list that "@" opens. */
const maxStories = 6;
const maxOthers = 3;

const lower = (text: string): string => text.toLocaleLowerCase();

/**
 * What the list that "@" opens shows for a query, in the order of its groups. For several words it shows only pages with all of
 * them in their name: otherwise the writer has gone on with the sentence. The same holds until the search has answered.
 */
export function targetsFor({ found, failed, isCurrent }: TargetSearch, query: string): readonly LinkTarget[] {
  if (found === null || failed) return [];
  const words = lower(query).split(/\s+/);
  const isNamed = ({ name }: LinkTarget) => words.every((word) => lower(name).includes(word));
  const shown = isCurrent && words.length === 1 ? found : found.filter(isNamed);
  return targetGroups.flatMap(({ kind }) =>
    shown.filter((target) => target.kind === kind).slice(0, kind === "story" ? maxStories : maxOthers),
  );
}
