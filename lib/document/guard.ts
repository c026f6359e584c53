import type { Node } from "@tiptap/pm/model";
import { AttrStep, type Step } from "@tiptap/pm/transform";
import { InvalidAttribute } from "./attributes.ts";
import { isListName, maxListLevels } from "./blocks/list/block.ts";
import { isStorable } from "./characters.ts";
import { DocumentRefused, invalidDocument, reasonOf, unstorableText } from "./refused.ts";
import { parseStep } from "./steps.ts";
import { maxTableColumns, maxTableRows } from "./table-grid.ts";
import { atOnce, innerSteps, stepCost, type Work } from "./work.ts";

/** Depth of the deepest paragraph: a list of four levels inside "In short". */
export const maxDepth = 10;
/** Nodes that have an id: paragraphs, lists, items, figures …. */
export const maxBlocks = 2000;
/** Cells of all tables of a story; they are not counted as blocks. */
export const maxCells = 5000;
/** Bytes of the document as JSON in UTF-8. */
export const maxBytes = 1_048_576;
/** Steps of one batch; an hour of typing offline is about 4,000. */
export const maxSteps = 20_000;
/**
 * Work of one batch, in units of about a microsecond, see `lib/document/work.ts`. Making all of a story of 2,000
 * paragraphs bold takes 0.4 million, typing for two hours in it 1 million.
 */
export const maxWork = 3_000_000;

export const hasBlockId = (node: Node): boolean => Object.hasOwn(node.type.spec.attrs ?? {}, "id");

const tooManyCells = () =>
  new DocumentRefused(
    "TOO_MANY_BLOCKS",
    `The tables of a story can have ${maxCells.toLocaleString("en")} cells, and each of them ${maxTableRows} rows and ${maxTableColumns} columns. Show the most important part, and link to the rest.`,
  );
function assertTable(table: Node): void {
  if (
    table.childCount - 1 > maxTableRows ||
    table.children.some(({ childCount, type }) => type.name === "tableRow" && childCount > maxTableColumns)
  )
    throw tooManyCells();
}

