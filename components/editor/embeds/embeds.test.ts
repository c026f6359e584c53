// @vitest-environment jsdom
import { DOMParser as DocumentParser } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { describe, expect, test } from "vitest";
import { embed } from "#lib/document/blocks/embed/block.ts";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { autoLinks } from "../writing/auto-links.ts";
import { insertEmbed } from "../writing/block-commands.ts";
import { pasteEmbed } from "../writing/text-paste.ts";
import { EmbedView } from "./embed-view.ts";

const write = (parts: StoryParts): Desk => new Desk(storyDocument(parts), 0, [autoLinks()]);
const plain = (text: string) => pastedBlocks(textParagraph(text));
const shape = (desk: Desk): string[] => {
  guardDocument(desk.state.doc);
  return desk.state.doc.children
    .slice(2)
    .map((node) => `${node.type.name}: ${node.type.name === "embed" ? node.attrs.embed : node.textContent}`);
};
const address = "https://www.youtube.com/watch?v=abc_DEF-123";

describe("pasting an embed", () => {
  test.each([
    ["an address", address],
    ["an embed code", `<iframe width="560" src="https://www.youtube.com/embed/abc_DEF-123"></iframe>`],
  ])("makes a block of %s on an empty paragraph, and one undo leaves the plain text", (_name, text) => {
    const desk = write({ headline: "h", body: [paragraph("Before"), paragraph()] });
    desk.select(desk.find("Before") + 8);
    expect(pasteEmbed(desk, plain(text), text)).toBe(true);
    expect(shape(desk)).toEqual(["paragraph: Before", "embed: youtube:abc_DEF-123", "paragraph: "]);
    desk.press("Mod-z");
    expect(shape(desk)).toEqual(["paragraph: Before", `paragraph: ${text}`]);
    desk.press("Mod-z");
    expect(shape(desk)).toEqual(["paragraph: Before", "paragraph: "]);
  });

  test("leaves an address within a text, in a headline and of an unknown site alone", () => {
    const desk = write({ headline: "", body: [paragraph("Before"), paragraph()] });
    desk.caretAt("Before", "after");
    expect(pasteEmbed(desk, plain(address), address)).toBe(false);
    desk.select(desk.find("Before") + 8);
    for (const text of ["https://example.org/a", "Words", `${address} and more`])
      expect(pasteEmbed(desk, plain(text), text)).toBe(false);
    desk.select(1);
    expect(pasteEmbed(desk, plain(address), address)).toBe(false);
  });

  test("gives an address to the empty embed at the caret, and leaves words there alone", () => {
    const desk = write({ headline: "h", body: [paragraph()] });
    desk.select(desk.state.doc.content.size - 1);
    desk.run(insertEmbed);
    expect(pasteEmbed(desk, plain("Words"), "Words")).toBe(false);
    expect(pasteEmbed(desk, plain(address), address)).toBe(true);
    expect(shape(desk)).toEqual(["embed: youtube:abc_DEF-123", "paragraph: "]);
    expect(pasteEmbed(desk, plain(address), address)).toBe(false);
  });

  test("reads frames of known providers in pasted HTML", () => {
    const page = document.createElement("div");
    page.innerHTML = `<p>a</p><iframe src="https://player.vimeo.com/video/12"></iframe><iframe src="https://ads.example/1"></iframe>`;
    const { content } = DocumentParser.fromSchema(documentSchema).parseSlice(page);
    expect(content.content.map(({ attrs, textContent }) => attrs.embed ?? textContent)).toEqual(["a", "vimeo:12"]);
  });
});

describe("the block of an embed", () => {
  function open(stored: string | null) {
    const desk = write({ headline: "h", body: [embed({ embed: stored }), paragraph("z")] });
    const view = new EditorView(document.createElement("div"), {
      state: EditorState.create({ doc: desk.state.doc }),
      nodeViews: { embed: (node, editor, getPos) => new EmbedView(node, editor, getPos) },
    });
    const field = view.dom.querySelector("input") as HTMLInputElement;
    const enter = (text: string) => {
      field.value = text;
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    };
    return { view, field, enter, stored: () => view.state.doc.child(2).attrs.embed };
  }

  test("is inserted without an address, and takes one", () => {
    const desk = write({ headline: "h", body: [paragraph("One")] });
    desk.caretAt("One", "after");
    desk.run(insertEmbed);
    expect(shape(desk)).toEqual(["paragraph: One", "embed: null", "paragraph: "]);
    const { field, enter, stored, view } = open(null);
    expect(field.hidden).toBe(false);
    enter(address);
    expect(stored()).toBe("youtube:abc_DEF-123");
    expect(field.hidden).toBe(true);
    expect(view.dom.querySelector("a")?.getAttribute("href")).toBe(address);
  });

  test("keeps what cannot be embedded in its field, with a message", () => {
    const { field, enter, stored, view } = open(null);
    enter("javascript:alert(1)");
    expect(stored()).toBeNull();
    expect(field.value).toBe("javascript:alert(1)");
    expect(view.dom.querySelector("[role=alert]")?.textContent).toContain("neither an address nor an embed code");
  });

  test("gives the caret back to the text on Escape in its field", () => {
    const { field, view } = open(null);
    document.body.append(view.dom);
    field.focus();
    expect(view.hasFocus()).toBe(false);
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(document.activeElement).toBe(view.dom);
    view.destroy();
  });

  test("makes a link card of any other page", () => {
    const { enter, stored } = open("vimeo:12");
    enter("https://example.org/a");
    expect(stored()).toBe("link:https://example.org/a");
  });
});
