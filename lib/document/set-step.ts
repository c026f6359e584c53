import type { Node, Schema } from "@tiptap/pm/model";
import { Step, StepMap, StepResult } from "@tiptap/pm/transform";
import { rowId } from "./attributes.ts";
import { isSetField, type SetFieldName, setFieldLimits, setFields } from "./fields.ts";
import { boolean, exactly, integer, oneOf } from "./value-checks.ts";

const setStepJson = exactly({
  stepType: oneOf(["set"]),
  field: oneOf(setFields),
  item: rowId,
  add: boolean,
  index: integer(0, 1000).optional(),
});

/**
 * Adds one item to a list of the story (topics, authors, related) or takes one out. Adding what is there and removing
 * what is not fail, so that what two people add at once is merged and no undo takes away what another put in. `index`
 * is the place wanted; beyond the end means at the end. To move an item: remove it, then add it with an index.
 */
export class SetStep extends Step {
  readonly field: SetFieldName;
  readonly item: string;
  readonly add: boolean;
  readonly index: number | undefined;
  constructor(field: SetFieldName, item: string, add: boolean, index?: number) {
    super();
    this.field = field;
    this.item = item;
    this.add = add;
    this.index = index;
  }

  override apply(doc: Node): StepResult {
    if (!isSetField(this.field)) return StepResult.fail("There is no such field");
    const items = doc.attrs[this.field] as readonly string[];
    const has = items.includes(this.item);
    if (this.add && has) return StepResult.fail("It is already there");
    if (!this.add && !has) return StepResult.fail("It is not there any more");
    if (this.add && items.length >= setFieldLimits[this.field]) return StepResult.fail("The list is full");
    const next = this.add
      ? items.toSpliced(this.index ?? items.length, 0, this.item)
      : items.filter((item) => item !== this.item);
    return StepResult.ok(doc.type.create({ ...doc.attrs, [this.field]: next }, doc.content, doc.marks));
  }
  /** The place of the item in `doc` is kept, so that an undone removal puts it back where it was. */
  override invert(doc: Node): SetStep {
    const items = doc.attrs[this.field] as readonly string[];
    return this.add
      ? new SetStep(this.field, this.item, false, this.index)
      : new SetStep(this.field, this.item, true, items.indexOf(this.item));
  }
  override map(): SetStep {
    return this;
  }
  override getMap(): StepMap {
    return StepMap.empty;
  }
  override toJSON(): { stepType: "set"; field: SetFieldName; item: string; add: boolean; index?: number } {
    const index = this.index === undefined ? {} : { index: this.index };
    return { stepType: "set", field: this.field, item: this.item, add: this.add, ...index };
  }
  /** Throws RangeError for anything that is not a set step. */
  static override fromJSON(_schema: Schema, json: unknown): SetStep {
    const parsed = setStepJson.safeParse(json);
    if (!parsed.success) throw new RangeError("Invalid input for SetStep.fromJSON");
    return new SetStep(parsed.data.field, parsed.data.item, parsed.data.add, parsed.data.index);
  }
}
