import type { Fragment, Node, Schema, Slice } from "@tiptap/pm/model";
import { ReplaceAroundStep, ReplaceStep, Step } from "@tiptap/pm/transform";
import { InvalidAttribute } from "./attributes.ts";
import { isStorable } from "./characters.ts";
import { FieldStep } from "./field-step.ts";
import { isDeeperThan } from "./json.ts";
import { DocumentRefused, invalidDocument, reasonOf, unstorableText } from "./refused.ts";
import { documentSchema } from "./schema.ts";
import { SetStep } from "./set-step.ts";
import {
  anything,
  attributes,
  boolean,
  either,
  exactly,
  integer,
  list,
  number,
  oneOf,
  string,
} from "./value-checks.ts";

export { FieldStep, type FieldValue } from "./field-step.ts";
export { SetStep } from "./set-step.ts";

/** Makes `Step.fromJSON` know our steps. A module that is loaded anew (development) finds the name taken. */
function register(name: string, step: typeof FieldStep | typeof SetStep): void {
  try {
    Step.jsonID(name, step);
  } catch {
    Object.assign(step.prototype, { jsonID: name });
  }
}
register("field", FieldStep);
register("set", SetStep);

/** Length of one step as JSON in UTF-16 units: a little more than a whole document may have. */
const longestStep = 1_200_000;
const deepestStep = 64;

const position = integer(0, 10_000_000);
const slice = exactly({
  content: list(anything),
  openStart: integer(0, 32).optional(),
  openEnd: integer(0, 32).optional(),
});
const mark = exactly({ type: string(40), attrs: attributes(anything).optional() });
const range = { from: position, to: position };
const addMark = exactly({ stepType: oneOf(["addMark"]), mark, ...range });
const removeMark = exactly({ stepType: oneOf(["removeMark"]), mark, ...range });
const envelopes = {
  replace: exactly({
    stepType: oneOf(["replace"]),
    ...range,
    slice: slice.optional(),
    structure: boolean.optional(),
  }),
  replaceAround: exactly({
    stepType: oneOf(["replaceAround"]),
    ...range,
    gapFrom: position,
    gapTo: position,
    insert: position,
    slice: slice.optional(),
    structure: boolean.optional(),
  }),
  addMark,
  removeMark,
  // What undo makes of a mark that had displaced another, or that was there already when the step was rebased.
  markSet: exactly({ stepType: oneOf(["markSet"]), steps: list(either(addMark, removeMark), 4000) }),
  addNodeMark: exactly({ stepType: oneOf(["addNodeMark"]), mark, pos: position }),
  removeNodeMark: exactly({ stepType: oneOf(["removeNodeMark"]), mark, pos: position }),
  attr: exactly({
    stepType: oneOf(["attr"]),
    pos: position,
    attr: string(40),
    value: either(string(2048), number, boolean).nullable(),
  }),
  // Strict in their own fromJSON.
  field: anything,
  set: anything,
} as const;

/** What may change a story. Not "docAttr": of two people who each add a topic by it, one loses. */
export const acceptedStepTypes = Object.keys(envelopes) as (keyof typeof envelopes)[];

const unknownStep = (detail: string) =>
  new DocumentRefused(
    "UNKNOWN_STEP",
    "This change is of a kind that the server does not take. Copy your text and load the page again.",
    detail,
  );

/** Whether a slice is as deep as it says it is open; ProseMirror trusts it and would read past the end. */
function isOpenTruly(value: Slice): boolean {
  let first: Fragment = value.content;
  for (let depth = 0; depth < value.openStart; depth++) {
    if (!first.firstChild || first.firstChild.isLeaf) return false;
    first = first.firstChild.content;
  }
  let last: Fragment = value.content;
  for (let depth = 0; depth < value.openEnd; depth++) {
    if (!last.lastChild || last.lastChild.isLeaf) return false;
    last = last.lastChild.content;
  }
  return true;
}

/** The log keeps each step, also one whose text a later step of its batch takes out again. */
function assertStorable({ content }: Slice): void {
  content.descendants((node) => {
    if (node.isText && !isStorable(node.text ?? "")) throw unstorableText();
  });
}

function assertReplacement(step: ReplaceStep | ReplaceAroundStep): void {
  if (step.from > step.to || !isOpenTruly(step.slice)) throw unknownStep("a replacement that does not fit itself");
  if (step instanceof ReplaceAroundStep) {
    const inOrder = step.from <= step.gapFrom && step.gapFrom <= step.gapTo && step.gapTo <= step.to;
    if (!inOrder || step.insert > step.slice.size) throw unknownStep("a gap outside of its step");
  }
}

/**
 * Reads one step as a client sent it. Takes the accepted types and exactly their own keys. Throws DocumentRefused:
 * UNKNOWN_STEP (also for an `attr` step on a block's id), INVALID_DOCUMENT for an attribute with a value that it may not
 * hold, TOO_LARGE, TOO_DEEP, NOTHING_CHANGES for a step that cannot change anything whatever it meets.
 */
export function parseStep(json: unknown, schema: Schema = documentSchema): Step {
  if (typeof json !== "object" || json === null) throw unknownStep("not an object");
  if (isDeeperThan(json, deepestStep)) throw new DocumentRefused("TOO_DEEP", "This text is nested too deeply to keep.");
  if (JSON.stringify(json).length > longestStep)
    throw new DocumentRefused("TOO_LARGE", "This is more text than one story can hold. Split it into several stories.");
  const type = (json as { stepType?: unknown }).stepType;
  if (typeof type !== "string" || !Object.hasOwn(envelopes, type)) throw unknownStep("not an accepted type");
  if (!envelopes[type as keyof typeof envelopes].is(json)) throw unknownStep(`${type}: keys or values do not fit`);
  if (type === "attr" && envelopes.attr.is(json) && json.attr === "id") throw unknownStep("an id is not changed");
  if ((addMark.is(json) || removeMark.is(json)) && json.from >= json.to)
    throw new DocumentRefused("NOTHING_CHANGES", "There was nothing to change.", type);
  let step: Step;
  try {
    step =
      type === "field"
        ? FieldStep.fromJSON(schema, json)
        : type === "set"
          ? SetStep.fromJSON(schema, json)
          : Step.fromJSON(schema, json);
  } catch (error) {
    throw error instanceof InvalidAttribute ? invalidDocument(error.message) : unknownStep(reasonOf(error));
  }
  if (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) {
    assertReplacement(step);
    assertStorable(step.slice);
  }
  if (step instanceof FieldStep && step.before === step.after)
    throw new DocumentRefused("NOTHING_CHANGES", "There was nothing to change.", step.field);
  return step;
}

/** The steps that change a list of the story from what `doc` has to `wanted`, each item for itself; for restoring and panels. */
export function setStepsTo(doc: Node, field: SetStep["field"], wanted: readonly string[]): SetStep[] {
  const steps: SetStep[] = [];
  const now = [...(doc.attrs[field] as readonly string[])];
  for (const item of [...now])
    if (!wanted.includes(item)) {
      steps.push(new SetStep(field, item, false, now.indexOf(item)));
      now.splice(now.indexOf(item), 1);
    }
  wanted.forEach((item, index) => {
    const at = now.indexOf(item);
    if (at === index) return;
    if (at >= 0) {
      steps.push(new SetStep(field, item, false, at));
      now.splice(at, 1);
    }
    steps.push(new SetStep(field, item, true, index));
    now.splice(index, 0, item);
  });
  return steps;
}
