import { Node } from "@tiptap/pm/model";
import { AddMarkStep, AttrStep, ReplaceStep, Transform } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editArb, stepsFor, storyArb } from "./arbitraries.ts";
import {
  bulletList,
  documentFromJson,
  emptyDocument,
  figure,
  listItem,
  paragraph,
  storyDocument,
  table,
} from "./build.ts";
import { applying, applySteps, guardDocument, maxBlocks } from "./guard.ts";
import type { NodeJson } from "./json.ts";
import { DocumentRefused } from "./refused.ts";
import { documentSchema } from "./schema.ts";
import { FieldStep, SetStep } from "./steps.ts";

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return "taken";
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    expect(error.message).toMatch(/^[A-Z].*\.$/);
    return error.code;
  }
};
const story = () =>
  storyDocument({
    headline: "Trams return",
    standfirst: "After ten years.",
    body: [paragraph("The first tram left.")],
  });
/** Without the checks that documentFromJson makes. */
const unchecked = (doc: Node, content: NodeJson[]): Node => Node.fromJSON(documentSchema, { ...doc.toJSON(), content });
const contentOf = (doc: Node): NodeJson[] => (doc.toJSON() as NodeJson).content ?? [];
const nested = (levels: number): NodeJson => bulletList([levels === 1 ? "x" : listItem("x", nested(levels - 1))]);

describe("guardDocument", () => {
  test("accepts a complete story", () => {
    expect(codeOf(() => guardDocument(story()))).toBe("taken");
  });

  test("rejects a document with a duplicate or missing block id", () => {
    const text = paragraph("x");
    expect(codeOf(() => guardDocument(storyDocument({ body: [text, text] })))).toBe("DUPLICATE_ID");
    expect(codeOf(() => guardDocument(storyDocument({ body: [{ type: "paragraph" }] })))).toBe("INVALID_DOCUMENT");
  });

  test("accepts lists of four levels, even in the closing box, and rejects five", () => {
    expect(codeOf(() => guardDocument(storyDocument({ body: [nested(4)], inShort: [nested(4)] })))).toBe("taken");
    expect(codeOf(() => guardDocument(storyDocument({ body: [nested(5)] })))).toBe("TOO_DEEP");
  });

  test("rejects a story with too many blocks or bytes", () => {
    const many = Array.from({ length: maxBlocks + 1 }, () => paragraph("x"));
    expect(codeOf(() => guardDocument(storyDocument({ body: many })))).toBe("TOO_MANY_BLOCKS");
    const long = Array.from({ length: 100 }, () => paragraph("語".repeat(4000)));
    expect(codeOf(() => guardDocument(storyDocument({ body: long })))).toBe("TOO_LARGE");
  });

  test("accepts tables up to their limits without counting cells as blocks", () => {
    const rows = (count: number, width: number) => Array.from({ length: count }, () => Array(width).fill(""));
    const check =
      (...tables: [number, number][]) =>
      () =>
        guardDocument(storyDocument({ body: tables.map(([count, width]) => table({ rows: rows(count, width) })) }));
    expect(check([100, 50])).not.toThrow();
    for (const many of [
      [[501, 1]],
      [[1, 51]],
      [
        [60, 50],
        [50, 50],
      ],
    ] as [number, number][][])
      expect(check(...many)).toThrow(expect.objectContaining({ code: "TOO_MANY_BLOCKS" }));
  });

  test("rejects an invalid field or attribute", () => {
    const doc = story();
    const json = doc.toJSON() as NodeJson;
    const fields = [{ topics: ["x"] }, { slug: "A B" }, { language: "e n" }, { displayDate: "today" }, { section: "" }];
    for (const attrs of fields) {
      const bad = { ...json, attrs: { ...json.attrs, ...attrs } };
      expect([attrs, codeOf(() => documentFromJson(bad))]).toEqual([attrs, "INVALID_DOCUMENT"]);
    }
    const plain = figure({ picture: null });
    const wrong = [{ alt: {} }, { alt: "x".repeat(1001) }, { picture: "1" }, { decorative: "yes" }, { size: "huge" }];
    for (const attrs of [...wrong, { id: "!" }]) {
      const bad = { ...json, content: [...contentOf(doc), { ...plain, attrs: { ...plain.attrs, ...attrs } }] };
      expect([attrs, codeOf(() => documentFromJson(bad))]).toEqual([attrs, "INVALID_DOCUMENT"]);
    }
  });

  test("refuses characters that the database cannot keep", () => {
    const doc = story();
    for (const text of ["a\u0000b", "\ud83d", "x\u0008"])
      expect(
        codeOf(() =>
          guardDocument(unchecked(doc, [...contentOf(doc), { ...paragraph(), content: [{ type: "text", text }] }])),
        ),
      ).toBe("INVALID_DOCUMENT");
  });

  test("rejects a fragment that is not a story, and a story with marks on its root", () => {
    expect(codeOf(() => guardDocument(documentSchema.node("paragraph", { id: "abcdefgh" })))).toBe("INVALID_DOCUMENT");
    const doc = story();
    expect(codeOf(() => guardDocument(doc.mark([documentSchema.mark("insertion", { id: "a" })])))).toBe(
      "INVALID_DOCUMENT",
    );
  });
});

