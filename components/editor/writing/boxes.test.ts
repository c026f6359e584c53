import { NodeSelection } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { factBox } from "#lib/document/blocks/fact-box/block.ts";
import { series } from "#lib/document/blocks/series/block.ts";
import {
  bulletList,
  divider,
  paragraph,
  quote,
  type StoryParts,
  storyDocument,
  subheading,
  toJson,
} from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { Desk, pastedBlocks } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { toggleQuote, toggleSubheading } from "./block-commands.ts";
import { insertBox } from "./boxes.ts";
import { pasteByZone } from "./paste.ts";

type Blocks = NonNullable<StoryParts["body"]>;
const write = (...body: Blocks): Desk => new Desk(storyDocument({ body }));
/** The blocks of the body as short text: "box(Title|p:One|ul:…)". */
function body(desk: Pick<Desk, "state">): string[] {
  guardDocument(desk.state.doc);
  return desk.state.doc.children.slice(2).map((node) => {
    if (node.type.name !== "factBox") return `${node.type.name}: ${node.textContent}`;
    return `box(${node.children.map((child) => `${child.type.name}: ${child.textContent}`).join(" | ")})`;
  });
}
const box = (title: string, ...blocks: string[]): string =>
  `box(${[`factBoxTitle: ${title}`, ...blocks.map((text) => `paragraph: ${text}`)].join(" | ")})`;

