import { describe, expect, test } from "vitest";
import { footnote } from "#lib/document/blocks/footnote/block.ts";
import { bulletList, paragraph, type StoryParts, storyDocument, withFootnote } from "#lib/document/build.ts";
import { footnoteReferences } from "#lib/document/footnotes.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { cardsOf, sentenceOf } from "../suggesting/cards.ts";
import { Desk } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { backspaceAfterNumber, footnoteNumbersShown, insertFootnote } from "./footnotes.ts";

const write = (...body: NonNullable<StoryParts["body"]>): Desk =>
  new Desk(storyDocument({ headline: "Headline", body }), 0, [footnoteNumbersShown()]);

/** The blocks of the body, with the ids of notes replaced by their place in the document. */
function body(desk: Desk): string[] {
  guardDocument(desk.state.doc);
  const { doc } = desk.state;
  const notes = doc.children.filter(({ type }) => type.name === "footnote").map(({ attrs }) => attrs.id);
  const signs = footnoteReferences(doc).map(({ note, to }) => ({ to, sign: `[${notes.indexOf(note) + 1}]` }));
  return doc.children.slice(2).map((node, index) => {
    let text = "";
    const start = doc.children.slice(0, index + 2).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    node.descendants((child, pos) => {
      if (!child.isText) return;
      text += child.text;
      const end = start + 1 + pos + child.nodeSize;
      text += signs.find(({ to }) => to === end)?.sign ?? "";
    });
    return `${node.type.name}: ${text}`;
  });
}

describe("writing footnotes", () => {
  test("puts the note below the text, in the order of the numbers, and Enter leads back behind the number", () => {
    const desk = write(paragraph("The pier opened in 1921."), paragraph("It closed."));
    desk.caretAt("closed.", "after");
    desk.run(insertFootnote);
    desk.type("So they say");
    desk.press("Enter");
    desk.type(" For good.");
    desk.caretAt("1921.", "after");
    desk.press("Mod-Shift-6");
    desk.type("Town archive");
    expect(body(desk)).toEqual([
      "paragraph: The pier opened in 1921.[1]",
      "paragraph: It closed.[2] For good.",
      "footnote: Town archive",
      "footnote: So they say",
    ]);
  });

  test("on an empty line it follows the text above, and the line goes", () => {
    const desk = write(paragraph("It closed."), paragraph(), paragraph("Later"));
    desk.caretAt("It closed.", "after");
    desk.select(desk.state.selection.from + 2);
    desk.run(insertFootnote);
    desk.type("A note");
    expect(body(desk)).toEqual(["paragraph: It closed.[1]", "paragraph: Later", "footnote: A note"]);
  });

  test("moves into the note that is there already", () => {
    const desk = write(paragraph("It closed."));
    desk.caretAt("closed.", "after");
    desk.run(insertFootnote);
    desk.type("One");
    desk.press("Enter");
    desk.run(insertFootnote);
    desk.type(" and two");
    expect(body(desk)).toEqual(["paragraph: It closed.[1]", "footnote: One and two"]);
  });

  test("follows words in lists, and nothing in a headline or an empty story", () => {
    const desk = write(bulletList(["One", "Two"]), paragraph());
    desk.caretAt("Two", "after");
    desk.run(insertFootnote);
    expect(body(desk)).toEqual(["bulletList: OneTwo[1]", "paragraph: ", "footnote: "]);
    const empty = write(paragraph());
    empty.caretAt("Headline", "after");
    empty.run(insertFootnote);
    expect(body(empty)).toEqual(["paragraph: "]);
  });

  test("one undo takes number and note away", () => {
    const desk = write(paragraph("It closed."));
    desk.caretAt("closed.", "after");
    desk.run(insertFootnote);
    desk.press("Mod-z");
    expect(body(desk)).toEqual(["paragraph: It closed."]);
  });

  test("is a suggestion in suggestion mode, which can be accepted and rejected as a whole", () => {
    const before = storyDocument({ headline: "Headline", body: [paragraph("It closed.")] });
    const desk = new Suggester(before, "0190a6c0-0000-7000-8000-00000000000a");
    desk.caretAt("closed.", "after");
    desk.run(insertFootnote);
    desk.type("Town archive");
    guardDocument(desk.state.doc);
    expect(rejectAll(desk.state.doc).toJSON()).toEqual(before.toJSON());
    const accepted = acceptAll(desk.state.doc);
    expect(footnoteReferences(accepted).map(({ note }) => note)).toEqual([accepted.lastChild?.attrs.id]);
    expect(accepted.lastChild?.textContent).toBe("Town archive");
    expect(cardsOf(desk.state.doc).map(sentenceOf).join()).toContain("Refer to a footnote");
  });

  test("Backspace in an empty note removes it with its number", () => {
    const desk = write(paragraph("It closed."));
    desk.caretAt("closed.", "after");
    desk.run(insertFootnote);
    desk.press("Backspace");
    desk.type("!");
    expect(body(desk)).toEqual(["paragraph: It closed.!"]);
  });

  test("Backspace behind a number takes out the number, keeps the words of its note, and then leaves the letters to the browser", () => {
    const desk = write(paragraph(["It ", ...withFootnote("closed", "note-one-1")]), footnote("Kept", "note-one-1"));
    desk.caretAt("closed", "after");
    desk.press("Backspace");
    expect(body(desk)).toEqual(["paragraph: It closed", "footnote: Kept"]);
    expect(desk.run(backspaceAfterNumber)).toBe(false);
  });

  test("words of a note are never joined with other text", () => {
    const desk = write(paragraph("Text"), footnote("Note", "note-one-1"), paragraph("More"));
    desk.caretAt("Note", "before");
    desk.press("Backspace");
    desk.caretAt("More", "before");
    desk.press("Backspace");
    desk.caretAt("Text", "after");
    desk.press("Delete");
    expect(body(desk)).toEqual(["paragraph: Text", "footnote: Note", "paragraph: More"]);
  });
});
