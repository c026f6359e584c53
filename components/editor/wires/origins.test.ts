// @vitest-environment jsdom
import { joinBackward, splitBlock } from "@tiptap/pm/commands";
import { DOMSerializer, type Node } from "@tiptap/pm/model";
import { DecorationSet } from "@tiptap/pm/view";
import { expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { originsIn, withOrigin } from "#lib/document/wire-origin.ts";
import { Desk } from "../testing/desk.ts";
import { pasteHtml } from "../testing/pasting.ts";
import { Suggester } from "../testing/suggester.ts";
import { toggleList, toggleQuote, toggleSubheading } from "../writing/block-commands.ts";
import { markOrigins, originStates, originsPlugin } from "./origins.ts";

const item = "0190a6c0-0000-7000-8000-000000000001";
const origin = { item, number: 2, source: "Sea Press" };
const taken = (text: string) => withOrigin([paragraph(text)], origin)[0] ?? paragraph();
const story = () =>
  storyDocument({ headline: "Ferry", body: [paragraph("Own words."), taken("Taken words here."), paragraph("End.")] });

/** The words of each block that has some from the wire, and those that are from it. */
function fromWire(doc: Node): string[] {
  guardDocument(doc);
  return originsIn(doc).map(({ pos }) => {
    const block = doc.nodeAt(pos);
    const words = block?.children.filter(({ marks }) => marks.some(({ type }) => type.name === "wire"));
    return words?.map(({ text }) => text).join("") ?? "";
  });
}

test("words keep their origin when their block is split, joined, moved, or becomes one of another kind", () => {
  const desk = new Desk(story());
  desk.caretAt("words here", "before");
  desk.run(splitBlock);
  expect(fromWire(desk.state.doc)).toEqual(["Taken ", "words here."]);
  desk.run(joinBackward);
  expect(fromWire(desk.state.doc)).toEqual(["Taken words here."]);
  desk.press("Alt-Shift-ArrowUp");
  expect(fromWire(desk.state.doc)).toEqual(["Taken words here."]);
  for (const command of [
    toggleSubheading(2),
    toggleSubheading(2),
    toggleList("bulletList"),
    toggleList("bulletList"),
    toggleQuote("blockquote"),
  ]) {
    desk.run(command);
    expect(fromWire(desk.state.doc)).toEqual(["Taken words here."]);
  }
  desk.press("Mod-z");
  expect(fromWire(desk.state.doc)).toEqual(["Taken words here."]);
});

test("own words typed before and after taken ones, and a paragraph begun after them, are not from the wire", () => {
  const desk = new Desk(story());
  desk.caretAt("Taken words here.", "after");
  desk.type(" Mine.");
  desk.caretAt("Taken words", "before");
  desk.type("My ");
  desk.caretAt("here. Mine.", "after");
  desk.run(splitBlock);
  desk.type("Next.");
  expect(fromWire(desk.state.doc)).toEqual(["Taken words here."]);
  desk.caretAt("Own words.", "after");
  desk.dispatch(desk.state.tr.delete(desk.find("Own words.") + 10, desk.find("My Taken")));
  expect(desk.lines).toContain("paragraph: Own words.My Taken words here. Mine.");
  expect(fromWire(desk.state.doc)).toEqual(["Taken words here."]);
});

test("words copied to another story of Galley keep their origin, and a page cannot claim one that is not valid", () => {
  const html = document.createElement("div");
  html.append(DOMSerializer.fromSchema(documentSchema).serializeFragment(story().content));
  const copied = pasteHtml(html.innerHTML).find(({ textContent }) => textContent === "Taken words here.");
  expect(copied?.firstChild?.marks[0]?.attrs).toEqual(origin);
  for (const claim of ['data-wire="x"', `data-wire="${item}"`, `data-wire="${item}" data-number="0" data-source="A"`]) {
    const [pasted] = pasteHtml(`<p><span ${claim}>Words</span></p>`);
    expect(pasted?.firstChild?.marks).toEqual([]);
  }
});

test("suggestions on taken words change nothing about their origin, whatever is decided", () => {
  const desk = new Suggester(story(), "0190a6c0-0000-7000-8000-0000000000aa");
  desk.selectWords("words");
  desk.type("text");
  expect(fromWire(rejectAll(desk.state.doc))).toEqual(["Taken words here."]);
  expect(fromWire(acceptAll(desk.state.doc)).join("")).toContain("here.");
  expect(desk.refused).toBe(0);
});

test("blocks are marked where a newer version of their item has arrived, or where it was withdrawn", () => {
  const desk = new Desk(story(), 0, [originsPlugin()]);
  const marks = () =>
    desk.state.plugins.flatMap((plugin) => {
      const found = plugin.props.decorations?.call(plugin, desk.state);
      return found instanceof DecorationSet
        ? found.find().map(({ from }) => desk.state.doc.nodeAt(from)?.textContent)
        : [];
    });
  const mark = (number: number, status: "usable" | "canceled") => {
    const tr = markOrigins(desk.state, [{ item, source: "Sea Press", headline: "Ferry", number, status }]);
    if (tr) desk.dispatch(tr);
  };
  mark(2, "usable");
  expect(marks()).toEqual([]);
  mark(3, "usable");
  expect(marks()).toEqual(["Taken words here."]);
  mark(2, "canceled");
  expect(marks()).toEqual(["Taken words here."]);
  expect(originStates(desk.state)[0]?.status).toBe("canceled");
  expect(markOrigins(desk.state, originStates(desk.state))).toBeNull();
});
