import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { Suggester } from "../testing/suggester.ts";
import { toggleList } from "../writing/block-commands.ts";
import { toggle } from "../writing/marks.ts";
import { cardsOf, sentenceOf } from "./cards.ts";

const rosa = "0190a6c0-0000-7000-8000-00000000000a";
const start = (...texts: string[]): Suggester =>
  new Suggester(storyDocument({ headline: "Head", body: texts.map((text) => paragraph(text)) }), rosa);
const said = (doc: Node): string[] => cardsOf(doc).map(sentenceOf);

describe("the card of a suggestion", () => {
  test("shows added, deleted and replaced text", () => {
    const desk = start("The tram goes");
    desk.selectWords("tram");
    desk.press("Backspace");
    expect(said(desk.state.doc)).toEqual(["Delete “tram”"]);
    desk.type("ferry");
    expect(said(desk.state.doc)).toEqual(["Replace “tram” with “ferry”"]);
    const other = start("One");
    other.caretAt("One", "after");
    other.press("Enter");
    other.type("two");
    expect(said(other.state.doc)).toEqual(["Add a paragraph “two”"]);
    other.press("Enter");
    other.type("three");
    expect(said(other.state.doc)).toEqual(["Add 2 blocks “two ¶ three”"]);
  });

  test("names the type of an added or removed block, and shows a list with its text", () => {
    const desk = start("One", "Two");
    desk.caretAt("One", "before");
    desk.run(toggleList("bulletList"));
    expect(said(desk.state.doc)).toEqual(["Delete a paragraph “One” Add a bulleted list “One”"]);
    desk.type("and ");
    expect(said(desk.state.doc)).toEqual(["Delete a paragraph “One” Add a bulleted list “and One”"]);
    desk.press("Enter");
    desk.type("more");
    expect(cardsOf(desk.state.doc)).toHaveLength(1);
  });

  test("shows a change of formatting once, for any number of text nodes", () => {
    const desk = start("The tram goes");
    desk.selectWords("tram");
    desk.run(toggle("italic"));
    desk.now += 600_000;
    desk.select(desk.find("The"), desk.find("goes") + 4);
    desk.run(toggle("bold"));
    expect(said(desk.state.doc)).toContain("Make bold “The tram goes”");
    expect(said(desk.state.doc)).toContain("Make italic “tram”");
  });

  test("shows splits and joins", () => {
    const desk = start("Hello world", "again");
    desk.caretAt("Hello", "after");
    desk.press("Enter");
    desk.now += 600_000;
    desk.caretAt("again", "before");
    desk.press("Backspace");
    expect(said(desk.state.doc)).toEqual(["Split the paragraph", "Join to the paragraph before"]);
  });
});
