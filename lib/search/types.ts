import type { LiveCard } from "../published/types.ts";

export type Sort = "best" | "newest";

/** A piece of a text; a hit matches the query. */
export type Mark = { text: string; isHit: boolean };

/** A story that was found, with its hits marked. */
export type Hit = { card: LiveCard; headline: Mark[]; excerpt: Mark[] };

/** A filter of a search. `value` is its name in the address. */
export type Choice = { id: string; name: string; value: string };
export type SearchKind = "section" | "topic" | "author";

/** The number of hits with this filter; null: not all hits were read. */
export type Facet = Choice & { stories: number | null };
