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
const rowKinds: readonly Holds[] = ["sections", "topics", "authors", "stories"] satisfies RowKind[];
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

type ColumnName<K extends Kind> = {
  [Name in FieldName]: K extends Descriptions[Name]["columnOf"][number] ? Name : never;
}[FieldName];
/** As the database holds it: instants as dates, choices as any text. */
type ColumnValue<Name extends FieldName> = Descriptions[Name]["holds"] extends "instant"
  ? Date | null
  : Descriptions[Name]["holds"] extends "choice"
    ? string
    : StoryFields[Name];
/** The fields that are columns of the published row of a story or page. */
export type PublishedFields<K extends Kind> = { [Name in ColumnName<K>]: ColumnValue<Name> };

const columnsOf = <K extends Kind>(kind: K): ColumnName<K>[] =>
  allFields.filter((name): name is ColumnName<K> => has<Kind>(descriptions[name].columnOf, kind));

/** Selects the columns of the published row that hold a field. */
export const publishedSelect = <K extends Kind>(kind: K): { [Name in ColumnName<K>]: true } =>
  Object.fromEntries(columnsOf(kind).map((name) => [name, true])) as { [Name in ColumnName<K>]: true };

/** What these columns of a row hold. */
export const pickPublished = <K extends Kind>(kind: K, row: PublishedFields<K>): PublishedFields<K> =>
  Object.fromEntries(columnsOf(kind).map((name) => [name, row[name]])) as PublishedFields<K>;

/** What these columns hold for the fields of a document. */
export const publishedFields = <K extends Kind>(kind: K, fields: StoryFields): PublishedFields<K> =>
  Object.fromEntries(
    columnsOf(kind).map((name) => {
      const value = fields[name];
      return [name, descriptions[name].holds === "instant" && value !== null ? new Date(String(value)) : value];
    }),
  ) as PublishedFields<K>;
