import { AllSelection, type Transaction } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { bulletList, figure, paragraph, type StoryParts, storyDocument, subheading } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { deleteAcross } from "./across-zones.ts";
import { openZone, toggleSubheading } from "./block-commands.ts";
import { cleanSlice, pasteByZone } from "./paste.ts";

const write = (parts: StoryParts = {}): Desk => new Desk(storyDocument(parts));
const full = (): Desk =>
  write({ headline: "Head line", standfirst: "Stand first", body: [paragraph("One two"), paragraph("Three four")] });
const sent = (tr: Transaction | null, desk: Desk): void => {
  if (tr) desk.dispatch(tr);
  guardDocument(desk.state.doc);
};
const paste = (desk: Desk, ...texts: string[]): void => {
  const slice = cleanSlice(pastedBlocks(...texts.map(textParagraph)), documentSchema);
  const tr = deleteAcross(desk.state);
  const pasted = pasteByZone(tr ?? desk.state.tr, slice);
  sent(pasted ?? (tr ?? desk.state.tr).replaceSelection(slice), desk);
};

describe("Enter and ArrowDown at the borders of zones", () => {
  it.each(["Enter", "ArrowDown"])("%s at the end leads from headline to standfirst to first paragraph", (key) => {
    const desk = full();
    desk.caretAt("Head line", "after");
    desk.press(key);
    expect(desk.where).toBe("standfirst");
    desk.caretAt("Stand first", "after");
    desk.press(key);
    expect(desk.where).toBe("paragraph");
    expect(desk.state.selection.from).toBe(desk.find("One"));
    expect(desk.lines).toEqual(full().lines);
  });
  it("Enter inside the headline goes on without splitting it", () => {
    const desk = full();
    desk.caretAt("Head", "after");
    desk.press("Enter");
    expect(desk.where).toBe("standfirst");
    expect(desk.lines[0]).toBe("headline: Head line");
  });
  it("Enter over selected words of the headline does not take them", () => {
    const desk = full();
    desk.selectWords("line");
    desk.press("Enter");
    expect(desk.lines[0]).toBe("headline: Head line");
  });
  it("ArrowDown inside the headline is left to the browser", () => {
    const desk = full();
    desk.caretAt("Head", "after");
    expect(desk.press("ArrowDown")).toBe(false);
  });
  it("makes the first paragraph where the body begins with something else", () => {
    const desk = write({ standfirst: "Deck", body: [figure({ picture: null }), paragraph("After")] });
    desk.caretAt("Deck", "after");
    desk.press("ArrowDown");
    expect(desk.lines.slice(1, 3)).toEqual(["standfirst: Deck", "paragraph: "]);
    guardDocument(desk.state.doc);
  });
  it("Enter puts a paragraph before a subheading, ArrowDown goes into it", () => {
    const desk = write({ standfirst: "Deck", body: [subheading("Sub")] });
    desk.caretAt("Deck", "after");
    desk.press("ArrowDown");
    expect(desk.where).toBe("subheading");
    desk.caretAt("Deck", "after");
    desk.press("Enter");
    expect(desk.lines).toEqual(["headline: ", "standfirst: Deck", "paragraph: ", "subheading: Sub"]);
  });
});

describe("Backspace and Delete at the borders of zones", () => {
  it.each([
    ["Stand first", "headline"],
    ["One two", "standfirst"],
  ])("Backspace at the start of “%s” moves the caret and never joins", (words, zone) => {
    const desk = full();
    desk.caretAt(words, "before");
    desk.press("Backspace");
    expect(desk.where).toBe(zone);
    expect(desk.lines).toEqual(full().lines);
    expect(desk.state.selection.$from.parentOffset).toBe(desk.state.selection.$from.parent.content.size);
  });
  it.each(["Head line", "Stand first"])("Delete at the end of “%s” joins nothing", (words) => {
    const desk = full();
    desk.caretAt(words, "after");
    desk.press("Delete");
    expect(desk.lines).toEqual(full().lines);
  });
  it("Backspace at the very start of the headline does nothing", () => {
    const desk = full();
    desk.caretAt("Head", "before");
    expect(desk.press("Backspace")).toBe(true);
    expect(desk.lines).toEqual(full().lines);
  });
  it("Backspace in an empty first paragraph takes it away when others follow", () => {
    const desk = write({ standfirst: "Deck", body: [paragraph(), paragraph("Next")] });
    desk.into("paragraph");
    desk.press("Backspace");
    expect(desk.lines).toEqual(["headline: ", "standfirst: Deck", "paragraph: Next"]);
  });
  it("Backspace in empty key points and an empty closing box takes them away", () => {
    const desk = full();
    desk.run(openZone("keyPoints"));
    expect(desk.where).toBe("keyPoint");
    desk.press("Backspace");
    desk.run(openZone("inShort"));
    desk.press("Backspace");
    expect(desk.lines).toEqual(full().lines);
  });
  it("Backspace at the start of the second paragraph joins as anywhere", () => {
    const desk = full();
    desk.caretAt("Three", "before");
    desk.press("Backspace");
    expect(desk.lines).toEqual(["headline: Head line", "standfirst: Stand first", "paragraph: One twoThree four"]);
  });
});

