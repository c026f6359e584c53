// Unpublished changes for the lists in dialogs.
import { type KnownNames, knownNames } from "#components/editor/history/known-names.ts";
import { documentFromJson } from "#lib/document/build.ts";
import { type BlockChange, compareDocuments } from "#lib/document/compare.ts";
import type { FieldChange } from "#lib/document/compare-fields.ts";
import { changeKey, listChanges } from "#lib/document/partial.ts";
import type { PublicationChanges } from "#lib/stories/publishing/changes-data.ts";
import type { Name } from "#lib/stories/types.ts";

export type ListedChange = {
  key: string;
  change: BlockChange | FieldChange;
  /** Null is Galley itself; empty if nobody is known. */
  by: readonly (Name | null)[];
  /** Whether nobody else contributed to it. */
  isMine: boolean;
};

/** The unpublished changes in reading order, fields first. */
export type Changes = {
  list: ListedChange[];
  names: KnownNames;
  language: string;
  version: number;
  /** Number of the published revision. */
  published: number;
};

export const countOf = (changes: number): string =>
  changes === 1 ? "1 change" : `${changes.toLocaleString("en-GB")} changes`;

export function listed(given: PublicationChanges, personId: string): Changes {
  const { before, after, changedBy, names, version, published } = given;
  const list = listChanges(compareDocuments(documentFromJson(before), documentFromJson(after))).map((change) => {
    const key = changeKey(change);
    const by = changedBy[key] ?? [];
    return { key, change, by, isMine: by.length > 0 && by.every((one) => one?.id === personId) };
  });
  return { list, names: knownNames(null, [names]), language: String(after.attrs?.language ?? ""), version, published };
}
