import { FieldStep } from "#lib/document/steps.ts";
import type { Unconfirmed } from "./collab.ts";

/** A field of the panel that somebody else changed first, or that the server refused; `mine` was not stored. */
export type LostField = {
  node: string | null;
  field: string;
  mine: FieldStep["after"];
  personId: string | null;
  /** When it was not stored. */
  at: string;
  /** Why the server refused it. */
  refusal?: string;
};

/** The value of a field as it is kept in the browser. */
export type KeptField = Pick<LostField, "node" | "field" | "mine">;

export const isSameField = (a: Pick<KeptField, "node" | "field">, b: Pick<KeptField, "node" | "field">): boolean =>
  a.node === b.node && a.field === b.field;

/** The fields that lost steps set. Of several changes of one field the last one counts. */
export function lostFields(lost: readonly Unconfirmed[]): KeptField[] {
  const fields = new Map<string, KeptField>();
  for (const { step } of lost)
    if (step instanceof FieldStep)
      fields.set(`${step.node}/${step.field}`, { node: step.node, field: step.field, mine: step.after });
  return [...fields.values()];
}
