// @vitest-environment jsdom
import type { Node } from "@tiptap/pm/model";
import { EditorState, Selection, TextSelection } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { afterEach, expect, test, vi } from "vitest";
import {
  bold,
  bulletList,
  code,
  divider,
  figure,
  lineBreak,
  link,
  listItem,
  orderedList,
  paragraph,
  pullQuote,
  quote,
  relatedStory,
  type StoryParts,
  storyDocument,
  subheading,
  table,
} from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { zoneRange } from "#lib/document/zones.ts";
import "#lib/document/steps.ts";
import { collab } from "../saving/collab.ts";
import { editHistory } from "../saving/history.ts";
import { autoLinks } from "./auto-links.ts";
import { blockIds } from "./ids.ts";
import { storyKeys } from "./story-keys.ts";
import { type PageOffer, textPaste } from "./text-paste.ts";
import { zoneInput } from "./zone-input.ts";

let view: EditorView;
const offers: PageOffer[] = [];
afterEach(() => {
  view.destroy();
  offers.length = 0;
});

/** An editor with the caret at the end of the body. */
function open(parts: StoryParts): void {
  const doc = storyDocument(parts);
  const state = EditorState.create({
    doc,
    selection: Selection.near(doc.resolve(zoneRange(doc, "body")?.to ?? 0), -1),
    plugins: [autoLinks(), textPaste((offer) => offers.push(offer)), zoneInput(), blockIds(), editHistory(), collab(0)],
  });
  view = new EditorView(document.createElement("div"), { state, handleScrollToSelection: () => true });
}
function paste({ text = "", html = "" }: { text?: string; html?: string }): void {
  const clipboardData = {
    getData: (type: string) => ({ "text/plain": text, "text/html": html })[type] ?? "",
    files: [],
  };
  view.dom.dispatchEvent(Object.assign(new Event("paste", { cancelable: true }), { clipboardData }));
}
const body = (): string[] => {
  const { doc } = view.state;
  guardDocument(doc);
  const range = zoneRange(doc, "body");
  const blocks: Node[] = range ? [...doc.slice(range.from, range.to).content.content] : [];
  return blocks.map((block) => block.toString());
};
const undo = () => storyKeys["Mod-z"]?.(view.state, view.dispatch);

