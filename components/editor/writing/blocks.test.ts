import { describe, expect, it } from "vitest";
import {
  bulletList,
  paragraph,
  pullQuote,
  quote,
  type StoryParts,
  storyDocument,
  subheading,
} from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { Desk } from "../testing/desk.ts";
import { insertDivider, sinkItem, toggleList, toggleQuote, toggleSubheading } from "./block-commands.ts";

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
  it("keep the id of the paragraph, and line breaks become spaces", () => {
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
  it("are followed by a paragraph", () => {
    const desk = write(subheading("Sub"));
    desk.caretAt("Sub", "after");
    desk.press("Enter");
    desk.type("text");
    expect(body(desk)).toEqual(["subheading: Sub", "paragraph: text"]);
  });
});

describe("lists", () => {
  it("are made, changed into the other kind, and undone by the same command", () => {
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
  it("take a subheading as a paragraph", () => {
    const desk = write(subheading("Sub"));
    desk.caretAt("Sub", "after");
    desk.run(toggleList("bulletList"));
    expect(names(desk)).toEqual(["bulletList"]);
    expect(body(desk)).toEqual(["paragraph: Sub"]);
  });
  it("go on with Enter and end with Enter in an empty item", () => {
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
  it("nest with Tab, as deep as a story may go", () => {
    const desk = write(bulletList(["a", "b"]));
    desk.caretAt("b", "after");
    for (let i = 0; i < 8; i++) {
      desk.run(sinkItem);
      desk.press("Enter");
      desk.type("x");
    }
    expect(body(desk).length).toBe(10);
  });
  it("Backspace at the start of an item takes it out", () => {
    const desk = write(bulletList(["One", "Two"]));
    desk.caretAt("Two", "before");
    desk.press("Backspace");
    expect(names(desk)).toEqual(["bulletList", "paragraph"]);
  });
});

describe("quotes", () => {
  it("have a place for who said it, and give their words back", () => {
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
  it("an attribution with words stays as a paragraph", () => {
    const desk = write(quote(["Said"], "Anna"));
    desk.caretAt("Said", "after");
    desk.run(toggleQuote("blockquote"));
    expect(body(desk)).toEqual(["paragraph: Said", "paragraph: Anna"]);
  });
  it("are left with Enter in an empty last paragraph, or behind who said it", () => {
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
  it("Backspace behind a quote never makes words part of who said it", () => {
    const desk = write(pullQuote(["Said"], "Anna"), paragraph("Next"));
    desk.caretAt("Next", "before");
    desk.press("Backspace");
    expect(body(desk)).toEqual(["paragraph: Said", "attribution: Anna", "paragraph: Next"]);
    expect(desk.where).toBe("attribution");
  });
});

describe("dividers", () => {
  it("stand behind the block with the caret, and writing goes on below", () => {
    const desk = write(paragraph("One"));
    desk.caretAt("One", "after");
    desk.run(insertDivider);
    desk.type("Two");
    expect(body(desk)).toEqual(["paragraph: One", "divider", "paragraph: Two"]);
  });
});

describe("undo", () => {
  it("takes a split back together with the id that it needed", () => {
    const desk = write(paragraph("OneTwo"));
    const before = desk.state.doc;
    desk.caretAt("One", "after");
    desk.press("Enter");
    expect(body(desk)).toEqual(["paragraph: One", "paragraph: Two"]);
    desk.press("Mod-z");
    expect(desk.state.doc.eq(before)).toBe(true);
  });
});
