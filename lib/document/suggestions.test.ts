import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editArb, stepsFor, storyArb } from "./arbitraries.ts";
import { bulletList, documentFromJson, figure, paragraph, storyDocument, subheading, toJson } from "./build.ts";
import { guardDocument } from "./guard.ts";
import type { NodeJson } from "./json.ts";
import { acceptAll, hasSuggestions, rejectAll } from "./suggestions.ts";

const run = (text: string, type?: string, attrs: Record<string, unknown> = {}): NodeJson =>
  type === undefined
    ? { type: "text", text }
    : { type: "text", text, marks: [{ type, attrs: { id: "s1", ...attrs } }] };
const proposed = (node: NodeJson, type: string, attrs: Record<string, unknown> = {}): NodeJson => ({
  ...node,
  marks: [{ type, attrs: { id: "s1", ...attrs } }],
});
const body = (...blocks: NodeJson[]): Node => storyDocument({ headline: "H", body: blocks });
const textsOf = (doc: Node): string[] => doc.children.slice(2).map((node) => node.textContent);
const idsOf = (doc: Node): unknown[] => doc.children.slice(2).map((node) => node.attrs.id);

describe("text", () => {
  const doc = body(paragraph(["The ", run("old ", "deletion"), run("new ", "insertion"), "tram"]));
  test("rejecting removes inserted text and keeps text that was struck out", () => {
    expect(textsOf(rejectAll(doc))).toEqual(["The old tram"]);
    expect(rejectAll(doc).child(2).childCount).toBe(1);
  });
  test("accepting keeps inserted text and removes text that was struck out", () => {
    expect(textsOf(acceptAll(doc))).toEqual(["The new tram"]);
  });
  test("a verdict applies to suggestions in the headline too", () => {
    const json = toJson(doc);
    json.content![0] = { type: "headline", content: [run("Trams"), run(" again", "insertion")] };
    expect(rejectAll(documentFromJson(json)).firstChild?.textContent).toBe("Trams");
  });
});