test("converts pasted Markdown to blocks, and one undo restores the plain text", async () => {
  open({ body: [paragraph()] });
  paste({ text: "## Trams\n\n**now**" });
  await vi.waitFor(() => expect(body()).toEqual(['subheading("Trams")', 'paragraph(bold("now"))']), {
    timeout: 60_000,
  });
  undo();
  expect(body()).toEqual(['paragraph("## Trams")', 'paragraph("**now**")']);
  undo();
  expect(body()).toEqual(["paragraph"]);
});
test("converts a plain text list to a list, also from the clipboard of a code editor", () => {
  open({ body: [paragraph()] });
  paste({ text: "• a\n• b" });
  expect(body()).toEqual(['bulletList(listItem(paragraph("a")), listItem(paragraph("b")))']);
  view.destroy();
  open({ body: [paragraph()] });
  paste({
    text: "1. a\n2. b",
    html: '<div style="white-space: pre;"><div><span>1. a</span></div><div>2. b</div></div>',
  });
  expect(body()).toEqual(['orderedList(listItem(paragraph("a")), listItem(paragraph("b")))']);
});
test("joins the wrapped lines of a pasted mail into one paragraph, also from HTML that keeps its lines", () => {
  const lines = [
    "The night ferry is to return in spring, the harbour board decided",
    "on Tuesday, after two years in which nobody crossed the water by",
    "night.",
  ];
  for (const html of ["", `<pre>${lines.join("\n")}</pre>`]) {
    open({ body: [paragraph()] });
    paste({ text: lines.join("\n"), html });
    expect(body()).toEqual([`paragraph("${lines.join(" ")}")`]);
    if (html === "") view.destroy();
  }
});
test("converts a dropped plain text list to a list at the drop position", () => {
  open({ body: [paragraph("One"), paragraph(), paragraph("Two")] });
  const pos = (zoneRange(view.state.doc, "body")?.from ?? 0) + 6;
  view.posAtCoords = () => ({ pos, inside: pos - 1 }); // jsdom has no layout and so no coordinates
  const dataTransfer = { getData: (type: string) => (type === "text/plain" ? "• a\n• b" : ""), files: [] };
  view.dom.dispatchEvent(
    Object.assign(new Event("drop", { cancelable: true }), { dataTransfer, clientX: 0, clientY: 0 }),
  );
  expect(body()).toEqual([
    'paragraph("One")',
    'bulletList(listItem(paragraph("a")), listItem(paragraph("b")))',
    'paragraph("Two")',
  ]);
});
test("links written addresses in a paste, and one undo restores the plain text", () => {
  open({ body: [paragraph()] });
  paste({ text: "See müller.de" });
  expect(body()).toEqual(['paragraph("See ", link("müller.de"))']);
  undo();
  expect(body()).toEqual(['paragraph("See müller.de")']);
  view.destroy();
  open({ body: [paragraph()] });
  paste({ html: "<p>See <b>example.org</b></p>", text: "See example.org" });
  expect(body()).toEqual(['paragraph("See ", link(bold("example.org")))']);
});
test("keeps text that is pasted without format unchanged", () => {
  open({ body: [paragraph()] });
  view.pasteText("• example.org\n• b", new Event("paste") as ClipboardEvent);
  expect(body()).toEqual(['paragraph("• example.org")', 'paragraph("• b")']);
});
test("links the selected words to a pasted address, whatever else the clipboard holds", () => {
  open({ body: [paragraph("See this")] });
  const { from } = view.state.selection;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from - 4, from)));
  paste({ text: "https://example.org", html: '<a href="https://example.org">https://example.org</a>' });
  expect(body()).toEqual(['paragraph("See ", link("this"))']);
});
test("asks before it inserts a whole page", () => {
  const long = "The harbour board decided on Tuesday, after a debate of four hours, that the ferry is to return.";
  const text = [
    "Skip to content",
    "Menu",
    "Night ferry to return",
    "It comes back after two years.",
    "By Ada Moss",
    long,
    long,
    "Share",
  ].join("\n");
  open({ body: [paragraph()] });
  paste({ text });
  expect(body()).toEqual(["paragraph"]);
  offers[0]?.insertParts();
  expect(view.state.doc.firstChild?.textContent).toBe("Night ferry to return");
  expect(body()).toHaveLength(2);
  view.destroy();
  open({ body: [paragraph()] });
  paste({ text });
  offers[1]?.insertText();
  expect(body()).toHaveLength(8);
});
test.each([
  [
    "replaces the picture of an emoji with the emoji",
    '<p>Won <img alt="🎉" src="x.png"> <img alt="👩🏽‍🚒"> <img alt="Harbour"></p>',
    'paragraph("Won 🎉 👩🏽‍🚒")',
  ],
  [
    "drops the mark of a footnote that was not copied",
    '<p>One<a href="#_ftn1">[1]</a> two<sup><a href="https://example.org/w#cite_note-3">[3]</a></sup></p>',
    'paragraph("One two")',
  ],
  [
    "keeps the mark of a copied footnote without its link",
    '<p>One<a href="#_ftn1" name="_ftnref1">[1]</a></p><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note</p>',
    'paragraph("One[1]")',
  ],
  ["a link within the page is its words", '<p><a href="#more">more</a></p>', 'paragraph("more")'],
  [
    "adds the missing scheme of a link",
    '<p><a href="//example.org/a">one</a> <a href="www.example.org">two</a></p>',
    'paragraph(link("one"), " ", link("two"))',
  ],
  [
    "keeps a link to an anchor on another page",
    '<p><a href="https://example.org/a#b">more</a></p>',
    'paragraph(link("more"))',
  ],
])("%s", (_what, html, first) => {
  open({ body: [paragraph()] });
  paste({ html, text: "x" });
  expect(body()[0]?.trim()).toBe(first);
});
test("keeps the number of a footnote in the text and before the note", () => {
  open({ body: [paragraph()] });
  paste({
    html: '<p>One<a href="#_ftn1" name="_ftnref1">[1]</a></p><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note</p>',
    text: "x",
  });
  expect(body()).toEqual(['paragraph("One[1]")', 'paragraph("[1] Note")']);
});
test("copies list markers as text, and zones as zones", () => {
  open({ headline: "Head", standfirst: "Deck", keyPoints: ["a"], body: [paragraph("One"), bulletList(["x", "y"])] });
  const { dom, text } = view.serializeForClipboard(view.state.doc.slice(0, view.state.doc.content.size));
  expect(text).toBe("Head\n\nDeck\n\n• a\n\nOne\n\n• x\n• y");
  view.destroy();
  open({ body: [paragraph()] });
  paste({ html: dom.innerHTML, text });
  expect(view.state.doc.children.map((node) => node.type.name)).toEqual([
    "headline",
    "standfirst",
    "keyPoints",
    "paragraph",
    "bulletList",
  ]);
  expect(view.state.doc.textContent).toBe("HeadDeckaOnexy");
});

test("keeps zones, blocks and their fields when a story is copied to another by the clipboard", () => {
  const ids = [1, 2, 3].map((n) => `0190a6c0-0000-7000-8000-00000000000${n}`);
  const story: StoryParts = {
    kicker: "Harbour",
    headline: "Head",
    standfirst: ["Deck ", ...bold("bold")],
    mainFigure: { picture: ids[0] ?? null, alt: "A ferry", caption: "Seen", credit: "Ada" },
    keyPoints: ["a", link("b", "https://example.org")],
    body: [
      paragraph(["One", lineBreak(), ...code("two")]),
      subheading("Sub", 3),
      orderedList([listItem("x", bulletList(["y"]), paragraph("z"))], 4),
      quote(["Said"], "Anna"),
      pullQuote(["Large"]),
      figure({ picture: ids[1] ?? null, decorative: true, size: "wide", caption: "c", credit: "d" }),
      table({
        caption: "t",
        rows: [
          ["x", "1"],
          ["y", "2"],
        ],
        headRow: true,
        headColumn: true,
      }),
      divider(),
      relatedStory(ids[2] ?? ""),
      paragraph("End"),
    ],
    inShort: [bulletList(["end"])],
  };
  const bare = (node: Node): unknown =>
    JSON.parse(JSON.stringify(node.toJSON()), (key, value) => (key === "id" ? undefined : value));
  const copied = storyDocument(story);
  open(story);
  const { dom, text } = view.serializeForClipboard(copied.slice(0, copied.content.size));
  view.destroy();
  open({});
  paste({ html: dom.innerHTML, text });
  guardDocument(view.state.doc);
  expect(view.state.doc.children.map(bare)).toEqual(copied.children.map(bare));
});
