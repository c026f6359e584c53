import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { blockFields } from "#lib/document/attributes.ts";
import { isScalarField, type SetFieldName, scalarFieldSchemas } from "#lib/document/fields.ts";
import { FieldStep, type FieldValue, SetStep } from "#lib/document/steps.ts";

/** A field of the story (`node` is null) or of the block with this id. */
export type FieldPlace = { node: string | null; field: string };

export function readField(doc: Node, { node, field }: FieldPlace): FieldValue {
  let found: Node | null = node === null ? doc : null;
  if (node !== null)
    doc.descendants((child) => {
      if (!child.isText && child.attrs.id === node) found = child;
      return found === null && !child.isTextblock;
    });
  const value: unknown = (found as Node | null)?.attrs[field];
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** Whether the value is valid for the field. */
export function mayHold({ node, field }: FieldPlace, value: FieldValue): boolean {
  if (node === null) return isScalarField(field) && scalarFieldSchemas[field].safeParse(value).success;
  return Object.hasOwn(blockFields, field) && blockFields[field as keyof typeof blockFields].safeParse(value).success;
}

/** Undo in the text does not affect the panel, so steps of fields are not part of the text's history. */
const quiet = (tr: Transaction): Transaction => tr.setMeta("addToHistory", false);

/** The change of one field; null if the value is the same. */
export function setField(state: EditorState, place: FieldPlace, after: FieldValue): Transaction | null {
  const before = readField(state.doc, place);
  if (before === after || !mayHold(place, after)) return null;
  const tr = state.tr;
  return tr.maybeStep(new FieldStep(place.node, place.field, before, after)).failed ? null : quiet(tr);
}

export function changeSet(state: EditorState, field: SetFieldName, item: string, add: boolean): Transaction | null {
  const tr = state.tr;
  return tr.maybeStep(new SetStep(field, item, add)).failed ? null : quiet(tr);
}
