import { AllSelection, type Transaction } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { bulletList, figure, paragraph, type StoryParts, storyDocument, subheading } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { openZone, toggleSubheading } from "./block-commands.ts";
import { deleteAcrossZones } from "./delete-across-zones.ts";
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
  const tr = deleteAcrossZones(desk.state);
  const pasted = pasteByZone(tr ?? desk.state.tr, slice);
  sent(pasted ?? (tr ?? desk.state.tr).replaceSelection(slice), desk);
};

describe("Enter and ArrowDown at the borders of zones", () => {
  test.each(["Enter", "ArrowDown"])(
    "moves from headline to standfirst to the first paragraph with %s at the end of a line",
    (key) => {
      const desk = full();
      desk.caretAt("Head line", "after");
      desk.press(key);
      expect(desk.where).toBe("standfirst");
      desk.caretAt("Stand first", "after");
      desk.press(key);
      expect(desk.where).toBe("paragraph");
      expect(desk.state.selection.from).toBe(desk.find("One"));
      expect(desk.lines).toEqual(full().lines);
    },
  );
  test("moves on with Enter inside the headline without splitting it", () => {
    const desk = full();
    desk.caretAt("Head", "after");
    desk.press("Enter");
    expect(desk.where).toBe("standfirst");
    expect(desk.lines[0]).toBe("headline: Head line");
  });
  test("moves on with Enter over selected words of the headline and keeps them", () => {
    const desk = full();
    desk.selectWords("line");
    desk.press("Enter");
    expect(desk.lines[0]).toBe("headline: Head line");
  });
  test("leaves ArrowDown inside the headline to the browser", () => {
    const desk = full();
    desk.caretAt("Head", "after");
    expect(desk.press("ArrowDown")).toBe(false);
  });
  test("inserts a first paragraph on Enter if the body begins with another block", () => {
    const desk = write({ standfirst: "Deck", body: [figure({ picture: null }), paragraph("After")] });
    desk.caretAt("Deck", "after");
    desk.press("ArrowDown");
    expect(desk.lines.slice(1, 3)).toEqual(["standfirst: Deck", "paragraph: "]);
    guardDocument(desk.state.doc);
  });
  test("inserts a paragraph before a subheading on Enter, and moves into the subheading on ArrowDown", () => {
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
  test.each([
    ["Stand first", "headline"],
    ["One two", "standfirst"],
  ])("moves the caret and joins nothing on Backspace at the start of “%s”", (words, zone) => {
    const desk = full();
    desk.caretAt(words, "before");
    desk.press("Backspace");
    expect(desk.where).toBe(zone);
    expect(desk.lines).toEqual(full().lines);
    expect(desk.state.selection.$from.parentOffset).toBe(desk.state.selection.$from.parent.content.size);
  });
  test.each(["Head line", "Stand first"])("joins nothing on Delete at the end of “%s”", (words) => {
    const desk = full();
    desk.caretAt(words, "after");
    desk.press("Delete");
    expect(desk.lines).toEqual(full().lines);
  });
  test("does nothing on Backspace at the start of the headline", () => {
    const desk = full();
    desk.caretAt("Head", "before");
    expect(desk.press("Backspace")).toBe(true);
    expect(desk.lines).toEqual(full().lines);
  });
  test("deletes an empty first paragraph on Backspace if others follow", () => {
    const desk = write({ standfirst: "Deck", body: [paragraph(), paragraph("Next")] });
    desk.into("paragraph");
    desk.press("Backspace");
    expect(desk.lines).toEqual(["headline: ", "standfirst: Deck", "paragraph: Next"]);
  });
  test("removes empty key points and an empty closing box on Backspace", () => {
    const desk = full();
    desk.run(openZone("keyPoints"));
    expect(desk.where).toBe("keyPoint");
    desk.press("Backspace");
    desk.run(openZone("inShort"));
    desk.press("Backspace");
    expect(desk.lines).toEqual(full().lines);
  });
  test("joins as usual on Backspace at the start of the second paragraph", () => {
    const desk = full();
    desk.caretAt("Three", "before");
    desk.press("Backspace");
    expect(desk.lines).toEqual(["headline: Head line", "standfirst: Stand first", "paragraph: One twoThree four"]);
  });
});

describe("a paste into headline or standfirst", () => {
  test("pastes one paragraph into the headline as text, with line breaks as spaces", () => {
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
  test("puts the first of several pasted paragraphs into an empty headline, and the rest into the body", () => {
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
  test("puts several pasted paragraphs at the start of the body if the headline has text", () => {
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
  test("puts several paragraphs that are pasted into an empty standfirst at the start of the body", () => {
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
  test("clears a selection that crosses zones zone by zone, and keeps the zones", () => {
    const desk = full();
    desk.select(desk.find("line"), desk.find("two"));
    desk.press("Backspace");
    expect(desk.lines).toEqual(["headline: Head ", "standfirst: ", "paragraph: two", "paragraph: Three four"]);
    expect(desk.where).toBe("headline");
    guardDocument(desk.state.doc);
  });
  test("clears a selection across zones on Enter without splitting", () => {
    const desk = full();
    desk.select(desk.find("first"), desk.find("four"));
    desk.press("Enter");
    expect(desk.lines).toEqual(["headline: Head line", "standfirst: Stand ", "paragraph: four"]);
  });
  test("leaves empty zones and one empty paragraph when the whole story is deleted", () => {
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
  test("pastes over a selection across zones by the rules of its first zone", () => {
    const desk = full();
    desk.select(desk.find("Head"), desk.find("Three"));
    paste(desk, "New head", "New words");
    expect(desk.lines).toEqual(["headline: New head", "standfirst: ", "paragraph: New words", "paragraph: Three four"]);
  });
  test("keeps caption and credit apart when a selection from the caption is deleted", () => {
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
  test("selects the zone on the first Select all, and the story on the second", () => {
    const desk = full();
    desk.caretAt("Stand", "after");
    desk.press("Mod-a");
    const { from, to } = desk.state.selection;
    expect(desk.state.doc.textBetween(from, to)).toBe("Stand first");
    desk.press("Mod-a");
    expect(desk.state.selection).toBeInstanceOf(AllSelection);
  });
  test("selects all blocks of the body as one zone", () => {
    const desk = full();
    desk.caretAt("One", "after");
    desk.press("Mod-a");
    const { from, to } = desk.state.selection;
    expect(desk.state.doc.textBetween(from, to, "|")).toBe("One two|Three four");
  });
});

describe("blocks in headline and standfirst", () => {
  test.each(["Head line", "Stand first"])("does not turn “%s” into another block", (words) => {
    const desk = full();
    desk.caretAt(words, "after");
    expect(desk.run(toggleSubheading(2))).toBe(false);
    for (const key of ["Mod-Alt-2", "Mod-Shift-7", "Mod-Shift-8", "Mod-Shift-9", "Mod-Alt-0", "Mod-Shift-h"])
      desk.press(key);
    expect(desk.lines).toEqual(full().lines);
  });
  test("sets no marks in the headline", () => {
    const desk = full();
    desk.selectWords("Head");
    desk.press("Mod-b");
    expect(desk.state.doc.firstChild?.firstChild?.marks).toEqual([]);
  });
});
