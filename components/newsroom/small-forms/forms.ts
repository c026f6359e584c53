import type { Kind } from "#lib/document/fields.ts";

/** The forms, besides its own page, in which people meet a story. A page appears on no front and in no feed. */
export const smallForms = {
  card: { name: "Card on a front", kinds: ["STORY"] },
  search: { name: "Search result", kinds: ["STORY", "PAGE"] },
  social: { name: "Social card", kinds: ["STORY", "PAGE"] },
  feed: { name: "Feed item", kinds: ["STORY"] },
} as const satisfies Record<string, { name: string; kinds: readonly Kind[] }>;

export type SmallForm = keyof typeof smallForms;

export const isSmallForm = (name: string): name is SmallForm => Object.hasOwn(smallForms, name);

export const formsOf = (kind: Kind): SmallForm[] =>
  (Object.keys(smallForms) as SmallForm[]).filter((name) => (smallForms[name].kinds as readonly Kind[]).includes(kind));