describe("a paste into headline or standfirst", () => {
  it("takes one paragraph as text, with line breaks as spaces", () => {
    const desk = full();
    desk.caretAt("Head line", "after");
    const { nodes } = documentSchema;
    const broken = nodes.paragraph!.create(null, [
      documentSchema.text(" on"),
      nodes.hardBreak!.create(),
      documentSchema.text("two"),
    ]);
    sent(pasteByZone(desk.state.tr, cleanSlice(pastedBlocks(broken), documentSchema)), desk);
    expect(desk.lines[0]).toBe("headline: Head line on two");
  });
  it("makes the first of several paragraphs an empty headline, and puts the rest into the body", () => {
    const desk = write();
    desk.into("headline");
    paste(desk, "A headline", "First words", "Second words");
    expect(desk.lines).toEqual([
      "headline: A headline",
      "standfirst: ",
      "paragraph: First words",
      "paragraph: Second words",
    ]);
  });
  it("puts several paragraphs at the start of the body when the headline has words", () => {
    const desk = full();
    desk.caretAt("Head", "after");
    paste(desk, "First", "Second");
    expect(desk.lines.slice(0, 4)).toEqual([
      "headline: Head line",
      "standfirst: Stand first",
      "paragraph: First",
      "paragraph: Second",
    ]);
  });
  it("puts several paragraphs at the start of the body from an empty standfirst", () => {
    const desk = write({ headline: "Head", body: [paragraph("Old")] });
    desk.into("standfirst");
    paste(desk, "First", "Second");
    expect(desk.lines).toEqual([
      "headline: Head",
      "standfirst: ",
      "paragraph: First",
      "paragraph: Second",
      "paragraph: Old",
    ]);
  });
});

describe("a selection that crosses zones", () => {
  it("is cleared zone by zone, and the zones stay", () => {
    const desk = full();
    desk.select(desk.find("line"), desk.find("two"));
    desk.press("Backspace");
    expect(desk.lines).toEqual(["headline: Head ", "standfirst: ", "paragraph: two", "paragraph: Three four"]);
    expect(desk.where).toBe("headline");
    guardDocument(desk.state.doc);
  });
  it("Enter clears it without splitting", () => {
    const desk = full();
    desk.select(desk.find("first"), desk.find("four"));
    desk.press("Enter");
    expect(desk.lines).toEqual(["headline: Head line", "standfirst: Stand ", "paragraph: four"]);
  });
  it("of the whole story leaves empty zones and one empty paragraph", () => {
    const desk = write({
      headline: "Head",
      standfirst: "Deck",
      mainFigure: { picture: null, caption: "Seen" },
      keyPoints: ["Point"],
      body: [bulletList(["a", "b"]), figure({ picture: null })],
      inShort: [paragraph("End")],
    });
    desk.dispatch(desk.state.tr.setSelection(new AllSelection(desk.state.doc)));
    desk.press("Delete");
    expect(desk.lines).toEqual(["headline: ", "standfirst: ", "paragraph: "]);
    guardDocument(desk.state.doc);
  });
  it("takes a paste by the rules of the zone where it begins", () => {
    const desk = full();
    desk.select(desk.find("Head"), desk.find("Three"));
    paste(desk, "New head", "New words");
    expect(desk.lines).toEqual(["headline: New head", "standfirst: ", "paragraph: New words", "paragraph: Three four"]);
  });
  it("keeps caption and credit apart when it begins in a caption", () => {
    const desk = write({
      mainFigure: { picture: null, caption: "Caption", credit: "Credit" },
      body: [paragraph("Body")],
    });
    desk.select(desk.find("tion"), desk.find("dy"));
    desk.press("Backspace");
    expect(desk.lines.slice(2)).toEqual(["caption: Cap", "credit: ", "paragraph: dy"]);
  });
});

describe("select all", () => {
  it("selects the zone, and a second time the story", () => {
    const desk = full();
    desk.caretAt("Stand", "after");
    desk.press("Mod-a");
    const { from, to } = desk.state.selection;
    expect(desk.state.doc.textBetween(from, to)).toBe("Stand first");
    desk.press("Mod-a");
    expect(desk.state.selection).toBeInstanceOf(AllSelection);
  });
  it("takes all blocks of the body as one zone", () => {
    const desk = full();
    desk.caretAt("One", "after");
    desk.press("Mod-a");
    const { from, to } = desk.state.selection;
    expect(desk.state.doc.textBetween(from, to, "|")).toBe("One two|Three four");
  });
});

describe("headline and standfirst", () => {
  it.each(["Head line", "Stand first"])("do not become other blocks (“%s”)", (words) => {
    const desk = full();
    desk.caretAt(words, "after");
    expect(desk.run(toggleSubheading(2))).toBe(false);
    for (const key of ["Mod-Alt-2", "Mod-Shift-7", "Mod-Shift-8", "Mod-Shift-9", "Mod-Alt-0", "Mod-Shift-h"])
      desk.press(key);
    expect(desk.lines).toEqual(full().lines);
  });
  it("the headline takes no marks", () => {
    const desk = full();
    desk.selectWords("Head");
    desk.press("Mod-b");
    expect(desk.state.doc.firstChild?.firstChild?.marks).toEqual([]);
  });
});
