import * as z from "zod";
import { instant, line, rowId } from "./attributes.ts";

/** What kind of piece it is, as readers are told; "" is plain news and is not shown. */
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
/** Hours for which each stands unless its editor says otherwise. */
export const badgeHours: Readonly<Record<Exclude<Badge, "">, number>> = { breaking: 6, developing: 24, live: 12 };

/** A story is listed by section, topic and author; a page ("About us") stands for itself, at an address of one word. */
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
export const language = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
  .refine((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1;
    } catch {
      return false;
    }
  }, "is not a language tag");

const idSet = (max: number) =>
  z
    .array(rowId)
    .max(max)
    .refine((ids) => new Set(ids).size === ids.length, "names one thing twice");

/** Fields with one value, changed by a field step. */
export const scalarFieldSchemas = {
  section: rowId.nullable(),
  slug: z.string().regex(/^[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}-]{0,100}$/u),
  label: z.enum(labels),
  badge: z.enum(badges),
  /** Until when the badge stands; without it there is none. */
  badgeUntil: instant.nullable(),
  place: line(80),
  language,
  translationOf: rowId.nullable(),
  /** Shown and sorted by instead of the time of first publication. */
  displayDate: instant.nullable(),
  seoTitle: line(120),
  seoDescription: line(320),
  noindex: z.boolean(),
  /** Others may not republish it, where the paper lets them republish its stories. */
  noRepublish: z.boolean(),
  purpose: z.enum(purposes),
} as const;

/** How many items a set field may hold. */
export const setFieldLimits = { topics: 40, authors: 40, related: 20 } as const;

/** Fields with an ordered list of ids, changed item by item by set steps. `related` is the picked "Read also". */
export const setFieldSchemas = {
  topics: idSet(setFieldLimits.topics),
  authors: idSet(setFieldLimits.authors),
  related: idSet(setFieldLimits.related),
} as const;

export const fieldSchemas = { ...scalarFieldSchemas, ...setFieldSchemas } as const;

export type ScalarFieldName = keyof typeof scalarFieldSchemas;
export type SetFieldName = keyof typeof setFieldSchemas;
export type FieldName = keyof typeof fieldSchemas;
export type StoryFields = { [Name in FieldName]: z.output<(typeof fieldSchemas)[Name]> };

export const scalarFields = Object.keys(scalarFieldSchemas) as ScalarFieldName[];
export const setFields = Object.keys(setFieldSchemas) as SetFieldName[];

export const isScalarField = (name: string): name is ScalarFieldName => Object.hasOwn(scalarFieldSchemas, name);
export const isSetField = (name: string): name is SetFieldName => Object.hasOwn(setFieldSchemas, name);

export const emptyFields: StoryFields = {
  section: null,
  topics: [],
  authors: [],
  related: [],
  slug: "",
  label: "",
  badge: "",
  badgeUntil: null,
  place: "",
  language: "en",
  translationOf: null,
  displayDate: null,
  seoTitle: "",
  seoDescription: "",
  noindex: false,
  noRepublish: false,
  purpose: "",
};

const fieldsOfPages: ReadonlySet<FieldName> = new Set([
  "slug",
  "language",
  "seoTitle",
  "seoDescription",
  "noindex",
  "purpose",
]);

/** The fields that hold something and that a document of this kind does not have. */
export function foreignFields(kind: Kind, fields: Readonly<Record<string, unknown>>): FieldName[] {
  const isForeign = (name: FieldName) => (kind === "PAGE" ? !fieldsOfPages.has(name) : name === "purpose");
  return [...scalarFields, ...setFields].filter(
    (name) => isForeign(name) && String(fields[name] ?? emptyFields[name] ?? "") !== String(emptyFields[name] ?? ""),
  );
}