describe("writing a fact box", () => {
  test("inserts an empty box with the caret in its title, and a paragraph after it", () => {
    const desk = write(paragraph("One"));
    desk.caretAt("One", "after");
    desk.run(insertBox("factBox"));
    desk.type("Facts");
    expect(body(desk)).toEqual(["paragraph: One", box("Facts", ""), "paragraph: "]);
  });

  test("inserts a box after the box at the caret, never inside it", () => {
    const desk = write(factBox("A", [paragraph("One")]));
    desk.caretAt("One", "after");
    desk.run(insertBox("factBox"));
    expect(body(desk)).toEqual([box("A", "One"), box("", ""), "paragraph: "]);
  });

  test("leaves into the empty paragraph that follows a box or quote, without a second one", () => {
    for (const block of [factBox("Facts", [paragraph("One")]), quote(["One"])]) {
      const desk = write(block, paragraph(""), paragraph("Z"));
      desk.caretAt("One", "after");
      desk.press("Enter");
      desk.press("Enter");
      desk.type("After");
      expect(body(desk).slice(1)).toEqual(["paragraph: After", "paragraph: Z"]);
    }
  });

  test("moves from the title into the body on Enter, also into a list", () => {
    const desk = write(factBox("Facts", [paragraph("One")]), factBox("Dates", [bulletList(["1997"])]));
    desk.caretAt("Facts", "after");
    desk.press("Enter");
    desk.type("Now ");
    desk.caretAt("Dates", "before");
    desk.press("Enter");
    desk.type("In ");
    expect(desk.lines.slice(2)).toEqual([
      "factBoxTitle: Facts",
      "paragraph: Now One",
      "factBoxTitle: Dates",
      "paragraph: In 1997",
    ]);
  });

  test("leaves the box on Enter in its empty last paragraph", () => {
    const desk = write(factBox("A", [paragraph("One")]), paragraph("Two"));
    desk.caretAt("One", "after");
    desk.press("Enter");
    desk.press("Enter");
    desk.type("After");
    expect(body(desk)).toEqual([box("A", "One"), "paragraph: After", "paragraph: Two"]);
  });

  test("keeps the only paragraph of a box on Enter", () => {
    const desk = write(factBox("A", [paragraph()]));
    desk.caretAt("A", "after");
    desk.press("Enter");
    desk.press("Enter");
    expect(body(desk)).toEqual([box("A", "", "")]);
  });

  test("removes an empty box on Backspace in its title", () => {
    const desk = write(paragraph("One"), factBox("", []), paragraph("Two"));
    desk.into("factBoxTitle");
    desk.press("Backspace");
    desk.type("x");
    expect(body(desk)).toEqual(["paragraph: One", "paragraph: x", "paragraph: Two"]);
  });

  test("removes the first block of the body on Backspace if it is an empty box", () => {
    const desk = write(factBox("", []));
    desk.into("factBoxTitle");
    desk.press("Backspace");
    expect(body(desk)).toEqual(["paragraph: "]);
  });

  test("leaves a paragraph on Backspace in the title of a series box without stories", () => {
    for (const around of [[], [divider()]]) {
      const desk = write(...around, series("", []), ...around);
      desk.into("seriesTitle");
      desk.press("Backspace");
      desk.type("x");
      expect(body(desk)).toEqual([...around.map(() => "divider: "), "paragraph: x", ...around.map(() => "divider: ")]);
    }
  });

  test("keeps the blocks of a box whose empty title is removed", () => {
    const desk = write(factBox("", [paragraph("One"), bulletList(["Two"])]));
    desk.into("factBoxTitle");
    desk.press("Backspace");
    expect(body(desk)).toEqual(["paragraph: One", "bulletList: Two"]);
  });

  test("joins nothing with the title", () => {
    const desk = write(paragraph("Before"), factBox("Title", [paragraph("One")]));
    const was = body(desk);
    for (const [words, side, key] of [
      ["Title", "before", "Backspace"],
      ["Title", "after", "Delete"],
      ["One", "before", "Backspace"],
      ["One", "after", "Delete"],
    ] as const) {
      desk.caretAt(words, side);
      expect(desk.press(key)).toBe(true);
      expect(body(desk)).toEqual(was);
    }
    desk.caretAt("One", "before");
    desk.press("Backspace");
    expect(desk.where).toBe("factBoxTitle");
  });

  test("selects the box on Backspace after it and on Delete before it, before deleting it", () => {
    for (const [words, side, key] of [
      ["b", "before", "Backspace"],
      ["a", "after", "Delete"],
    ] as const) {
      const desk = write(paragraph("a"), factBox("T", [paragraph("x")]), paragraph("b"));
      desk.caretAt(words, side);
      desk.press(key);
      expect(desk.state.selection).toBeInstanceOf(NodeSelection);
      expect(body(desk)).toHaveLength(3);
      desk.press(key);
      expect(body(desk)).toEqual(["paragraph: a", "paragraph: b"]);
    }
  });

  test.each(["ArrowDown", "ArrowRight"])("adds a paragraph on %s at the end of a box that ends the body", (key) => {
    const desk = new Desk(storyDocument({ body: [factBox("A", [paragraph("One")])], inShort: [paragraph("End")] }));
    desk.caretAt("One", "after");
    desk.press(key);
    desk.type("Two");
    expect(body(desk)).toEqual([box("A", "One"), "paragraph: Two", "inShort: End"]);
  });

  test("leaves the arrows to the browser where a block follows, and within the box", () => {
    const desk = write(factBox("A", [paragraph("One")]), paragraph("Two"));
    desk.caretAt("One", "after");
    expect(desk.press("ArrowRight")).toBe(false);
    const last = write(factBox("A", [paragraph("One"), paragraph("Two")]));
    last.caretAt("One", "after");
    expect(last.press("ArrowRight")).toBe(false);
    expect(last.press("ArrowDown")).toBe(false);
  });

  test("refuses subheadings and quotes inside a box", () => {
    const desk = write(factBox("A", [paragraph("One")]));
    for (const words of ["A", "One"]) {
      desk.caretAt(words, "after");
      for (const command of [toggleSubheading(2), toggleQuote("blockquote"), toggleQuote("pullQuote")])
        expect(desk.run(command)).toBe(false);
    }
    expect(body(desk)).toEqual([box("A", "One")]);
  });

  test("undoes each key at once", () => {
    const desk = write(factBox("A", [paragraph("One")]));
    const was = desk.state.doc;
    desk.caretAt("One", "after");
    for (const key of ["ArrowDown", "Mod-z"]) desk.press(key);
    expect(desk.state.doc.eq(was)).toBe(true);
  });
});

