import { instant, line, rowId } from "./attributes.ts";
import { boolean, type Checked, list, oneOf, pattern, string, ValueCheck } from "./value-checks.ts";

/** The genre, which readers see; "" is plain news and is not shown. */
export const labels = [
  "",
  "analysis",
  "opinion",
  "review",
  "interview",
  "explainer",
  "obituary",
  "feature",
  "live",
  "paid",
] as const;
export type Label = (typeof labels)[number];
/** What each is called, to readers as in the newsroom; plain news is called nothing. */
export const labelNames: Readonly<Record<Exclude<Label, "">, string>> = {
  analysis: "Analysis",
  opinion: "Opinion",
  review: "Review",
  interview: "Interview",
  explainer: "Explainer",
  obituary: "Obituary",
  feature: "Feature",
  live: "Live",
  paid: "Paid content",
};

/** What is said of a story while it is new, for the hours that its editor chooses; "" is nothing. */
export const badges = ["", "breaking", "developing", "live"] as const;
export type Badge = (typeof badges)[number];
export const badgeNames: Readonly<Record<Exclude<Badge, "">, string>> = {
  breaking: "Breaking",
  developing: "Developing",
  live: "Live",
};
/** Hours for which each badge is shown, unless an editor sets another end. */
export const badgeHours: Readonly<Record<Exclude<Badge, "">, number>> = { breaking: 6, developing: 24, live: 12 };

/** A story is listed by section, topic and author; a page ("About us") is in no list, and has an address of one word. */
export const kinds = ["STORY", "PAGE"] as const;
export type Kind = (typeof kinds)[number];

/** What a page is for, in the order of the foot of the site; "" is any other. Each but that has one live page at most. */
export const purposes = [
  "",
  "about",
  "contact",
  "ethics",
  "corrections",
  "verification",
  "unnamed-sources",
  "ownership",
  "privacy",
] as const;
export type Purpose = (typeof purposes)[number];
/** For sorting: pages for nothing special come last. */
export const placeOfPurpose = (purpose: Purpose): number => purposes.indexOf(purpose) || purposes.length;
export const purposeNames: Readonly<Record<Exclude<Purpose, "">, string>> = {
  about: "About",
  contact: "Contact",
  ethics: "Ethics",
  corrections: "Corrections policy",
  verification: "Verification and fact-checking",
  "unnamed-sources": "Unnamed sources",
  ownership: "Ownership and funding",
  privacy: "Privacy",
};

/** A language tag (BCP 47) that the platform knows how to read, "en", "pt-BR", "zh-Hant-TW". */
export const language = string(35, (tag) => {
  if (!/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag)) return false;
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
});

/** Ids without duplicates. */
function idSet(max: number): ValueCheck<string[]> {
  const ids = list(rowId, max);
  return new ValueCheck((value) => ids.is(value) && new Set(value).size === value.length);
}

/** What a field holds, which decides how it is shown in the history and whether an erasure looks into it. */
export type Holds = "text" | "slug" | "choice" | "flag" | "instant" | "language" | RowKind;
/** A field holds ids of such rows. */
export type RowKind = "sections" | "topics" | "authors" | "stories" | "pictures";

/** What happens to a field when its story is copied, translated, or set back to a revision. */
export type Journey = "copy" | "translation" | "restore";

type Description = {
  /** What the panel, the history and comparisons call it. */
  name: string;
  /** The documents that have it; in all others it stays empty. */
  kinds: readonly Kind[];
  /** The journeys on which it keeps its value. A copy and a translation get the empty value; a restore leaves the current one. */
  travels: readonly Journey[];
  /** Null: everyone who may edit the text. Otherwise editors, with the sentence that others get. */
  editorsOnly: string | null;
  /**
   * The kinds whose published row has a column of this name, which readers get as it is. Empty: readers get it in another
   * form (a section with its name, a display date as the time of publication) or not at all.
   */
  columnOf: readonly Kind[];
  /** The number of the schema that brought the field; a new field takes the next one. */
  since: number;
};

type Described = Description & { schema: ValueCheck<unknown>; holds: Holds; empty: unknown; max?: number };

const both = ["STORY", "PAGE"] as const;
const story = ["STORY"] as const;
const everywhere = ["copy", "translation", "restore"] as const;

type TextDescription = Description & {
  /** Whether readers find the story by its words. */
  isSearched: boolean;
  /** Whether readers see since when it has read as it does: the published row then has a column more, "placeAt" for "place". */
  isDated: boolean;
};