describe("applySteps", () => {
  test("applies all or none and answers with what to log", () => {
    const doc = story();
    const tr = new Transform(doc).insert(1, documentSchema.text("Old "));
    const { doc: after, steps } = applySteps(doc, [
      ...tr.steps.map((step) => step.toJSON()),
      new FieldStep(null, "slug", "", "trams").toJSON(),
    ]);
    expect(after.firstChild?.textContent).toBe("Old Trams return");
    expect(after.attrs.slug).toBe("trams");
    expect(steps.map((step) => step.toJSON().stepType)).toEqual(["replace", "field"]);
  });

  test("refuses a batch that takes longer than any honest change, also one that hides it in few steps", () => {
    const doc = story();
    const marks = Array.from({ length: 4_000 }, () => new AddMarkStep(18, 19, documentSchema.mark("bold")).toJSON());
    const set = { stepType: "markSet", steps: marks };
    expect(codeOf(() => applySteps(doc, [set]))).toBe("taken");
    expect(codeOf(() => applySteps(doc, Array(30).fill(set)))).toBe("TOO_LARGE");
  });

  test("does its work in pieces of a few thousand nodes at most, each of which can be followed by a pause", () => {
    const body = Array.from({ length: 1_000 }, () => paragraph("Line"));
    const doc = storyDocument({ body });
    const all = new AddMarkStep(2, doc.content.size, documentSchema.mark("bold")).toJSON();
    const pieces = [...applying(doc, [all, { stepType: "markSet", steps: [all, all] }])];
    expect(Math.max(...pieces)).toBeLessThan(2_500);
    expect(pieces.length).toBeGreaterThan(1_000); // three marks, and each block once at the end
  });

  test("rejects steps that do not fit the story", () => {
    const doc = story();
    const stale = [
      { stepType: "replace", from: 4000, to: 4001 },
      { stepType: "replace", from: 3, to: 20 }, // headline and standfirst are never joined
      { stepType: "replace", from: 0, to: doc.content.size },
      { stepType: "attr", pos: 999, attr: "alt", value: "x" },
      { stepType: "attr", pos: 0, attr: "slug", value: "x" },
      { stepType: "attr", pos: 1, attr: "alt", value: "x" },
      new FieldStep(null, "slug", "other", "mine").toJSON(),
      new SetStep("topics", "0190a6c0-0000-7000-8000-000000000001", false).toJSON(),
    ];
    for (const json of stale) expect([json, codeOf(() => applySteps(doc, [json]))]).toEqual([json, "STALE_STEP"]);
    expect(codeOf(() => applySteps(doc, []))).toBe("NOTHING_CHANGES");
  });

  test("refuses formatting where it is not allowed, and dangerous links inside of pasted content", () => {
    const doc = story();
    const bold = new AddMarkStep(1, 4, documentSchema.mark("bold"));
    expect(applySteps(doc, [bold.toJSON()]).doc.eq(doc)).toBe(true);
    const link = { type: "link", attrs: { href: "javascript:alert(1)" } };
    const pasted = {
      stepType: "replace",
      from: 32,
      to: 32,
      slice: { content: [{ type: "text", text: "x", marks: [link] }] },
    };
    expect(codeOf(() => applySteps(doc, [pasted]))).toBe("INVALID_DOCUMENT");
    const hidden = {
      stepType: "replace",
      from: doc.content.size,
      to: doc.content.size,
      slice: {
        content: [
          { type: "figure", attrs: { id: "abcdefgh", alt: 7 }, content: [{ type: "caption" }, { type: "credit" }] },
        ],
      },
    };
    expect(codeOf(() => applySteps(doc, [hidden]))).toBe("INVALID_DOCUMENT");
    const twice = {
      stepType: "replace",
      from: doc.content.size,
      to: doc.content.size,
      slice: { content: [{ type: "paragraph", attrs: { id: doc.child(2).attrs.id } }] },
    };
    expect(codeOf(() => applySteps(doc, [twice]))).toBe("DUPLICATE_ID");
  });

  test("accepts the second of two steps that delete the same word", () => {
    const doc = story();
    const mine = new ReplaceStep(1, 6, documentSchema.topNodeType.create().slice(0, 0));
    const after = applySteps(doc, [mine.toJSON()]).doc;
    const theirs = new ReplaceStep(1, 6, mine.slice).map(mine.getMap());
    expect(theirs && applySteps(after, [theirs.toJSON()]).doc.eq(after)).toBe(true);
  });

  test("sets attributes of blocks through attr steps, checked like all others", () => {
    const doc = storyDocument({ body: [figure({ picture: null })] });
    expect(applySteps(doc, [new AttrStep(4, "alt", "A tram").toJSON()]).doc.child(2).attrs.alt).toBe("A tram");
    expect(codeOf(() => applySteps(doc, [new AttrStep(4, "alt", 7).toJSON()]))).toBe("INVALID_DOCUMENT");
  });
});

