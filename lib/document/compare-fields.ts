import type { Node } from "@tiptap/pm/model";
import { type FieldName, type ScalarFieldName, type SetFieldName, scalarFields, setFields } from "./fields.ts";

/** A field with one value, or a list of ids with what came and went; `order`: only the order is another. */
export type FieldChange =
  | { field: ScalarFieldName; before: unknown; after: unknown }
  | { field: SetFieldName; added: string[]; takenOut: string[]; order: boolean };

export const isListChange = (change: FieldChange): change is Extract<FieldChange, { added: string[] }> =>
  "added" in change;

/** The fields of the story that differ, in their order. Names of what they hold ids of are for the interface. */
export function compareFields(before: Node, after: Node): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of scalarFields)
    if (before.attrs[field] !== after.attrs[field])
      changes.push({ field, before: before.attrs[field], after: after.attrs[field] });
  for (const field of setFields) {
    const [old, now] = [idsOf(before, field), idsOf(after, field)];
    const added = now.filter((id) => !old.includes(id));
    const takenOut = old.filter((id) => !now.includes(id));
    const isSame = old.length === now.length && old.every((id, index) => id === now[index]);
    if (!isSame) changes.push({ field, added, takenOut, order: added.length + takenOut.length === 0 });
  }
  return changes;
}
const idsOf = (doc: Node, field: FieldName): readonly string[] => doc.attrs[field] as readonly string[];
