// What follows from the descriptions of the fields: nothing here names a field.
import {
  allFields,
  type Descriptions,
  descriptions,
  emptyFields,
  type FieldName,
  type Holds,
  type Journey,
  type Kind,
  type RowKind,
  type StoryFields,
  scalarFields,
  setFields,
} from "./fields.ts";

const has = <T>(list: readonly T[], item: T): boolean => list.includes(item);

/** The fields that hold something and that a document of this kind does not have. */
export const foreignFields = (kind: Kind, fields: Readonly<Record<string, unknown>>): FieldName[] =>
  allFields.filter(
    (name) =>
      !has<Kind>(descriptions[name].kinds, kind) &&
      String(fields[name] ?? emptyFields[name] ?? "") !== String(emptyFields[name] ?? ""),
  );

export type TextFieldName = {
  [Name in FieldName]: Descriptions[Name]["holds"] extends "text" ? Name : never;
}[FieldName];
/** The fields with free text, in which an erasure looks for words. */
export const textFields = allFields.filter((name): name is TextFieldName => descriptions[name].holds === "text");

type RowFieldName = { [Name in FieldName]: Descriptions[Name]["holds"] extends RowKind ? Name : never }[FieldName];
const rowKinds: readonly Holds[] = ["sections", "topics", "authors", "stories", "pictures"] satisfies RowKind[];
/** The fields that name rows by their ids. */
export const rowFields = [...setFields, ...scalarFields]
  .filter((name): name is RowFieldName => rowKinds.includes(descriptions[name].holds))
  .map((name) => ({ name, holds: descriptions[name].holds }));

/** The ids that a field names, in its order. */
export function idsIn(fields: Readonly<Record<string, unknown>>, name: RowFieldName): string[] {
  const value = fields[name];
  if (Array.isArray(value)) return value as string[];
  return typeof value === "string" ? [value] : [];
}

/** The fields that stay behind on a journey. */
const staying = (journey: Journey): FieldName[] =>
  allFields.filter((name) => !has<Journey>(descriptions[name].travels, journey));

/** The fields that do not travel with a copy or a translation, empty. */
export const emptiedBy = (journey: "copy" | "translation"): Partial<StoryFields> =>
  Object.fromEntries(staying(journey).map((name) => [name, emptyFields[name]]));

/** Of the fields, those which a restore leaves as they are. */
export const keptByRestore = (current: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(staying("restore").map((name) => [name, current[name]]));

/** Why somebody who is not an editor may not make this change; null when they may. */
export function whyEditorsOnly(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): { field: FieldName; sentence: string } | null {
  for (const field of allFields) {
    const sentence = descriptions[field].editorsOnly;
    if (sentence !== null && String(before[field]) !== String(after[field])) return { field, sentence };
  }
  return null;
}

/** The words of fields by which readers find a story, a line for each field. */
export const searchedText = (fields: Readonly<Record<string, unknown>>): string =>
  textFields
    .filter((name) => descriptions[name].isSearched && fields[name] !== "")
    .map((name) => String(fields[name]))
    .join("\n");

type FieldColumn<K extends Kind> = {
  [Name in FieldName]: K extends Descriptions[Name]["columnOf"][number] ? Name : never;
}[FieldName];
type DatedField<K extends Kind> = {
  [Name in FieldColumn<K>]: Descriptions[Name] extends { isDated: true } ? Name : never;
}[FieldColumn<K>];
/** As the database holds it: instants as dates, choices as any text. */
type ColumnValue<Name extends FieldName> = Descriptions[Name]["holds"] extends "instant"
  ? Date | null
  : Descriptions[Name]["holds"] extends "choice"
    ? string
    : StoryFields[Name];
/** Since when readers have had each dated field as it is; null while it is empty. */
export type FieldDates<K extends Kind> = { [Name in DatedField<K> as `${Name}At`]: Date | null };
/** The fields that are columns of the published row of a story or page, with the dates of those that have one. */
export type PublishedFields<K extends Kind> = { [Name in FieldColumn<K>]: ColumnValue<Name> } & FieldDates<K>;

const fieldsOf = <K extends Kind>(kind: K): FieldColumn<K>[] =>
  allFields.filter((name): name is FieldColumn<K> => has<Kind>(descriptions[name].columnOf, kind));
const isDated = (name: FieldName): boolean => (descriptions[name] as { isDated?: boolean }).isDated === true;

/** The dated fields of this kind, each with the column of its date. */
export const datedFields = (kind: Kind): { name: FieldName; column: string }[] =>
  fieldsOf(kind)
    .filter(isDated)
    .map((name) => ({ name, column: `${name}At` }));
const columnsOf = (kind: Kind): string[] => [...fieldsOf(kind), ...datedFields(kind).map(({ column }) => column)];

/** Selects the columns of the published row that follow a field. */
export const publishedSelect = <K extends Kind>(kind: K): { [Column in keyof PublishedFields<K>]: true } =>
  Object.fromEntries(columnsOf(kind).map((column) => [column, true])) as { [Column in keyof PublishedFields<K>]: true };

/** What these columns of a row hold. */
export const pickPublished = <K extends Kind>(kind: K, row: PublishedFields<K>): PublishedFields<K> =>
  Object.fromEntries(
    columnsOf(kind).map((column) => [column, row[column as keyof PublishedFields<K>]]),
  ) as PublishedFields<K>;

/** What these columns hold for the fields of a document. */
export const publishedFields = <K extends Kind>(
  kind: K,
  fields: StoryFields,
  dates: FieldDates<K>,
): PublishedFields<K> => ({
  ...(Object.fromEntries(
    fieldsOf(kind).map((name) => {
      const value = fields[name];
      return [name, descriptions[name].holds === "instant" && value !== null ? new Date(String(value)) : value];
    }),
  ) as PublishedFields<K>),
  ...dates,
});

/** The dates of fields that are all empty. */
export const noDates = <K extends Kind>(kind: K): FieldDates<K> =>
  Object.fromEntries(datedFields(kind).map(({ column }) => [column, null])) as FieldDates<K>;
