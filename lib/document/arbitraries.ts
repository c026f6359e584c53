// Random stories and random changes, for property tests only.
import type { Node, NodeType } from "@tiptap/pm/model";
import { Mapping, type Step, Transform } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { blockFields } from "./attributes.ts";
import { randomFigure } from "./blocks/figure/block.ts";
import { randomList } from "./blocks/list/block.ts";
import { allBlocks, blocks } from "./blocks/registry.ts";
import * as build from "./build.ts";
import { type ScalarFieldName, scalarFields, setFields } from "./fields.ts";
import { giveIds, repairIds } from "./ids.ts";
import type { NodeJson } from "./json.ts";
import type { BlockDefinition, RandomParts } from "./node-definition.ts";
import { documentSchema } from "./schema.ts";
import { FieldStep, type FieldValue, SetStep } from "./steps.ts";

export const someIds = [1, 2, 3, 4, 5, 6].map((n) => `0190a6c0-0000-7000-8000-00000000000${n}`);
export const rowIdArb = fc.constantFrom(...someIds);
export const textArb = fc.oneof(
  fc.lorem({ maxCount: 6 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("", "Zoë’s “résumé” — 12 %", "שלום", "新しいニュース", "<b>&amp;</b>", "a\u00adb"),
);

const inlineArb: fc.Arbitrary<build.Inline> = fc
  .array(
    fc.oneof(
      textArb.map((text) => [text]),
      fc.tuple(fc.constantFrom(build.bold, build.italic), textArb).map(([mark, text]) => mark(text)),
      textArb.map((text) => build.link(text, "https://example.org/a?b=c&d")),
    ),
    { maxLength: 4 },
  )
  .map((runs) => runs.flat());

const parts: RandomParts = { fc, text: textArb, inline: inlineArb, rowId: rowIdArb };
const paragraphArb = blocks.paragraph.random(parts);
const blockOf = (n: number): BlockDefinition => allBlocks[n % allBlocks.length] ?? blocks.paragraph;
/** A block of any kind; paragraphs are the most frequent, as in stories. */
const blockArb: fc.Arbitrary<NodeJson> = fc.oneof(
  { weight: 5, arbitrary: paragraphArb },
  ...allBlocks.filter((block) => block !== blocks.paragraph).map((block) => block.random(parts)),
);

export const storyArb: fc.Arbitrary<Node> = fc
  .record(
    {
      headline: textArb,
      standfirst: inlineArb,
      kicker: textArb,
      mainFigure: randomFigure(parts),
      keyPoints: fc.array(inlineArb, { maxLength: 3 }),
      body: fc.array(blockArb, { minLength: 1, maxLength: 6 }),
      inShort: fc.array(fc.oneof(paragraphArb, randomList(parts, 2)), { maxLength: 2 }),
      fields: fc.record({ section: fc.option(rowIdArb), topics: fc.uniqueArray(rowIdArb, { maxLength: 3 }) }),
    },
    { requiredKeys: ["headline", "standfirst", "body"] },
  )
  .map((made) => build.storyDocument(made));

/** What a person at the keyboard might do; the numbers are taken modulo what the document has. */
export type Edit = { kind: number; a: number; b: number; text: string; item: string };
export const editArb: fc.Arbitrary<Edit> = fc.record({
  kind: fc.nat(13),
  a: fc.nat(100_000),
  b: fc.nat(100_000),
  text: textArb,
  item: rowIdArb,
});

const valueFor: Record<ScalarFieldName | keyof typeof blockFields, (edit: Edit) => FieldValue> = {
  section: ({ item }) => item,
  slug: ({ a }) => `slug-${a}`,
  label: ({ a }) => (a % 2 === 0 ? "analysis" : "opinion"),
  badge: ({ a }) => (a % 2 === 0 ? "breaking" : "live"),
  badgeUntil: () => "2026-11-24T15:15:00Z",
  place: ({ a }) => `Place ${a}`,
  language: ({ a }) => (a % 2 === 0 ? "de" : "en"),
  translationOf: ({ item }) => item,
  displayDate: () => "2026-11-24T09:15:00Z",
  seoTitle: ({ a }) => `Title ${a}`,
  seoDescription: ({ a }) => `Words ${a}`,
  socialTitle: ({ a }) => `Shared title ${a}`,
  socialText: ({ a }) => `Shared words ${a}`,
  socialPicture: ({ item }) => item,
  socialAlt: ({ a }) => `Shared picture ${a}`,
  editorsNote: ({ a }) => `Amended ${a}`,
  noindex: ({ a }) => a % 2 === 0,
  noRepublish: ({ a }) => a % 2 === 0,
  purpose: ({ a }) => (a % 2 === 0 ? "about" : "ethics"),
  picture: ({ item }) => item,
  media: ({ item }) => item,
  alt: ({ a }) => `Alt ${a}`,
  decorative: ({ a }) => a % 2 === 0,
  size: ({ a }) => (a % 2 === 0 ? "wide" : "small"),
  layout: ({ a }) => (a % 2 === 0 ? "grid" : "row"),
  crop: ({ a }) => `0x0x${(a % 99) + 1}x${(a % 99) + 1}`,
  story: ({ item }) => item,
  snippet: ({ item }) => item,
  collection: ({ item }) => item,
  start: ({ a }) => a,
  numbering: ({ a }) => (a % 2 === 0 ? "lowerAlpha" : "decimal"),
  align: ({ a }) => (a % 2 === 0 ? "center" : null),
  headRow: ({ a }) => a % 2 === 0,
  headColumn: ({ a }) => a % 2 === 0,
  subject: ({ a }) => (a % 2 === 0 ? "organisation" : "person"),
  embed: ({ a }) => `vimeo:${a + 1}`,
};

const marks = ["bold", "italic", "strike", "insertion", "deletion"] as const;
const suggestion = (name: string, edit: Edit) =>
  documentSchema.mark(name, name === "insertion" || name === "deletion" ? { id: `s${edit.a % 4}` } : null);

const isBlockField = (name: string): name is keyof typeof blockFields => Object.hasOwn(blockFields, name);

/** A step on a field of the story or of one of its blocks, or null when it would set what is there already. */
export function fieldStepFor(doc: Node, edit: Edit): Step | null {
  if (edit.b % 3 === 0) {
    const field = setFields[edit.a % setFields.length] ?? "topics";
    const items = doc.attrs[field] as string[];
    return new SetStep(field, edit.item, !items.includes(edit.item), edit.b % 4);
  }
  const targets: [string | null, keyof typeof valueFor, FieldValue][] = scalarFields.map((name) => [
    null,
    name,
    doc.attrs[name],
  ]);
  doc.descendants((node) => {
    for (const name of Object.keys(node.attrs))
      if (isBlockField(name)) targets.push([node.attrs.id, name, node.attrs[name]]);
  });
  const [node, field, before] = targets[edit.a % targets.length] ?? [null, "slug", ""];
  const after = valueFor[field](edit);
  return before === after ? null : new FieldStep(node, field, before, after);
}

/** A caret is never inside a surrogate pair. */
function caret(doc: Node, pos: number): number {
  const $pos = doc.resolve(pos);
  const isInside = $pos.textOffset > 0 && /[\ud800-\udbff]$/.test($pos.nodeBefore?.text ?? "");
  return isInside && /^[\udc00-\udfff]/.test($pos.nodeAfter?.text ?? "") ? pos - 1 : pos;
}

function change(tr: Transform, edit: Edit): void {
  const { doc } = tr;
  const size = doc.content.size;
  const [x, y] = [caret(doc, edit.a % (size + 1)), caret(doc, edit.b % (size + 1))];
  const [from, to] = [Math.min(x, y), Math.max(x, y)];
  const near = caret(doc, Math.min(to, from + 12));
  const nodes: number[] = [];
  doc.descendants((node, pos) => {
    if (!node.isText) nodes.push(pos);
  });
  const pos = nodes[edit.b % nodes.length] ?? 0;
  const type = (name: string): NodeType => documentSchema.nodes[name] as NodeType;
  switch (edit.kind) {
    case 0:
    case 1:
      if (edit.text !== "") tr.insert(from, documentSchema.text(edit.text.replace(/[\u200b\n\r]/g, " ") || "x"));
      break;
    case 2:
      tr.delete(from, near);
      break;
    case 3:
      tr.deleteRange(from, to);
      break;
    case 4:
      tr.split(from);
      break;
    case 5:
      tr.join(from);
      break;
    case 6:
      tr.addMark(from, to, suggestion(marks[edit.a % marks.length] ?? "bold", edit));
      break;
    case 7:
      tr.removeMark(from, to);
      break;
    case 8:
      tr.replaceRange(from, near, doc.slice(Math.min(pos, near), Math.max(pos, near)));
      break;
    case 9:
      tr.setBlockType(from, near, type(edit.a % 2 === 0 ? "subheading" : "paragraph"));
      break;
    case 10:
      tr.addNodeMark(pos, suggestion(edit.a % 2 === 0 ? "insertion" : "deletion", edit));
      break;
    case 11:
      tr.insert(
        from,
        [
          build.divider(),
          build.paragraph(edit.text),
          build.bulletList([edit.text]),
          build.table({ rows: [[edit.text, "1"]] }),
          ...fc.sample(blockOf(edit.b).random(parts), { numRuns: 1, seed: edit.a }),
        ].map((json) => documentSchema.nodeFromJSON(json)),
      );
      break;
    default: {
      const step = fieldStepFor(doc, edit);
      if (step) tr.step(step);
    }
  }
}

/** The steps that an edit makes, ids given as the editor does; none when it is not possible in this document. */
export function stepsFor(doc: Node, edit: Edit): Step[] {
  const tr = new Transform(doc);
  try {
    change(tr, edit);
    giveIds(tr, repairIds(tr.doc, doc, new Mapping(tr.mapping.maps)));
    return tr.steps;
  } catch {
    return [];
  }
}