describe("pasting into a fact box", () => {
  const nodes = (...blocks: Blocks) => pastedBlocks(...blocks.map((json) => documentSchema.nodeFromJSON(json)));
  const paste = (desk: Desk, ...blocks: Blocks) => {
    const slice = nodes(...blocks);
    desk.dispatch(pasteByZone(desk.state.tr, slice) ?? desk.state.tr.replaceSelection(slice));
  };

  test("pastes paragraphs and lists as they are", () => {
    const desk = write(factBox("A", [paragraph("One")]), paragraph("Z"));
    desk.caretAt("One", "after");
    paste(desk, paragraph(" two"), bulletList(["three"]), paragraph("four"));
    expect(body(desk)).toEqual([
      "box(factBoxTitle: A | paragraph: One two | bulletList: three | paragraph: four)",
      "paragraph: Z",
    ]);
  });

  test("turns quotes and subheadings into paragraphs, and puts other blocks after the box", () => {
    const desk = write(factBox("A", [paragraph("One")]), paragraph("Z"));
    desk.caretAt("One", "after");
    paste(
      desk,
      paragraph(" two"),
      subheading("Sub"),
      divider(),
      quote(["Said"], "Ada"),
      factBox("B", [paragraph("x")]),
    );
    expect(body(desk)).toEqual([box("A", "One two", "Sub", "Said", "Ada"), "divider: ", box("B", "x"), "paragraph: Z"]);
  });

  test("pastes a part of a box into another box without its frame", () => {
    const desk = write(factBox("A", [paragraph("One"), paragraph("two")]), factBox("B", [paragraph("x")]));
    const [from, to] = [desk.find("A"), desk.find("two") + 3];
    const whole = desk.state.doc.slice(from, to);
    const text = desk.state.doc.slice(desk.find("One"), to);
    for (const slice of [text, whole]) {
      const copy = new Desk(desk.state.doc);
      copy.caretAt("x", "after");
      copy.dispatch(pasteByZone(copy.state.tr, slice) ?? copy.state.tr.replaceSelection(slice));
      const title = slice === whole ? ["xA", "One"] : ["xOne"];
      expect(body(copy)[1]).toBe(box("B", ...title, "two"));
    }
  });

  test("pastes text of a box into the body without its frame", () => {
    const desk = write(factBox("A", [paragraph("One"), paragraph("two")]), paragraph("x"));
    const slice = desk.state.doc.slice(desk.find("One"), desk.find("two") + 3);
    desk.caretAt("x", "after");
    desk.dispatch(pasteByZone(desk.state.tr, slice) ?? desk.state.tr.replaceSelection(slice));
    expect(body(desk)).toEqual([box("A", "One", "two"), "paragraph: xOne", "paragraph: two"]);
  });

  test("pastes several paragraphs into the title as one line", () => {
    const desk = write(factBox("A", [paragraph("One")]));
    desk.caretAt("A", "after");
    paste(desk, paragraph(" b"), paragraph("c"));
    expect(body(desk)).toEqual([box("A b c", "One")]);
  });
});

describe("suggesting with a fact box", () => {
  const person = "0190a6c0-0000-7000-8000-000000000001";
  const start = (...blocks: Blocks) => new Suggester(storyDocument({ body: blocks }), person);

  test("suggests a new box as a whole", () => {
    const desk = start(paragraph("One"));
    const was = toJson(desk.state.doc);
    desk.caretAt("One", "after");
    desk.run(insertBox("factBox"));
    desk.type("Facts");
    expect(toJson(rejectAll(desk.state.doc))).toEqual(was);
    expect(body({ state: { doc: acceptAll(desk.state.doc) } as Desk["state"] })).toEqual([
      "paragraph: One",
      box("Facts", ""),
      "paragraph: ",
    ]);
  });

  test("suggests words in the title and in the text of a box", () => {
    const desk = start(factBox("Facts", [paragraph("One")]));
    const was = toJson(desk.state.doc);
    desk.caretAt("Facts", "after");
    desk.type(" now");
    desk.caretAt("One", "after");
    desk.type(" two");
    expect(toJson(rejectAll(desk.state.doc))).toEqual(was);
    expect(body({ state: { doc: acceptAll(desk.state.doc) } as Desk["state"] })).toEqual([box("Facts now", "One two")]);
  });
});
