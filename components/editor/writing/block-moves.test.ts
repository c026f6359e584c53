import { NodeSelection } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { factBox } from "#lib/document/blocks/fact-box/block.ts";
import { gallery } from "#lib/document/blocks/gallery/block.ts";
import {
  bulletList,
  divider,
  figure,
  paragraph,
  quote,
  type StoryParts,
  storyDocument,
  subheading,
} from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { newId } from "#lib/ids.ts";
import { Desk } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { bodyBlocks, deleteRange, lineAfter, moveBlocksTo, placeAfterMove } from "./block-moves.ts";

const write = (parts: StoryParts): Desk => new Desk(storyDocument(parts));
const body = (...blocks: NonNullable<StoryParts["body"]>): Desk => write({ body: blocks });
const texts = (desk: Pick<Desk, "state">): string[] => {
  guardDocument(desk.state.doc);
  return desk.state.doc.children.slice(2).map((node) => node.textContent || node.type.name);
};
const ids = (desk: Desk): unknown[] => desk.state.doc.children.slice(2).map(({ attrs }) => attrs.id);
const remove = (desk: Desk): void => {
  const range = bodyBlocks(desk.state);
  if (range) desk.dispatch(deleteRange(desk.state, range));
};
const up = "Alt-Shift-ArrowUp";
const down = "Alt-Shift-ArrowDown";

describe("moving blocks by keys", () => {
  test("moves a paragraph past its neighbour, keeps its id, and the caret stays in its words", () => {
    const desk = body(paragraph("One"), paragraph("Two"), paragraph("Three"));
    const [one, two, three] = ids(desk);
    desk.caretAt("One", "after");
    desk.press(down);
    desk.type("!");
    expect(texts(desk)).toEqual(["Two", "One!", "Three"]);
    expect(ids(desk)).toEqual([two, one, three]);
    desk.press(up);
    expect(texts(desk)).toEqual(["One!", "Two", "Three"]);
  });

  test("is undone by one undo", () => {
    const desk = body(paragraph("One"), paragraph("Two"));
    desk.caretAt("Two", "before");
    desk.press(up);
    desk.press("Mod-z");
    expect(texts(desk)).toEqual(["One", "Two"]);
  });

  test("moves all blocks of the selection together", () => {
    const desk = body(subheading("Head"), paragraph("One"), paragraph("Two"), paragraph("Last"));
    desk.select(desk.find("Head") + 1, desk.find("Two") + 1);
    desk.press(down);
    expect(texts(desk)).toEqual(["Last", "Head", "One", "Two"]);
    const { from, to } = desk.state.selection;
    expect(desk.state.doc.textBetween(from, to, "|")).toBe("ead|One|T");
  });

  test("stops at both ends of the body and never moves a block out of it", () => {
    const desk = write({
      headline: "Head",
      keyPoints: ["Point"],
      body: [paragraph("One"), paragraph("Two")],
      inShort: [paragraph("Short")],
    });
    const before = desk.lines;
    desk.caretAt("One", "after");
    expect(desk.press(up)).toBe(true);
    desk.caretAt("Two", "after");
    expect(desk.press(down)).toBe(true);
    expect(desk.lines).toEqual(before);
    desk.caretAt("Head", "after");
    expect(desk.press(down)).toBe(false);
  });

  test("moves an item within its list, and the whole list once all its items are selected", () => {
    const desk = body(bulletList(["a", "b", "c"]), paragraph("After"));
    desk.caretAt("a", "after");
    desk.press(down);
    expect(texts(desk)).toEqual(["bac", "After"]);
    desk.select(desk.find("b"), desk.find("c") + 1);
    desk.press(down);
    expect(texts(desk)).toEqual(["After", "bac"]);
  });

  test("moves paragraphs inside a box below its title, and the box when it holds only one", () => {
    const desk = body(factBox("Title", [paragraph("One"), paragraph("Two")]), paragraph("After"));
    desk.caretAt("Two", "after");
    desk.press(up);
    expect(texts(desk)[0]).toBe("TitleTwoOne");
    desk.press(up);
    expect(texts(desk)[0]).toBe("TitleTwoOne");
    const single = body(factBox("Title", [paragraph("One")]), paragraph("After"));
    single.caretAt("One", "after");
    single.press(down);
    expect(texts(single)).toEqual(["After", "TitleOne"]);
    single.caretAt("Title", "after");
    single.press(up);
    expect(texts(single)).toEqual(["TitleOne", "After"]);
  });

  test("moves paragraphs of a quote above its attribution", () => {
    const desk = body(quote(["One", "Two"], "Speaker"), paragraph("After"));
    desk.caretAt("One", "after");
    desk.press(down);
    expect(texts(desk)[0]).toBe("TwoOneSpeaker");
    desk.press(down);
    expect(texts(desk)).toEqual(["TwoOneSpeaker", "After"]);
    desk.caretAt("Speaker", "after");
    desk.press(down);
    expect(texts(desk)).toEqual(["After", "TwoOneSpeaker"]);
  });

  test("moves key points, and a selected picture with its caption", () => {
    const desk = write({
      keyPoints: ["a", "b"],
      body: [paragraph("One"), figure({ picture: newId(), caption: "Ferry" })],
    });
    desk.caretAt("b", "after");
    desk.press(up);
    expect(desk.lines.slice(2, 4)).toEqual(["keyPoint: b", "keyPoint: a"]);
    const at = desk.find("Ferry") - 2;
    desk.dispatch(desk.state.tr.setSelection(NodeSelection.create(desk.state.doc, at)));
    desk.press(up);
    expect(texts({ state: desk.state }).slice(1)).toEqual(["Ferry", "One"]);
    expect(desk.state.selection).toBeInstanceOf(NodeSelection);
  });

  test("moves a gallery that holds one picture, and dividers", () => {
    const desk = body(
      gallery({ pictures: [{ picture: newId(), caption: "Only", alt: "" }] }),
      divider(),
      paragraph("End"),
    );
    desk.caretAt("Only", "after");
    desk.press(down);
    expect(texts(desk)).toEqual(["divider", "Only", "End"]);
    desk.caretAt("End", "after");
    desk.press(up);
    desk.press(up);
    expect(texts(desk)).toEqual(["End", "divider", "Only"]);
  });

  test("suggests a move, which can be rejected and accepted", () => {
    const desk = new Suggester(storyDocument({ body: [paragraph("One"), paragraph("Two")] }), newId());
    const before = desk.state.doc;
    desk.caretAt("Two", "after");
    desk.press(up);
    guardDocument(desk.state.doc);
    expect(rejectAll(desk.state.doc).toJSON()).toEqual(before.toJSON());
    expect(texts({ state: { ...desk.state, doc: acceptAll(desk.state.doc) } as Desk["state"] })).toEqual([
      "Two",
      "One",
    ]);
  });
});