describe("any sequence of steps", () => {
  test("any sequence of steps that people make leaves a valid story that its log reproduces", () => {
    let taken = 0;
    fc.assert(
      fc.property(storyArb, fc.array(editArb, { minLength: 1, maxLength: 12 }), (start, edits) => {
        let doc = start;
        const log: unknown[] = [];
        for (const edit of edits) {
          const steps = stepsFor(doc, edit).map((step) => JSON.parse(JSON.stringify(step.toJSON())));
          if (steps.length === 0) continue;
          try {
            const result = applySteps(doc, steps);
            doc = result.doc;
            log.push(...result.steps.map((step) => step.toJSON()));
            taken++;
          } catch (error) {
            if (!(error instanceof DocumentRefused)) throw error;
          }
        }
        guardDocument(doc);
        const replayed = log.length === 0 ? start : applySteps(start, JSON.parse(JSON.stringify(log))).doc;
        expect(replayed.toJSON()).toEqual(doc.toJSON());
        expect(documentFromJson(JSON.parse(JSON.stringify(doc))).eq(doc)).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(150);
  });

  test("any sequence of hostile steps is refused or leaves a valid story, and never crashes the server", () => {
    const junk = fc.oneof(
      fc.integer({ min: -2, max: 60 }),
      fc.string(),
      fc.constantFrom(null, true, [], {}, "javascript:x", "__proto__", 1e9),
    );
    const hostileArb = fc.record({
      stepType: fc.constantFrom(
        "replace",
        "replaceAround",
        "addMark",
        "removeMark",
        "addNodeMark",
        "removeNodeMark",
        "attr",
        "field",
        "set",
        "docAttr",
      ),
      from: fc.nat(60),
      to: fc.nat(60),
      gapFrom: fc.nat(60),
      gapTo: fc.nat(60),
      insert: fc.nat(4),
      pos: fc.nat(60),
      attr: fc.constantFrom("id", "level", "alt", "picture", "slug", "constructor"),
      value: junk,
      before: junk,
      after: junk,
      node: fc.oneof(fc.constant(null), junk),
      field: fc.constantFrom("slug", "topics", "alt", "section"),
      item: junk,
      add: fc.boolean(),
      mark: fc.oneof(
        fc.constantFrom({ type: "bold" }, { type: "insertion", attrs: { id: "a" } }),
        fc.record({
          type: fc.constantFrom("bold", "link", "insertion", "modification", "x"),
          attrs: fc.dictionary(fc.constantFrom("href", "id", "type", "previousValue"), junk),
        }),
      ),
      slice: fc.record({
        content: fc.array(
          fc.oneof(
            storyArb.map((doc) => doc.toJSON().content[2]),
            fc.constant({ type: "text", text: "x" }),
            fc.record({
              type: fc.constantFrom("paragraph", "headline", "text", "doc", "relatedStory"),
              attrs: fc.dictionary(fc.string(), junk),
              text: fc.string(),
              content: fc.anything(),
            }),
          ),
          { maxLength: 2 },
        ),
        openStart: fc.constantFrom(0, 0, 0, 1, 3),
        openEnd: fc.constantFrom(0, 0, 0, 1, 3),
      }),
    });
    const keys: Record<string, string[]> = {
      replace: ["from", "to", "slice"],
      replaceAround: ["from", "to", "gapFrom", "gapTo", "insert", "slice"],
      addMark: ["from", "to", "mark"],
      removeMark: ["from", "to", "mark"],
      addNodeMark: ["pos", "mark"],
      removeNodeMark: ["pos", "mark"],
      attr: ["pos", "attr", "value"],
      field: ["node", "field", "before", "after"],
      set: ["field", "item", "add"],
    };
    let valid = 0;
    fc.assert(
      fc.property(
        storyArb,
        fc.array(fc.tuple(hostileArb, fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 2 }),
        (doc, list) => {
          const steps = list.map(([json, trim]) =>
            trim > 0
              ? Object.fromEntries(
                  Object.entries(json).filter(([key]) => key === "stepType" || keys[json.stepType]?.includes(key)),
                )
              : json,
          );
          try {
            const result = applySteps(doc, steps);
            guardDocument(result.doc);
            valid++;
          } catch (error) {
            if (!(error instanceof DocumentRefused)) throw error;
          }
        },
      ),
      { numRuns: 1_000, seed: 1871 }, // the same hostile steps each time, or the count below would be luck
    );
    expect(valid).toBeGreaterThan(15);
  });
});

test("an empty story is a valid one", () => {
  expect(codeOf(() => guardDocument(emptyDocument()))).toBe("taken");
});