function assertShape(doc: Node): void {
  const ids = new Set<string>();
  let [blocks, cells] = [0, 0];
  const open: { node: Node; depth: number; lists: number }[] = [{ node: doc, depth: 0, lists: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (node.isText) {
      if (!isStorable(node.text ?? "")) throw unstorableText();
      continue;
    }
    const lists = next.lists + (isListName(node.type.name) ? 1 : 0);
    if ((depth > maxDepth && !node.isInline) || lists > maxListLevels)
      throw new DocumentRefused("TOO_DEEP", `A list can have ${maxListLevels} levels. Move the deepest one up.`);
    if (node.type.name === "table") assertTable(node);
    if (hasBlockId(node)) {
      if (node.type.name === "tableCell") {
        if (++cells > maxCells) throw tooManyCells();
      } else if (++blocks > maxBlocks)
        throw new DocumentRefused(
          "TOO_MANY_BLOCKS",
          `A story can have ${maxBlocks.toLocaleString("en")} paragraphs and other blocks. Split it into several stories.`,
        );
      const id: unknown = node.attrs.id;
      if (typeof id !== "string")
        throw new DocumentRefused(
          "INVALID_DOCUMENT",
          "A block came without its id. Load the page again.",
          node.type.name,
        );
      if (ids.has(id))
        throw new DocumentRefused(
          "DUPLICATE_ID",
          "A block came twice with one id. Load the page again.",
          node.type.name,
        );
      ids.add(id);
    }
    for (let i = node.childCount - 1; i >= 0; i--) open.push({ node: node.child(i), depth: depth + 1, lists });
  }
}

/**
 * Holds a document to everything that a stored one must be: structure, every attribute of every node, mark and field,
 * an id of its own for each block, and the limits above. Throws DocumentRefused. Whether the ids that it names exist
 * is for the caller, with `referencesOf`.
 */
export const guardDocument = (doc: Node): void => atOnce(guarding(doc));

/** `guardDocument` in pieces: block by block. */
function* guarding(doc: Node): Work<void> {
  const tooLarge = () =>
    new DocumentRefused("TOO_LARGE", "This is more text than one story can hold. Split it into several stories.");
  if (doc.content.size > maxBytes) throw tooLarge();
  if (doc.type !== doc.type.schema.topNodeType || doc.marks.length > 0)
    throw new DocumentRefused("INVALID_DOCUMENT", "This text does not have the form of a story.", doc.type.name);
  assertShape(doc); // first, and without recursion: what follows recurses
  yield doc.childCount;
  const encoder = new TextEncoder();
  const bytesOf = (json: unknown) => encoder.encode(JSON.stringify(json)).length;
  /** With `,"content":[]` and the commas between the blocks. */
  let bytes = bytesOf(doc.copy().toJSON()) + 13 + doc.childCount - 1;
  for (const block of [null, ...doc.children]) {
    try {
      if (block) block.check();
      else checkAlone(doc);
    } catch (error) {
      throw invalidDocument(reasonOf(error));
    }
    if (!block) continue;
    const own = bytesOf(block.toJSON());
    bytes += own;
    if (bytes > maxBytes) throw tooLarge();
    yield own / 10;
  }
}

/** What `Node.check` asks of the top node itself. */
function checkAlone(doc: Node): void {
  if (!doc.type.validContent(doc.content)) throw new RangeError("Invalid content for a story");
  for (const [name, { validate }] of Object.entries(doc.type.spec.attrs ?? {}))
    if (typeof validate === "function") validate(doc.attrs[name]);
}

function applyOne(doc: Node, step: Step): Node {
  const stale = (detail: string) =>
    new DocumentRefused(
      "STALE_STEP",
      "This change does not fit the story as it is now. Copy your text and load the page again.",
      detail,
    );
  try {
    if (step instanceof AttrStep && !Object.hasOwn(doc.nodeAt(step.pos)?.type.spec.attrs ?? {}, step.attr))
      throw stale("no such attribute there");
    const result = step.apply(doc);
    if (result.doc) return result.doc;
    throw stale(result.failed ?? "");
  } catch (error) {
    if (error instanceof DocumentRefused) throw error;
    throw error instanceof InvalidAttribute ? invalidDocument(error.message) : stale(reasonOf(error));
  }
}

/**
 * Applies steps as a client sent them, all or none, and guards what comes out. `steps` in the answer are what to log:
 * write `step.toJSON()`, never the JSON that came in. Throws DocumentRefused.
 *
 * A step that meets a document in which it has nothing left to do is taken: when two people delete the same word or set
 * the same mark, the second's rebased step is such a one, and typing "a" over a selected "a" is one too. To refuse it
 * would leave that person unable to save. Only an empty batch, and what can never change anything, is NOTHING_CHANGES.
 */
export const applySteps = (doc: Node, stepsJson: readonly unknown[]): Applied => atOnce(applying(doc, stepsJson));
export type Applied = { doc: Node; steps: Step[] };

/** `applySteps` in pieces, for a batch that takes longer than others may wait. */
export function* applying(doc: Node, stepsJson: readonly unknown[]): Work<Applied> {
  if (stepsJson.length === 0) throw new DocumentRefused("NOTHING_CHANGES", "There was nothing to change.");
  if (stepsJson.length > maxSteps)
    throw new DocumentRefused("TOO_LARGE", "These are more changes than can be kept at once. Send them in parts.");
  const steps: Step[] = [];
  let now = doc;
  let work = 0;
  for (const json of stepsJson) {
    const step = parseStep(json, doc.type.schema);
    for (const part of innerSteps(step)) {
      const units = stepCost(part, now);
      work += units;
      if (work > maxWork)
        throw new DocumentRefused("TOO_LARGE", "This is too much to change at once. Change it in smaller parts.");
      now = applyOne(now, part);
      yield units;
    }
    steps.push(step);
  }
  yield* guarding(now);
  return { doc: now, steps };
}