/** A line of free text of at most `max` code points. An erasure looks for its words in it. */
const text = <const D extends TextDescription>(max: number, description: D) => ({
  schema: line(max),
  holds: "text" as const,
  empty: "",
  max,
  ...description,
});
const choice = <const V extends readonly ["", ...string[]], const D extends Description>(
  values: V,
  names: Readonly<Record<Exclude<V[number], "">, string>>,
  description: D,
) => ({
  schema: oneOf(values as readonly V[number][]),
  holds: "choice" as const,
  empty: "" as const,
  names,
  ...description,
});
const flag = <const D extends Description>(description: D) => ({
  schema: boolean,
  holds: "flag" as const,
  empty: false as boolean,
  ...description,
});
const moment = <const D extends Description>(description: D) => ({
  schema: instant.nullable(),
  holds: "instant" as const,
  empty: null as string | null,
  ...description,
});
const row = <const H extends RowKind, const D extends Description>(holds: H, description: D) => ({
  schema: rowId.nullable(),
  holds,
  empty: null as string | null,
  ...description,
});
const rows = <const H extends RowKind, const D extends Description>(holds: H, max: number, description: D) => ({
  schema: idSet(max),
  holds,
  empty: [] as string[],
  max,
  ...description,
});

const badgeForEditors = "You need the right to edit and approve to set a badge. Ask an administrator.";

/**
 * Fields with one value, changed by a field step. This is the one description of each: erasure, copies, translations,
 * restores, permissions, the history, the panel, the published row, verification and preview follow it.
 */
const scalarDescriptions = {
  section: row("sections", {
    name: "Section",
    kinds: story,
    travels: everywhere,
    editorsOnly: null,
    columnOf: [],
    since: 1,
  }),
  slug: {
    schema: pattern(/^[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}-]{0,100}$/u),
    holds: "slug",
    empty: "",
    max: 100,
    name: "Slug",
    kinds: both,
    travels: ["restore"],
    editorsOnly: null,
    columnOf: story,
    since: 1,
  },
  label: choice(labels, labelNames, {
    name: "Label",
    kinds: story,
    travels: everywhere,
    editorsOnly: null,
    columnOf: story,
    since: 1,
  }),
  // A badge belongs to its hours: no other story and no earlier version has a claim to it.
  badge: choice(badges, badgeNames, {
    name: "Badge",
    kinds: story,
    travels: [],
    editorsOnly: badgeForEditors,
    columnOf: story,
    since: 4,
  }),
  /** When the badge ends; without it there is none. */
  badgeUntil: moment({
    name: "Badge until",
    kinds: story,
    travels: [],
    editorsOnly: badgeForEditors,
    columnOf: story,
    since: 4,
  }),
  place: text(80, {
    name: "Place",
    kinds: story,
    travels: everywhere,
    editorsOnly: null,
    columnOf: story,
    since: 1,
    isSearched: false,
    isDated: false,
  }),
  language: {
    schema: language,
    holds: "language",
    empty: "en",
    name: "Language",
    kinds: both,
    travels: ["copy", "restore"],
    editorsOnly: null,
    columnOf: both,
    since: 1,
  },
  // A copy is a story of its own: with this it would be a second translation of the same original.
  translationOf: row("stories", {
    name: "Translation of",
    kinds: story,
    travels: ["restore"],
    editorsOnly: null,
    columnOf: [],
    since: 1,
  }),
  /** Shown and sorted by instead of the time of first publication. */
  displayDate: moment({
    name: "Display date",
    kinds: story,
    travels: ["restore"],
    editorsOnly: null,
    columnOf: [],
    since: 1,
  }),
  seoTitle: text(120, {
    name: "SEO title",
    kinds: both,
    travels: ["copy", "restore"],
    editorsOnly: null,
    columnOf: both,
    since: 1,
    isSearched: false,
    isDated: false,
  }),
  seoDescription: text(320, {
    name: "SEO description",
    kinds: both,
    travels: ["copy", "restore"],
    editorsOnly: null,
    columnOf: both,
    since: 1,
    isSearched: false,
    isDated: false,
  }),
  socialTitle: text(120, {
    name: "Social title",
    kinds: both,
    travels: ["copy", "restore"],
    editorsOnly: null,
    columnOf: both,
    since: 20,
    isSearched: false,
    isDated: false,
  }),
  socialText: text(320, {
    name: "Social text",
    kinds: both,
    travels: ["copy", "restore"],
    editorsOnly: null,
    columnOf: both,
    since: 20,
    isSearched: false,
    isDated: false,
  }),
  /** Shown by social networks instead of the main picture, in the shape that the library has for link previews. */
  socialPicture: row("pictures", {
    name: "Social picture",
    kinds: both,
    travels: everywhere,
    editorsOnly: null,
    columnOf: both,
    since: 20,
  }),
  socialAlt: text(420, {
    name: "Alt text of the social picture",
    kinds: both,
    travels: ["copy", "restore"],
    editorsOnly: null,
    columnOf: both,
    since: 20,
    isSearched: false,
    isDated: false,
  }),
  noindex: flag({
    name: "Hide from search engines",
    kinds: both,
    travels: everywhere,
    editorsOnly: null,
    columnOf: both,
    since: 1,
  }),
  /** Others may not republish it, where the paper lets them republish its stories. */
  noRepublish: flag({
    name: "Do not allow republishing",
    kinds: story,
    travels: everywhere,
    editorsOnly: null,
    columnOf: story,
    since: 5,
  }),
  /** A line above the text about the story itself: that it was amended, why somebody is not named. Corrections are apart. */
  editorsNote: text(300, {
    name: "Editor’s note to readers",
    kinds: story,
    travels: ["restore"],
    editorsOnly: null,
    columnOf: story,
    since: 8,
    isSearched: true,
    isDated: true,
  }),
  purpose: choice(purposes, purposeNames, {
    name: "Purpose",
    kinds: ["PAGE"],
    travels: ["restore"],
    editorsOnly: null,
    columnOf: ["PAGE"],
    since: 1,
  }),
} as const satisfies Record<string, Described>;

