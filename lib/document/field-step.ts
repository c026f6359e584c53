import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { Step, StepMap, StepResult } from "@tiptap/pm/transform";
import { blockFields, blockId } from "./attributes.ts";
import { isScalarField, scalarFieldSchemas } from "./fields.ts";
import { boolean, either, exactly, number, oneOf, string, type ValueCheck } from "./value-checks.ts";

export type FieldValue = string | number | boolean | null;

const fieldValue = either(string(), number, boolean).nullable();
const fieldStepJson = exactly({
  stepType: oneOf(["field"]),
  node: blockId.nullable(),
  field: string(40),
  before: fieldValue,
  after: fieldValue,
});

const isBlockField = (name: string): name is keyof typeof blockFields => Object.hasOwn(blockFields, name);

function schemaOf(node: string | null, field: string): ValueCheck<unknown> | null {
  if (node === null) return isScalarField(field) ? scalarFieldSchemas[field] : null;
  return isBlockField(field) ? blockFields[field] : null;
}

/** The position of the block with this id, or null. */
export function findBlock(doc: Node, id: string): number | null {
  let found: number | null = null;
  doc.descendants((node, pos) => {
    if (found === null && !node.isText && node.attrs.id === id) found = pos;
    return found === null && !node.isTextblock;
  });
  return found;
}

/**
 * Sets a field with one value: of the story (`node` null), or of the block with id `node` (a figure's picture, alt,
 * decorative and size, a related story, the start of a numbered list). Fails when the field is no longer `before`: of
 * two people who set it at once the second one gets a message, and neither's undo reverts what the other wrote later.
 */
export class FieldStep extends Step {
  readonly node: string | null;
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
  constructor(node: string | null, field: string, before: FieldValue, after: FieldValue) {
    super();
    this.node = node;
    this.field = field;
    this.before = before;
    this.after = after;
  }

  override apply(doc: Node): StepResult {
    const schema = schemaOf(this.node, this.field);
    if (schema === null) return StepResult.fail("There is no such field");
    if (!schema.safeParse(this.after).success) return StepResult.fail("The field cannot hold this value");
    if (this.node === null) {
      if (doc.attrs[this.field] !== this.before) return StepResult.fail("The field was changed meanwhile");
      return StepResult.ok(doc.type.create({ ...doc.attrs, [this.field]: this.after }, doc.content, doc.marks));
    }
    const pos = findBlock(doc, this.node);
    const node = pos === null ? null : doc.nodeAt(pos);
    if (pos === null || node === null) return StepResult.fail("The block is gone");
    if (!Object.hasOwn(node.type.spec.attrs ?? {}, this.field)) return StepResult.fail("The block has no such field");
    if (node.attrs[this.field] !== this.before) return StepResult.fail("The field was changed meanwhile");
    const updated = node.type.create({ ...node.attrs, [this.field]: this.after }, null, node.marks);
    return StepResult.fromReplace(doc, pos, pos + 1, new Slice(Fragment.from(updated), 0, node.isLeaf ? 0 : 1));
  }
  override invert(): FieldStep {
    return new FieldStep(this.node, this.field, this.after, this.before);
  }
  override map(): FieldStep {
    return this;
  }
  override getMap(): StepMap {
    return StepMap.empty;
  }
  override toJSON(): { stepType: "field"; node: string | null; field: string; before: FieldValue; after: FieldValue } {
    return { stepType: "field", node: this.node, field: this.field, before: this.before, after: this.after };
  }
  /** Throws RangeError for anything that is not a field step with two values which the field may hold. */
  static override fromJSON(_schema: Schema, json: unknown): FieldStep {
    const parsed = fieldStepJson.safeParse(json);
    const schema = parsed.success ? schemaOf(parsed.data.node, parsed.data.field) : null;
    if (!parsed.success || schema === null) throw new RangeError("Invalid input for FieldStep.fromJSON");
    const { node, field, before, after } = parsed.data;
    if (!schema.safeParse(before).success || !schema.safeParse(after).success)
      throw new RangeError("A field step names a value which the field cannot hold");
    return new FieldStep(node, field, before, after);
  }
}
