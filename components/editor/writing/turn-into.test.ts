import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeBlock } from "#lib/document/blocks/code/block.ts";
import { entry } from "#lib/document/blocks/entry/block.ts";
import { factBox } from "#lib/document/blocks/fact-box/block.ts";
import { noteToEditors } from "#lib/document/blocks/note-to-editors/block.ts";
import { profile } from "#lib/document/blocks/profile/block.ts";
import { qa } from "#lib/document/blocks/qa/block.ts";
import { timelineEvent } from "#lib/document/blocks/timeline/block.ts";
import {
  bold,
  bulletList,
  divider,
  figure,
  lineBreak,
  listItem,
  orderedList,
  paragraph,
  quote,
  type StoryParts,
  storyDocument,
  subheading,
} from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { withFootnote } from "#lib/document/inline-json.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { newId } from "#lib/ids.ts";
import { Desk } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { blockKinds, kindsFor, type TextBlockKind, turnInto } from "./turn-into.ts";

type Blocks = NonNullable<StoryParts["body"]>;
const write = (...body: Blocks): Desk => new Desk(storyDocument({ body }));
const bodyOf = ({ state: { doc } }: Desk) => ({ from: 4, to: doc.content.size });
/** Turns all blocks of the body. */
function turn(desk: Desk, kind: TextBlockKind): string[] {
  const tr = turnInto(desk.state, bodyOf(desk), kind);
  if (tr) desk.dispatch(tr);
  guardDocument(desk.state.doc);
  return desk.state.doc.children
    .slice(2)
    .map(
      (node) =>
        `${node.type.name}(${node.isTextblock ? node.textContent : node.children.map((child) => child.textContent).join("|")})`,
    );
}

