import { describe, expect, test } from "vitest";
import {
  bulletList,
  orderedList,
  paragraph,
  pullQuote,
  quote,
  type StoryParts,
  storyDocument,
  subheading,
} from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { Desk } from "../testing/desk.ts";
import { insertDivider, setNumbered, sinkItem, toggleList, toggleQuote, toggleSubheading } from "./block-commands.ts";

const write = (...body: NonNullable<StoryParts["body"]>): Desk => new Desk(storyDocument({ body }));
const body = (desk: Desk): string[] => {
  guardDocument(desk.state.doc);
  return desk.lines.slice(2);
};
const names = (desk: Desk): string[] => {
  const found: string[] = [];
  desk.state.doc.forEach((node) => {
    found.push(node.type.name);
  });
  return found.slice(2);
};

describe("subheadings", () => {
  test("keeps the id of a paragraph that becomes a subheading, and turns line breaks into spaces", () => {
    const desk = write(paragraph("One"));
    const id = desk.state.doc.child(2).attrs.id;
    desk.caretAt("One", "after");
    desk.press("Shift-Enter");
    desk.type("two");
    desk.run(toggleSubheading(2));
    expect(body(desk)).toEqual(["subheading: One two"]);
    expect(desk.state.doc.child(2).attrs).toMatchObject({ id, level: 2 });
    desk.run(toggleSubheading(2));
    expect(body(desk)).toEqual(["paragraph: One two"]);
  });
  test("inserts a paragraph on Enter after a subheading", () => {
    const desk = write(subheading("Sub"));
    desk.caretAt("Sub", "after");
    desk.press("Enter");
    desk.type("text");
    expect(body(desk)).toEqual(["subheading: Sub", "paragraph: text"]);
  });
});

describe("lists", () => {
  test("wraps paragraphs in a list, changes its kind, and unwraps it with the same command", () => {
    const desk = write(paragraph("One"));
    desk.caretAt("One", "after");
    desk.run(toggleList("bulletList"));
    expect(names(desk)).toEqual(["bulletList"]);
    desk.run(toggleList("orderedList"));
    expect(names(desk)).toEqual(["orderedList"]);
    desk.run(toggleList("orderedList"));
    expect(names(desk)).toEqual(["paragraph"]);
    expect(body(desk)).toEqual(["paragraph: One"]);
  });
  test("turns a subheading into a paragraph when it is put into a list", () => {
    const desk = write(subheading("Sub"));
    desk.caretAt("Sub", "after");
    desk.run(toggleList("bulletList"));
    expect(names(desk)).toEqual(["bulletList"]);
    expect(body(desk)).toEqual(["paragraph: Sub"]);
  });
  test("adds an item on Enter, and leaves the list on Enter in an empty item", () => {
    const desk = write(bulletList(["One"]));
    desk.caretAt("One", "after");
    desk.press("Enter");
    desk.type("Two");
    desk.press("Enter");
    desk.press("Enter");
    desk.type("After");
    expect(names(desk)).toEqual(["bulletList", "paragraph"]);
    expect(body(desk)).toEqual(["paragraph: One", "paragraph: Two", "paragraph: After"]);
  });
  test("nests items with Tab up to the maximum depth", () => {
    const desk = write(bulletList(["a", "b"]));
    desk.caretAt("b", "after");
    for (let i = 0; i < 8; i++) {
      desk.run(sinkItem);
      desk.press("Enter");
      desk.type("x");
    }
    expect(body(desk).length).toBe(10);
  });
  test("lifts an item on Backspace at its start", () => {
    const desk = write(bulletList(["One", "Two"]));
    desk.caretAt("Two", "before");
    desk.press("Backspace");
    expect(names(desk)).toEqual(["bulletList", "paragraph"]);
  });
});

describe("quotes", () => {
  test("adds an attribution to a new quote, and keeps the words when the quote is removed", () => {
    const desk = write(paragraph("Said"), paragraph("Next"));
    desk.caretAt("Said", "after");
    desk.run(toggleQuote("blockquote"));
    expect(body(desk)).toEqual(["paragraph: Said", "attribution: ", "paragraph: Next"]);
    desk.run(toggleQuote("pullQuote"));
    expect(names(desk)).toEqual(["pullQuote", "paragraph"]);
    desk.run(toggleQuote("pullQuote"));
    expect(names(desk)).toEqual(["paragraph", "paragraph"]);
    expect(body(desk)).toEqual(["paragraph: Said", "paragraph: Next"]);
  });
  test("turns an attribution with text into a paragraph when the quote is removed", () => {
    const desk = write(quote(["Said"], "Anna"));
    desk.caretAt("Said", "after");
    desk.run(toggleQuote("blockquote"));
    expect(body(desk)).toEqual(["paragraph: Said", "paragraph: Anna"]);
  });
  test("leaves a quote on Enter in an empty last paragraph and after the attribution", () => {
    const desk = write(quote(["Said"], "Anna"));
    desk.caretAt("Said", "after");
    desk.press("Enter");
    desk.press("Enter");
    desk.type("After");
    expect(body(desk)).toEqual(["paragraph: Said", "attribution: Anna", "paragraph: After"]);
    desk.caretAt("Anna", "after");
    desk.press("Enter");
    desk.type("Between");
    expect(body(desk)).toEqual(["paragraph: Said", "attribution: Anna", "paragraph: Between", "paragraph: After"]);
  });
  test("never joins a paragraph with the attribution before it on Backspace", () => {
    const desk = write(pullQuote(["Said"], "Anna"), paragraph("Next"));
    desk.caretAt("Next", "before");
    desk.press("Backspace");
    expect(body(desk)).toEqual(["paragraph: Said", "attribution: Anna", "paragraph: Next"]);
    expect(desk.where).toBe("attribution");
  });
});

describe("dividers", () => {
  test("inserts a divider after the block at the caret, with the caret in the next paragraph", () => {
    const desk = write(paragraph("One"));
    desk.caretAt("One", "after");
    desk.run(insertDivider);
    desk.type("Two");
    expect(body(desk)).toEqual(["paragraph: One", "divider", "paragraph: Two"]);
  });
});

describe("undo", () => {
  test("undoes a split together with the new block's id", () => {
    const desk = write(paragraph("OneTwo"));
    const before = desk.state.doc;
    desk.caretAt("One", "after");
    desk.press("Enter");
    expect(body(desk)).toEqual(["paragraph: One", "paragraph: Two"]);
    desk.press("Mod-z");
    expect(desk.state.doc.eq(before)).toBe(true);
  });
});

test("the first number and the numbering of the innermost list at the caret can be set, and undone", () => {
  const desk = write(orderedList(["one", "two"]), paragraph("After"));
  const list = () => desk.state.doc.child(2).attrs;
  desk.caretAt("two", "after");
  desk.run(setNumbered("start", 5));
  desk.run(setNumbered("numbering", "upperRoman"));
  expect(list()).toMatchObject({ start: 5, numbering: "upperRoman" });
  desk.press("Mod-z");
  expect(list()).toMatchObject({ numbering: "decimal" });
  desk.caretAt("After", "after");
  expect(desk.run(setNumbered("start", 2))).toBe(false);
});
