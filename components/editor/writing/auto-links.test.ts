import { describe, expect, test } from "vitest";
import { bulletList, code, link, paragraph, storyDocument, subheading } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { addPendingLinks, autoLinks, linkSelection, plainPasteKey } from "./auto-links.ts";

const write = (...texts: string[]): Desk =>
  new Desk(storyDocument({ headline: "h", body: texts.map((text) => paragraph(text)) }), 0, [autoLinks()]);
/** Runs what the plugin does in the browser after a change has been drawn. */
const shown = (desk: Desk): void => {
  const tr = addPendingLinks(desk.state);
  if (tr) desk.dispatch(tr);
};
const type = (desk: Desk, text: string): void => {
  for (const character of text) {
    desk.type(character);
    shown(desk);
  }
};
const press = (desk: Desk, key: string): void => {
  desk.press(key);
  shown(desk);
};
const paste = (desk: Desk, texts: string[], meta = "paste"): void => {
  desk.dispatch(
    desk.state.tr
      .replaceSelection(pastedBlocks(...texts.map(textParagraph)))
      .setMeta("paste", true)
      .setMeta(meta, true),
  );
  shown(desk);
};
const links = (desk: Desk): string[] => {
  const found: string[] = [];
  desk.state.doc.descendants((node) => {
    const mark = node.marks.find(({ type }) => type.name === "link");
    if (mark) found.push(`${node.text} → ${mark.attrs.href}`);
  });
  return found;
};

describe("links while typing", () => {
  test("links a typed address after the next space, and one undo removes the link only", () => {
    const desk = write("See");
    desk.caretAt("See", "after");
    type(desk, " müller.de");
    expect(links(desk)).toEqual([]);
    type(desk, " ");
    expect(links(desk)).toEqual(["müller.de → https://müller.de"]);
    desk.press("Mod-z");
    expect(links(desk)).toEqual([]);
    expect(desk.lines).toContain("paragraph: See müller.de ");
    type(desk, "now ");
    expect(links(desk)).toEqual([]);
  });
  test("links a typed address after Enter, also before a full stop", () => {
    const desk = write("x");
    desk.caretAt("x", "after");
    type(desk, " https://example.org/_a_/b.");
    press(desk, "Enter");
    expect(links(desk)).toEqual(["https://example.org/_a_/b → https://example.org/_a_/b"]);
    desk.press("Mod-z");
    expect(links(desk)).toEqual([]);
    expect(desk.state.doc.childCount).toBe(4);
  });
  test("links a typed address in a list item and before a line break", () => {
    const desk = new Desk(storyDocument({ body: [bulletList(["x"]), subheading("y")] }), 0, [autoLinks()]);
    desk.caretAt("x", "after");
    type(desk, " www.example.org");
    press(desk, "Shift-Enter");
    desk.caretAt("y", "after");
    type(desk, " desk@example.org ");
    expect(links(desk)).toEqual([
      "www.example.org → https://www.example.org",
      "desk@example.org → mailto:desk@example.org",
    ]);
  });
  test("extends the link when more of the address is typed", () => {
    const desk = write("x");
    desk.caretAt("x", "after");
    type(desk, " example.org ");
    const { from } = desk.state.selection;
    desk.dispatch(desk.state.tr.delete(from - 1, from));
    type(desk, "/a ");
    expect(links(desk)).toEqual(["example.org/a → https://example.org/a"]);
  });
  test("keeps a link whose address differs from its text", () => {
    const desk = new Desk(
      storyDocument({ headline: "h", body: [paragraph(link("example.org", "https://example.com"))] }),
      0,
      [autoLinks()],
    );
    desk.caretAt("example.org", "after");
    type(desk, "/a ");
    expect(links(desk)).toEqual(["example.org → https://example.com"]);
  });
  test("does not link an address in a headline or in code", () => {
    const desk = new Desk(storyDocument({ headline: "h", body: [paragraph(code("x"))] }), 0, [autoLinks()]);
    desk.caretAt("h", "after");
    type(desk, " example.org ");
    desk.caretAt("x", "after");
    for (const character of " example.org ") {
      desk.dispatch(desk.state.tr.insertText(character));
      shown(desk);
    }
    expect(links(desk)).toEqual([]);
  });
  test("does not link an address that a colleague typed", () => {
    const desk = write("x");
    desk.dispatch(desk.state.tr.insertText(" example.org ", desk.find("x") + 1).setMeta("addToHistory", false));
    shown(desk);
    expect(links(desk)).toEqual([]);
  });
});

test("finds no address in a line that was deleted at the end of a story", () => {
  const desk = write("x", "");
  desk.select(desk.find("x") + 3);
  press(desk, "Backspace");
  expect(desk.lines.at(-1)).toBe("paragraph: x");
  press(desk, "Mod-z");
  expect(links(desk)).toEqual([]);
});

describe("links in a paste", () => {
  test("links pasted addresses, and one undo removes the links only", () => {
    const desk = write("x");
    desk.caretAt("x", "after");
    paste(desk, ["See //example.org/a", "and example.org, please"]);
    expect(links(desk)).toEqual(["//example.org/a → https://example.org/a", "example.org → https://example.org"]);
    desk.press("Mod-z");
    expect(links(desk)).toEqual([]);
    expect(desk.lines.slice(-2)).toEqual(["paragraph: xSee //example.org/a", "paragraph: and example.org, please"]);
    desk.press("Mod-z");
    expect(desk.lines.at(-1)).toBe("paragraph: x");
  });
  test("does not link addresses that are pasted as plain text", () => {
    const desk = write("x");
    desk.caretAt("x", "after");
    paste(desk, ["example.org"], plainPasteKey);
    expect(links(desk)).toEqual([]);
  });
});

describe("an address pasted over selected words", () => {
  const linked = (words: string, text: string): string[] => {
    const desk = write("See the timetable of example.com");
    desk.selectWords(words);
    const tr = linkSelection(desk.state, text);
    if (tr) desk.dispatch(tr);
    return links(desk);
  };
  test("links the selected words when an address is pasted over them", () => {
    expect(linked("timetable", " https://example.org/t \n")).toEqual(["timetable → https://example.org/t"]);
    expect(linked("timetable", "müller.de")).toEqual(["timetable → https://müller.de"]);
  });
  test("replaces the selected words if they are an address, or if the paste holds more than one", () => {
    expect(linked("example.com", "https://example.org")).toEqual([]);
    expect(linked("timetable", "see https://example.org")).toEqual([]);
  });
  test("replaces selected words of a headline, which cannot hold links", () => {
    const desk = new Desk(storyDocument({ headline: "Trams" }));
    desk.selectWords("Trams");
    expect(linkSelection(desk.state, "https://example.org")).toBeNull();
    expect(documentSchema.nodes.headline?.allowsMarkType(documentSchema.marks.link!)).toBe(false);
  });
});