describe("turning blocks into another kind", () => {
  test.each<[string, Blocks, TextBlockKind, string[]]>([
    ["a paragraph into a subheading", [paragraph("One")], "subheading", ["subheading(One)"]],
    ["a subheading into a paragraph", [subheading("One")], "paragraph", ["paragraph(One)"]],
    ["paragraphs into one list", [paragraph("One"), paragraph("Two")], "bulletList", ["bulletList(One|Two)"]],
    ["a list into paragraphs", [bulletList(["One", "Two"])], "paragraph", ["paragraph(One)", "paragraph(Two)"]],
    ["a list into the other kind of list", [bulletList(["One", "Two"])], "orderedList", ["orderedList(One|Two)"]],
    ["a list into a quote", [orderedList(["One", "Two"])], "blockquote", ["blockquote(One|Two|)"]],
    ["a quote into paragraphs", [quote(["One"], "Speaker")], "paragraph", ["paragraph(One)", "paragraph(Speaker)"]],
    ["a quote into a pull quote", [quote(["One"], "Speaker")], "pullQuote", ["pullQuote(One|Speaker)"]],
    ["a list into a fact box", [bulletList(["One", "Two"])], "factBox", ["factBox(|OneTwo)"]],
    ["paragraphs into a fact box", [paragraph("One"), subheading("Two")], "factBox", ["factBox(|One|Two)"]],
    [
      "a fact box into paragraphs",
      [factBox("Title", [paragraph("One"), bulletList(["Two"])])],
      "paragraph",
      ["paragraph(Title)", "paragraph(One)", "paragraph(Two)"],
    ],
    ["a fact box without a title into a list", [factBox("", [paragraph("One")])], "orderedList", ["orderedList(One)"]],
    [
      "a mix of blocks into one list",
      [subheading("One"), quote(["Two"]), bulletList(["Three"])],
      "bulletList",
      ["bulletList(One|Two|Three)"],
    ],
    [
      "paragraphs into a question and its answer",
      [paragraph("Why?"), paragraph("One"), bulletList(["Two"])],
      "qa",
      ["qa(Why?|One|Two)"],
    ],
    [
      "subheadings and their paragraphs into events of a timeline",
      [subheading("1998"), paragraph("One"), subheading("2004"), paragraph("Two"), paragraph("Three")],
      "timelineEvent",
      ["timelineEvent(1998|One)", "timelineEvent(2004|Two|Three)"],
    ],
    ["a lone paragraph into an item with a heading", [paragraph("One")], "entry", ["entry(One|)"]],
    ["questions into events", [qa("Why?", [paragraph("One")])], "timelineEvent", ["timelineEvent(Why?|One)"]],
    [
      "questions into text",
      [qa("Why?", [paragraph("One")]), qa("", [paragraph("Two")])],
      "paragraph",
      ["paragraph(Why?)", "paragraph(One)", "paragraph(Two)"],
    ],
    [
      "a fact box and a paragraph into a profile",
      [factBox("Anna Berg", [paragraph("Mayor")]), paragraph("Born in Leith")],
      "profile",
      ["profile(Anna Berg||Mayor|Born in Leith)"],
    ],
    [
      "a profile into text",
      [profile({ name: "Anna Berg", role: "Mayor", blocks: [paragraph("Born in Leith")] })],
      "paragraph",
      ["paragraph(Anna Berg)", "paragraph(Mayor)", "paragraph(Born in Leith)"],
    ],
    [
      "paragraphs into lines of code",
      [paragraph(["a", lineBreak(), "b"]), bulletList(["c"])],
      "codeBlock",
      ["codeBlock(a\nb\nc)"],
    ],
    [
      "code into a paragraph for each line with words",
      [codeBlock("\na\n\n  b\n")],
      "paragraph",
      ["paragraph(a)", "paragraph(  b)"],
    ],
    ["empty code into an empty paragraph", [codeBlock("\n\n")], "paragraph", ["paragraph()"]],
    [
      "paragraphs into notes to editors",
      [paragraph("One"), paragraph("Two")],
      "noteToEditors",
      ["noteToEditors(One)", "noteToEditors(Two)"],
    ],
    ["a note to editors into a quote", [noteToEditors("One")], "blockquote", ["blockquote(One|)"]],
  ])("turns %s", (_name, blocks, kind, expected) => {
    expect(turn(write(...blocks), kind)).toEqual(expected);
  });

  test("flattens nested lists and keeps their order", () => {
    const desk = write(
      bulletList([listItem("One", bulletList(["Two", listItem("Three", bulletList(["Four"]))])), "Five"]),
    );
    expect(turn(desk, "paragraph")).toEqual(
      ["One", "Two", "Three", "Four", "Five"].map((word) => `paragraph(${word})`),
    );
  });

  test("keeps bold words and the id of the paragraph, and line breaks become spaces in a subheading", () => {
    const desk = write(paragraph(["One ", ...bold("two"), lineBreak(), "three"]));
    const id = desk.state.doc.child(2).attrs.id;
    expect(turn(desk, "pullQuote")).toEqual(["pullQuote(One twothree|)"]);
    expect(desk.state.doc.child(2).child(0).attrs.id).toBe(id);
    expect(desk.state.doc.child(2).child(0).child(1).marks[0]?.type.name).toBe("bold");
    expect(turn(desk, "subheading")).toEqual(["subheading(One two three)"]);
  });

  test("is one undo step", () => {
    const desk = write(bulletList(["One", "Two"]));
    const before = desk.state.doc;
    turn(desk, "factBox");
    desk.press("Mod-z");
    expect(desk.state.doc.eq(before)).toBe(true);
  });

  test("offers nothing for pictures and dividers, nor the kind that a block has", () => {
    for (const block of [figure({ picture: newId() }), divider()]) {
      const desk = write(block, paragraph("One"));
      expect(kindsFor(desk.state.doc, bodyOf(desk))).toEqual([]);
      expect(turnInto(desk.state, bodyOf(desk), "paragraph")).toBeNull();
    }
    const desk = write(subheading("One"));
    expect(kindsFor(desk.state.doc, bodyOf(desk))).not.toContain("subheading");
    expect(kindsFor(desk.state.doc, bodyOf(desk))).toContain("smallSubheading");
  });

  test("leaves the title of a box empty where the first paragraph has formats that a title cannot have", () => {
    const desk = write(paragraph(bold("One")), paragraph("Two"));
    expect(turn(desk, "qa")).toEqual(["qa(|One|Two)"]);
  });

  test("does not offer code for text that refers to a footnote", () => {
    const desk = write(paragraph("One"), bulletList([withFootnote("Two", "n1AAAAAAAAAA")]));
    expect(kindsFor(desk.state.doc, bodyOf(desk))).not.toContain("codeBlock");
    expect(kindsFor(desk.state.doc, bodyOf(desk))).toContain("noteToEditors");
  });

  test("does not offer anything for a profile with a portrait", () => {
    const desk = write(profile({ name: "Anna Berg", portrait: { picture: newId() } }));
    expect(kindsFor(desk.state.doc, bodyOf(desk))).toEqual([]);
  });

  test("keeps every word in its order, whatever is turned into whatever, and each turn is one undo step", () => {
    const words = fc.stringMatching(/^[a-z]{1,5}$/);
    const runs = fc.oneof(
      words,
      words.map((word) => bold(word)),
      fc.tuple(words, words).map(([one, two]) => [one, lineBreak(), two]),
    );
    const insides = fc.oneof(
      runs.map((run) => paragraph(run)),
      words.map((word) => bulletList([listItem(word, orderedList([word]))])),
    );
    const boxed = fc.tuple(words, fc.array(insides, { minLength: 1, maxLength: 2 }));
    const block = fc.oneof(
      runs.map((run) => paragraph(run)),
      words.map((word) => subheading(word)),
      fc.array(words, { minLength: 1, maxLength: 3 }).map((all) => bulletList(all)),
      fc.tuple(words, words).map(([one, two]) => quote([one], two)),
      boxed.map(([title, blocks]) => factBox(title, blocks)),
      boxed.map(([title, blocks]) => qa(title, blocks)),
      boxed.map(([title, blocks]) => timelineEvent(title, blocks)),
      boxed.map(([title, blocks]) => entry(title, blocks)),
      fc.tuple(words, words, insides).map(([name, role, one]) => profile({ name, role, blocks: [one] })),
      fc.array(words, { minLength: 1, maxLength: 3 }).map((lines) => codeBlock(lines.join("\n"))),
      words.map((word) => noteToEditors(word)),
    );
    const wordsOf = ({ state: { doc } }: Desk) => doc.textContent.replace(/\s/g, "");
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom(...blockKinds), { minLength: 1, maxLength: 4 }),
        (blocks, kinds) => {
          const desk = write(...blocks);
          const before = wordsOf(desk);
          for (const kind of kinds) {
            const earlier = desk.state.doc;
            turn(desk, kind);
            expect(wordsOf(desk)).toBe(before);
            if (desk.state.doc.eq(earlier)) continue;
            desk.press("Mod-z");
            expect(desk.state.doc.eq(earlier)).toBe(true);
            turn(desk, kind);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test("is a suggestion while one suggests, and rejecting it restores the blocks", () => {
    for (const kind of blockKinds.filter((one) => one !== "paragraph")) {
      const desk = new Suggester(
        storyDocument({ body: [paragraph("One"), paragraph("Two")] }),
        "0190a6c0-0000-7000-8000-00000000000a",
      );
      const before = desk.state.doc;
      const tr = turnInto(desk.state, bodyOf(desk), kind);
      if (tr) desk.dispatch(tr);
      guardDocument(desk.state.doc);
      expect(rejectAll(desk.state.doc).textContent).toBe(before.textContent);
      expect(acceptAll(desk.state.doc).textContent.replace(/\s/g, "")).toBe("OneTwo");
      expect(desk.refused).toBe(0);
      expect(desk.state.doc.eq(before)).toBe(false);
    }
  });
});
