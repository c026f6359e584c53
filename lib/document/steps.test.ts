import { AddMarkStep, Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { emptyDocument, figure, orderedList, paragraph, relatedStory, storyDocument } from "./build.ts";
import { DocumentRefused } from "./refused.ts";
import { documentSchema } from "./schema.ts";
import { acceptedStepTypes, FieldStep, parseStep, SetStep, setStepsTo } from "./steps.ts";

const [tram, budget, school] = [1, 2, 3].map((n) => `0190a6c0-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const codeOf = (run: () => unknown): string => {
  try {
    run();
    return "taken";
  } catch (error) {
    return error instanceof DocumentRefused ? error.code : String(error);
  }
};

describe("a field step", () => {
  test("sets a field of the story and its inverse sets it back", () => {
    const doc = emptyDocument({ slug: "old" });
    const step = new FieldStep(null, "slug", "old", "new-slug");
    const after = step.apply(doc).doc;
    expect(after?.attrs.slug).toBe("new-slug");
    expect(after && step.invert().apply(after).doc?.eq(doc)).toBe(true);
  });

  test("fails when someone has changed the field meanwhile", () => {
    expect(new FieldStep(null, "slug", "old", "mine").apply(emptyDocument({ slug: "theirs" })).failed).toMatch(
      /meanwhile/,
    );
  });

  test("sets fields of blocks by their id, wherever they stand", () => {
    const picture = figure({ picture: null, alt: "A tram" });
    const list = orderedList(["one"]);
    const card = relatedStory(tram);
    const doc = storyDocument({ body: [paragraph("x"), list, picture, card] });
    const idOf = (json: { attrs?: Record<string, unknown> }) => json.attrs?.id as string;
    const steps = [
      new FieldStep(idOf(picture), "alt", "A tram", "A blue tram"),
      new FieldStep(idOf(picture), "picture", null, budget),
      new FieldStep(idOf(picture), "size", "normal", "wide"),
      new FieldStep(idOf(list), "start", 1, 4),
      new FieldStep(idOf(card), "story", tram, school),
    ];
    const tr = new Transform(doc);
    for (const step of steps) tr.step(step);
    expect(tr.doc.child(3).attrs).toMatchObject({ start: 4 });
    expect(tr.doc.child(4).attrs).toMatchObject({ alt: "A blue tram", picture: budget, size: "wide" });
    expect(tr.doc.child(5).attrs).toMatchObject({ story: school });
    expect(tr.doc.child(4).child(0).type.name).toBe("caption");
  });

  test("fails for a block that is gone, a field that the block does not have and a value that it cannot hold", () => {
    const text = paragraph("x");
    const doc = storyDocument({ body: [text] });
    const id = text.attrs?.id as string;
    expect(new FieldStep("abcdefgh", "alt", "", "x").apply(doc).failed).toBeTruthy();
    expect(new FieldStep(id, "alt", "", "x").apply(doc).failed).toBeTruthy();
    expect(new FieldStep(id, "id", id, "abcdefgh").apply(doc).failed).toBeTruthy();
    expect(new FieldStep(null, "slug", "", "Not A Slug").apply(doc).failed).toBeTruthy();
    expect(new FieldStep(null, "topics", "", "x").apply(doc).failed).toBeTruthy();
  });

  test("a field step survives serialisation to JSON", () => {
    const step = new FieldStep(null, "displayDate", null, "2026-11-24T09:15:00Z");
    expect(parseStep(JSON.parse(JSON.stringify(step.toJSON()))).toJSON()).toEqual(step.toJSON());
  });
});

describe("a set step", () => {
  test("merges what two people add and keeps the other's topic when one of them undoes", () => {
    const doc = emptyDocument();
    const mine = new SetStep("topics", tram, true);
    const theirs = new SetStep("topics", budget, true);
    const both = theirs.apply(mine.apply(doc).doc ?? doc).doc ?? doc;
    expect(both.attrs.topics).toEqual([tram, budget]);
    expect(mine.invert(doc).apply(both).doc?.attrs.topics).toEqual([budget]);
  });

  test("fails to add what is there and to remove what is not", () => {
    const doc = emptyDocument({ authors: [tram] });
    expect(new SetStep("authors", tram, true).apply(doc).failed).toBeTruthy();
    expect(new SetStep("authors", budget, false).apply(doc).failed).toBeTruthy();
  });

  test("puts an item back where it was when its removal is undone", () => {
    const doc = emptyDocument({ authors: [tram, budget, school] });
    const step = new SetStep("authors", budget, false);
    const after = step.apply(doc).doc ?? doc;
    expect(after.attrs.authors).toEqual([tram, school]);
    expect(step.invert(doc).apply(after).doc?.attrs.authors).toEqual([tram, budget, school]);
  });

  test("fails when the list is full", () => {
    const related = Array.from(
      { length: 20 },
      (_, n) => `0190a6c0-0000-7000-8000-0000000001${String(n).padStart(2, "0")}`,
    );
    expect(new SetStep("related", tram, true).apply(emptyDocument({ related })).failed).toBeTruthy();
  });

  test("set steps lead from any list to any other, item by item", () => {
    const doc = emptyDocument({ topics: [tram, budget] });
    const tr = new Transform(doc);
    for (const step of setStepsTo(doc, "topics", [school, budget, tram])) tr.step(step);
    expect(tr.doc.attrs.topics).toEqual([school, budget, tram]);
    expect(setStepsTo(tr.doc, "topics", [school, budget, tram])).toEqual([]);
  });
});

describe("parseStep", () => {
  test("parses only the accepted kinds of steps", () => {
    expect(acceptedStepTypes).toEqual(
      "replace replaceAround addMark removeMark markSet addNodeMark removeNodeMark attr field set".split(" "),
    );
    expect(codeOf(() => parseStep({ stepType: "docAttr", attr: "slug", value: "x" }))).toBe("UNKNOWN_STEP");
    for (const hostile of [
      null,
      1,
      "x",
      [],
      {},
      { stepType: 1 },
      { stepType: "__proto__" },
      { stepType: "constructor" },
    ])
      expect(codeOf(() => parseStep(hostile))).toBe("UNKNOWN_STEP");
  });

  test("takes what undo makes of a mark that displaced another, or that was there already", () => {
    const by = (id: string) => documentSchema.mark("deletion", { id });
    const doc = new Transform(storyDocument({ headline: "Head" })).addMark(1, 3, by("a")).doc;
    for (const mark of [by("b"), by("a")]) {
      const step = new AddMarkStep(1, 3, mark);
      const undo = parseStep(JSON.parse(JSON.stringify(step.invert(doc).toJSON())));
      expect(undo.apply(step.apply(doc).doc ?? doc).doc?.eq(doc)).toBe(true);
    }
    const hostile = { stepType: "markSet", steps: [{ stepType: "replace", from: 1, to: 2 }] };
    expect(codeOf(() => parseStep(hostile))).toBe("UNKNOWN_STEP");
    const marks = { stepType: "markSet", steps: [{ stepType: "addMark", from: 1, to: 2, mark: { type: "nothing" } }] };
    expect(codeOf(() => parseStep(marks))).toBe("UNKNOWN_STEP");
  });

  test("refuses a text that cannot be stored, although a later step could take it out again", () => {
    for (const text of ["a\u0000b", "\ud83d", "x\u0008"]) {
      const step = { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text }] } };
      expect(codeOf(() => parseStep(step))).toBe("INVALID_DOCUMENT");
    }
    const mark = { type: "modification", attrs: { id: "a", type: "attr", previousValue: "a\u0000" } };
    expect(codeOf(() => parseStep({ stepType: "addMark", from: 1, to: 2, mark }))).toBe("INVALID_DOCUMENT");
  });

  test("refuses positions, slices and keys that no editor makes", () => {
    const bad = [
      { stepType: "replace", from: -1, to: 2 },
      { stepType: "replace", from: 1.5, to: 2 },
      { stepType: "replace", from: 3, to: 2 },
      { stepType: "replace", from: 1, to: 2, extra: true },
      { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text: "x" }], openStart: 1 } },
      { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text: "" }] } },
      { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "script" }] } },
      { stepType: "replaceAround", from: 1, to: 9, gapFrom: 8, gapTo: 3, insert: 0 },
      { stepType: "addMark", mark: { type: "blink" }, from: 1, to: 2 },
      { stepType: "attr", pos: 1, attr: "id", value: "abcdefgh" },
      { stepType: "attr", pos: 1, attr: "alt", value: { a: 1 } },
      { stepType: "field", node: null, field: "slug", before: "", after: "No Slug" },
      { stepType: "field", node: null, field: "__proto__", before: "", after: "x" },
      { stepType: "field", node: "x", field: "alt", before: "", after: "x" },
      { stepType: "set", field: "section", item: tram, add: true },
      { stepType: "set", field: "topics", item: "x", add: true },
    ];
    for (const json of bad) expect([json, codeOf(() => parseStep(json))]).toEqual([json, "UNKNOWN_STEP"]);
  });

  test("refuses values that an attribute may not hold wherever they come in", () => {
    const link = { type: "link", attrs: { href: "javascript:alert(1)" } };
    const text = { type: "text", text: "x", marks: [link] };
    const picture = { type: "figure", attrs: { alt: 7 }, content: [{ type: "caption" }, { type: "credit" }] };
    for (const json of [
      { stepType: "addMark", mark: link, from: 1, to: 2 },
      { stepType: "addNodeMark", mark: link, pos: 1 },
      { stepType: "replace", from: 1, to: 1, slice: { content: [text] } },
      { stepType: "replace", from: 1, to: 1, slice: { content: [picture] } },
    ])
      expect([json, codeOf(() => parseStep(json))]).toEqual([json, "INVALID_DOCUMENT"]);
  });

  test("rejects steps that can never change anything", () => {
    expect(codeOf(() => parseStep(new FieldStep(null, "slug", "a", "a").toJSON()))).toBe("NOTHING_CHANGES");
    expect(codeOf(() => parseStep({ stepType: "addMark", mark: { type: "bold" }, from: 2, to: 2 }))).toBe(
      "NOTHING_CHANGES",
    );
  });

  test("refuses absurd sizes and depths before it reads them", () => {
    const long = {
      stepType: "replace",
      from: 1,
      to: 1,
      slice: { content: [{ type: "text", text: "x".repeat(2_000_000) }] },
    };
    expect(codeOf(() => parseStep(long))).toBe("TOO_LARGE");
    let deep: object = { type: "paragraph" };
    for (let i = 0; i < 50_000; i++) deep = { type: "listItem", content: [deep] };
    expect(codeOf(() => parseStep({ stepType: "replace", from: 1, to: 1, slice: { content: [deep] } }))).toBe(
      "TOO_DEEP",
    );
  });

  test("hostile JSON of our own steps raises RangeError and nothing else", () => {
    for (const json of [
      null,
      undefined,
      1,
      "x",
      [],
      {},
      { stepType: "field", node: {} },
      { stepType: "set", field: [] },
    ]) {
      expect(() => FieldStep.fromJSON(documentSchema, json)).toThrow(RangeError);
      expect(() => SetStep.fromJSON(documentSchema, json)).toThrow(RangeError);
    }
  });
});