describe("blocks", () => {
  test("rejecting removes an inserted block and unmarks one that was struck out", () => {
    const [kept, added, struck] = [
      paragraph("a"),
      proposed(paragraph("b"), "insertion"),
      proposed(paragraph("c"), "deletion"),
    ];
    const doc = body(kept, added, struck);
    expect(textsOf(rejectAll(doc))).toEqual(["a", "c"]);
    expect(textsOf(acceptAll(doc))).toEqual(["a", "b"]);
    expect(hasSuggestions(rejectAll(doc))).toBe(false);
    expect(idsOf(rejectAll(doc))).toEqual([kept.attrs?.id, struck.attrs?.id]);
  });

  test("rejecting the only block leaves an empty paragraph and no suggested picture", () => {
    const picture = figure({ picture: "0190a6c0-0000-7000-8000-000000000001", caption: "Secret" });
    const doc = rejectAll(body(proposed(picture, "insertion")));
    expect(doc.toString()).toBe('doc(headline("H"), standfirst, paragraph)');
    expect(idsOf(doc)).toEqual([picture.attrs?.id]);
    guardDocument(doc);
  });

  test("rejecting every item of a list leaves one empty item, and an item keeps its first paragraph", () => {
    const list = bulletList(["a", "b"]);
    list.content = list.content!.map((item) => proposed(item, "insertion"));
    expect(rejectAll(body(list)).child(2).toString()).toBe("bulletList(listItem(paragraph))");
    const other = bulletList(["a"]);
    const item = other.content![0]!;
    item.content = [proposed(paragraph("x"), "insertion"), bulletList(["deep"])];
    expect(rejectAll(body(other)).child(2).toString()).toBe(
      'bulletList(listItem(paragraph, bulletList(listItem(paragraph("deep")))))',
    );
  });

  const border = (type: "split" | "join", previousValue: unknown) => ({ type, previousValue });
  test("rejecting a split joins the block under the first id", () => {
    const first = paragraph("Hello");
    const second = proposed(paragraph(" world"), "modification", border("split", first.attrs?.id));
    const doc = rejectAll(body(first, second));
    expect(textsOf(doc)).toEqual(["Hello world"]);
    expect(idsOf(doc)).toEqual([first.attrs?.id]);
    expect(textsOf(acceptAll(body(first, second)))).toEqual(["Hello", " world"]);
  });

  test("rejecting two splits joins one block, even around an inserted one", () => {
    const [first, second, third] = [paragraph("a"), paragraph("b"), paragraph("c")];
    const between = proposed(paragraph("x"), "insertion");
    const doc = body(
      first,
      between,
      proposed(second, "modification", border("split", first.attrs?.id)),
      proposed(third, "modification", border("split", second.attrs?.id)),
    );
    expect(textsOf(rejectAll(doc))).toEqual(["abc"]);
    expect(textsOf(acceptAll(doc))).toEqual(["a", "x", "b", "c"]);
  });

  test("rejecting a split joins it only to the block it came from", () => {
    const [first, other] = [paragraph("a"), paragraph("o")];
    const second = proposed(paragraph("b"), "modification", border("split", first.attrs?.id));
    expect(textsOf(rejectAll(body(first, other, second)))).toEqual(["a", "o", "b"]);
  });

  test("accepting a join merges several paragraphs", () => {
    const first = paragraph(["keep ", run("gone", "deletion")]);
    const doc = body(
      first,
      proposed(paragraph("all gone"), "deletion"),
      proposed(subheading([run("half", "deletion"), " end"]), "modification", border("join", first.attrs?.id)),
    );
    expect(textsOf(acceptAll(doc))).toEqual(["keep  end"]);
    expect(textsOf(rejectAll(doc))).toEqual(["keep gone", "all gone", "half end"]);
  });

  test("accepting a join merges list items, but not blocks of different kinds", () => {
    const list = bulletList(["a", "b"]);
    const [a, b] = list.content as [NodeJson, NodeJson];
    list.content = [a, proposed(b, "modification", border("split", a.attrs?.id))];
    expect(rejectAll(body(list)).child(2).toString()).toBe('bulletList(listItem(paragraph("ab")))');
    const first = paragraph("a");
    const mixed = body(first, proposed(bulletList(["b"]), "modification", border("split", first.attrs?.id)));
    expect(textsOf(rejectAll(mixed))).toEqual(["a", "b"]);
  });

  test("text that one person inserted and another struck out is gone after either verdict", () => {
    const both = {
      type: "text",
      text: "x",
      marks: [..."insertion deletion".split(" ")].map((type) => ({ type, attrs: { id: type } })),
    };
    const doc = body(paragraph(["a", both]));
    expect([textsOf(rejectAll(doc)), textsOf(acceptAll(doc))]).toEqual([["a"], ["a"]]);
    const only =
      (id: string) =>
      ({ attrs }: { attrs: Record<string, unknown> }) =>
        attrs.id === id;
    expect(textsOf(rejectAll(doc, only("deletion")))).toEqual(["ax"]);
    expect(hasSuggestions(rejectAll(doc, only("deletion")))).toBe(true);
  });
});

