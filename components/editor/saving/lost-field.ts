import { FieldStep } from "#lib/document/steps.ts";
import type { Unconfirmed } from "./collab.ts";

/** A field of the panel that somebody else changed first, or that the server refused; `mine` was not stored. */
export type LostField = {
  node: string | null;
  field: string;
  mine: FieldStep["after"];
  personId: string | null;
  /** Why the server refused it. */
  refusal?: string;
};

/** The fields that lost steps set. Of several changes of one field the last one counts. */
export function lostFields(lost: readonly Unconfirmed[], personId: string | null, refusal?: string): LostField[] {
  const fields = new Map<string, LostField>();
  for (const { step } of lost)
    if (step instanceof FieldStep)
      fields.set(`${step.node}/${step.field}`, {
        node: step.node,
        field: step.field,
        mine: step.after,
        personId,
        ...(refusal === undefined ? {} : { refusal }),
      });
  return [...fields.values()];
}