/** Fields with an ordered list of ids, changed item by item by set steps. `related` is the picked "Read also". */
const setDescriptions = {
  topics: rows("topics", 40, {
    name: "Topics",
    kinds: story,
    travels: everywhere,
    editorsOnly: null,
    columnOf: [],
    since: 1,
  }),
  authors: rows("authors", 40, {
    name: "Authors",
    kinds: story,
    travels: everywhere,
    editorsOnly: null,
    columnOf: [],
    since: 1,
  }),
  related: rows("stories", 20, {
    name: "Read also",
    kinds: story,
    travels: everywhere,
    editorsOnly: null,
    columnOf: story,
    since: 1,
  }),
} as const satisfies Record<string, Described & { holds: RowKind; empty: string[] }>;

export const descriptions = { ...scalarDescriptions, ...setDescriptions } as const;
export type Descriptions = typeof descriptions;

export type ScalarFieldName = keyof typeof scalarDescriptions;
export type SetFieldName = keyof typeof setDescriptions;
export type FieldName = keyof Descriptions;
export type StoryFields = { [Name in FieldName]: Checked<Descriptions[Name]["schema"]> };

export const scalarFields = Object.keys(scalarDescriptions) as ScalarFieldName[];
export const setFields = Object.keys(setDescriptions) as SetFieldName[];
export const allFields: readonly FieldName[] = [...scalarFields, ...setFields];

/** One value of each description, by the name of its field. */
function each<D extends Record<string, object>, K extends keyof D[keyof D]>(from: D, key: K) {
  const found = Object.entries(from).map(([name, one]) => [name, (one as D[keyof D])[key]]);
  return Object.fromEntries(found) as { [Name in keyof D]: D[Name][K] };
}

export const scalarFieldSchemas = each(scalarDescriptions, "schema");
export const fieldSchemas = each(descriptions, "schema");
export const emptyFields: StoryFields = each(descriptions, "empty");
/** How many items a set field may hold. */
export const setFieldLimits = each(setDescriptions, "max");

export const isScalarField = (name: string): name is ScalarFieldName => Object.hasOwn(scalarDescriptions, name);
export const isSetField = (name: string): name is SetFieldName => Object.hasOwn(setDescriptions, name);

/** What the newsroom shows of a field: its name, how many characters or items fit in it, the names of its choices. */
export function describeField(field: FieldName): {
  name: string;
  holds: Holds;
  max: number;
  names: Readonly<Record<string, string>>;
  editorsOnly: string | null;
} {
  const description: Described & { names?: Readonly<Record<string, string>> } = descriptions[field];
  const { name, holds, max = 0, names = {}, editorsOnly } = description;
  return { name, holds, max, names, editorsOnly };
}