describe("modifications", () => {
  test("rejecting resets an attribute, unless the mark names an invalid value or attribute", () => {
    const attrs = { type: "attr", attrName: "level", previousValue: 2, newValue: 3 };
    const doc = body(proposed(subheading("x", 3), "modification", attrs));
    expect(rejectAll(doc).child(2).attrs.level).toBe(2);
    expect(acceptAll(doc).child(2).attrs.level).toBe(3);
    for (const wrong of [{ previousValue: 9 }, { attrName: "id", previousValue: "stolen-id" }, { attrName: "nope" }]) {
      const before = body(proposed(subheading("x", 3), "modification", { ...attrs, ...wrong }));
      const after = rejectAll(before).child(2);
      expect([after.attrs.level, after.attrs.id]).toEqual([3, before.child(2).attrs.id]);
    }
  });

  test("rejecting two changes of one attribute restores its first value", () => {
    const change = (id: string, previousValue: number) => ({
      type: "modification",
      attrs: { id, type: "attr", attrName: "start", previousValue },
    });
    const list = { ...bulletList(["a"]), type: "orderedList", marks: [change("s1", 3), change("s2", 5)] };
    expect(rejectAll(body({ ...list, attrs: { ...list.attrs, start: 7 } })).child(2).attrs.start).toBe(3);
  });

  test("rejecting restores the former kind of a block where that is allowed", () => {
    const attrs = { type: "nodeType", previousValue: "paragraph", newValue: "subheading" };
    const heading = subheading("x");
    const doc = rejectAll(body(proposed(heading, "modification", attrs)));
    expect([doc.child(2).type.name, doc.child(2).attrs.id]).toEqual(["paragraph", heading.attrs?.id]);
    const flat = proposed(paragraph("x"), "modification", { ...attrs, previousValue: "subheading" });
    flat.marks?.push({
      type: "modification",
      attrs: { id: "s1", type: "attr", attrName: "level", previousValue: 3 },
    });
    expect(rejectAll(body(flat)).child(2).attrs.level).toBe(3);
    for (const previousValue of ["headline", "doc", "text", "nothing", "__proto__"])
      expect(rejectAll(body(proposed(heading, "modification", { ...attrs, previousValue }))).child(2).type.name).toBe(
        "subheading",
      );
  });

  test("rejecting restores former formatting where that is allowed", () => {
    const attrs = { type: "mark", previousValue: { type: "bold" }, newValue: { type: "italic" } };
    const text = {
      type: "text",
      text: "x",
      marks: [{ type: "italic" }, { type: "modification", attrs: { id: "s1", ...attrs } }],
    };
    const marks = (doc: Node) => doc.child(2).firstChild?.marks.map((mark) => mark.type.name);
    expect(marks(rejectAll(body(paragraph([text]))))).toEqual(["bold"]);
    expect(marks(acceptAll(body(paragraph([text]))))).toEqual(["italic"]);
    const link = { ...attrs, previousValue: { type: "link", attrs: { href: "javascript:x" } } };
    const hostile = { ...text, marks: [{ type: "modification", attrs: { id: "s1", ...link } }] };
    expect(marks(rejectAll(body(paragraph([hostile]))))).toEqual([]);
  });
});

test("a verdict leaves a document without suggestions unchanged", () => {
  const doc = body(paragraph("a\u200bb"));
  expect(rejectAll(doc)).toBe(doc);
  expect(acceptAll(doc)).toBe(doc);
});

/** Random suggestions on top of a random story. */
const proposedArb = fc.tuple(storyArb, fc.array(editArb, { minLength: 1, maxLength: 10 })).map(([doc, edits]) => {
  const tr = new Transform(doc);
  for (const edit of edits)
    for (const step of stepsFor(tr.doc, { ...edit, kind: edit.kind % 2 === 0 ? 6 : 10 })) tr.step(step);
  return tr.doc;
});

test("either verdict on any suggestion leaves a valid story without suggestions and is idempotent", () => {
  let some = 0;
  fc.assert(
    fc.property(proposedArb, (doc) => {
      if (hasSuggestions(doc)) some++;
      for (const verdict of [rejectAll, acceptAll]) {
        const settled = verdict(doc);
        guardDocument(settled);
        expect(hasSuggestions(settled)).toBe(false);
        expect(verdict(settled)).toBe(settled);
        expect(settled.attrs).toEqual(doc.attrs);
      }
    }),
    { numRuns: 200 },
  );
  expect(some).toBeGreaterThan(50);
});
