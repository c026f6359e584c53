import type { LiveCard } from "../published/types.ts";

export type Sort = "best" | "newest";

/** A piece of a text; a hit is what was looked for. */
export type Mark = { text: string; isHit: boolean };

/** A story that was found, with what was looked for marked. */
export type Hit = { card: LiveCard; headline: Mark[]; excerpt: Mark[] };

/** A place that narrows a search. `value` is how the address names it. */
export type Choice = { id: string; name: string; value: string };
export type SearchKind = "section" | "topic" | "author";

/** How many of the stories that were looked at have a place; null: they were not all that were found. */
export type Facet = Choice & { stories: number | null };
