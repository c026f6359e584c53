import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factBox } from "#lib/document/blocks/fact-box/block.ts";
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
import { newId } from "#lib/ids.ts";
import { Desk } from "../testing/desk.ts";
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

  test("keeps every word in its order, whatever is turned into whatever", () => {
    const words = fc.stringMatching(/^[a-z]{1,5}$/);
    const block = fc.oneof(
      words.map((word) => paragraph(word)),
      words.map((word) => subheading(word)),
      fc.array(words, { minLength: 1, maxLength: 3 }).map((all) => bulletList(all)),
      fc.tuple(words, words).map(([one, two]) => quote([one], two)),
      fc.tuple(words, words).map(([title, one]) => factBox(title, [paragraph(one), bulletList([one])])),
    );
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom(...blockKinds), { minLength: 1, maxLength: 4 }),
        (blocks, kinds) => {
          const desk = write(...blocks);
          const before = desk.state.doc.textContent;
          for (const kind of kinds) turn(desk, kind);
          expect(desk.state.doc.textContent).toBe(before);
        },
      ),
      { numRuns: 150 },
    );
  });
});
