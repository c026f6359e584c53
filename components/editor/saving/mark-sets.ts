// What takes back a mark that displaced another is a set of steps. ProseMirror nests such sets in each other when they are
// taken back in turn, and cannot read that again; nor does the server.
import type { Node, Schema } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";

type SetJson = { stepType: string; steps?: SetJson[] };
const leaves = (json: SetJson): SetJson[] =>
  json.stepType === "markSet" ? (json.steps ?? []).flatMap(leaves) : [json];

/** The same step without sets in sets. */
export function flat(step: Step, schema: Schema): Step {
  const parts = (step as { steps?: unknown }).steps;
  if (!Array.isArray(parts) || !parts.some((part) => Array.isArray((part as { steps?: unknown }).steps))) return step;
  return Step.fromJSON(schema, { stepType: "markSet", steps: leaves(step.toJSON() as SetJson) });
}

/** What takes `step` back, which was done to `doc`. */
export const inverse = (step: Step, doc: Node): Step => flat(step.invert(doc), doc.type.schema);