describe("duplicating and deleting blocks", () => {
  test("a duplicate follows its block, has an id of its own, and gets the caret", () => {
    const desk = body(paragraph("One"), paragraph("Two"));
    const [one] = ids(desk);
    desk.caretAt("One", "after");
    desk.press("Mod-Shift-d");
    desk.type("!");
    expect(texts(desk)).toEqual(["One", "One!", "Two"]);
    expect(ids(desk)[0]).toBe(one);
    expect(new Set(ids(desk)).size).toBe(3);
  });

  test("deletes the blocks of the selection and leaves an empty paragraph in an empty body", () => {
    const desk = body(paragraph("One"), bulletList(["a"]), paragraph("Two"));
    desk.select(desk.find("One"), desk.find("a"));
    remove(desk);
    expect(texts(desk)).toEqual(["Two"]);
    desk.caretAt("Two", "before");
    remove(desk);
    expect(texts(desk)).toEqual(["paragraph"]);
  });
});

describe("the line for a new block", () => {
  test("is inserted after a block with words, and an empty paragraph is used as it is", () => {
    const desk = body(paragraph("One"), paragraph("Two"));
    desk.dispatch(lineAfter(desk.state, desk.find("One") - 1));
    desk.type("x");
    expect(texts(desk)).toEqual(["One", "x", "Two"]);
    const empty = body(paragraph(""), paragraph("Two"));
    empty.dispatch(lineAfter(empty.state, empty.find("Two") - 3));
    empty.type("x");
    expect(texts(empty)).toEqual(["x", "Two"]);
  });
});

describe("the place of moved blocks", () => {
  test("is counted among the blocks of the body, and of a list", () => {
    const desk = body(paragraph("One"), bulletList(["a", "b", "c"]), paragraph("Two"));
    const places: unknown[] = [];
    desk.onTransaction = (tr) => places.push(placeAfterMove(tr));
    desk.caretAt("One", "after");
    desk.press(down);
    desk.caretAt("c", "after");
    desk.press(up);
    expect(places.filter(Boolean)).toEqual([
      { place: 2, count: 3 },
      { place: 2, count: 3 },
    ]);
  });
});

describe("moving blocks to a place", () => {
  test("refuses places outside the body, inside another block, and the blocks' own", () => {
    const desk = write({ headline: "Head", body: [paragraph("One"), bulletList(["a"]), paragraph("Two")] });
    desk.caretAt("One", "after");
    const range = bodyBlocks(desk.state);
    if (!range) throw new Error("no block");
    for (const target of [0, range.from, range.to, range.to + 1, desk.find("a")])
      expect(moveBlocksTo(desk.state, range, target)).toBeNull();
    const end = desk.state.doc.content.size;
    const tr = moveBlocksTo(desk.state, range, end);
    if (tr) desk.dispatch(tr);
    expect(texts(desk)).toEqual(["a", "Two", "One"]);
  });
});
