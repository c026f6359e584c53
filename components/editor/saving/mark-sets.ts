// The inverse of a step that replaced one mark by another is a set of steps. ProseMirror nests such sets when they are inverted
// repeatedly, and neither it nor the server can parse nested sets.
import type { Node, Schema } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";

type SetJson = { stepType: string; steps?: SetJson[] };
const leaves = (json: SetJson): SetJson[] =>
  json.stepType === "markSet" ? (json.steps ?? []).flatMap(leaves) : [json];

/** The same step without nested sets. */
export function flat(step: Step, schema: Schema): Step {
  const parts = (step as { steps?: unknown }).steps;
  if (!Array.isArray(parts) || !parts.some((part) => Array.isArray((part as { steps?: unknown }).steps))) return step;
  return Step.fromJSON(schema, { stepType: "markSet", steps: leaves(step.toJSON() as SetJson) });
}

/** The inverse of `step`, which was applied to `doc`. */
export const inverse = (step: Step, doc: Node): Step => flat(step.invert(doc), doc.type.schema);
