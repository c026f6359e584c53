import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { codeBlock } from "#lib/document/blocks/code/block.ts";
import { factBox } from "#lib/document/blocks/fact-box/block.ts";
import { noteToEditors } from "#lib/document/blocks/note-to-editors/block.ts";
import { profile } from "#lib/document/blocks/profile/block.ts";
import { qa } from "#lib/document/blocks/qa/block.ts";
import { series } from "#lib/document/blocks/series/block.ts";
import { timelineEvent } from "#lib/document/blocks/timeline/block.ts";
import {
  bold,
  bulletList,
  figure,
  link,
  listItem,
  orderedList,
  paragraph,
  pullQuote,
  quote,
  relatedStory,
  subheading,
  table,
} from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { readerMarkNames, readerNodeNames } from "#lib/document/schema.ts";
import type { LiveCard } from "#lib/published/types.ts";
import { timesOf } from "#lib/times.ts";
import { type BlockContext, saidIn } from "./block-context.ts";
import { Blocks, nodeComponents } from "./blocks.tsx";
import { Inline, markComponents } from "./inline.tsx";

const picture = "01a20c44-1b8d-7627-9e7c-679aa74f6efc";
const facts = {
  key: "",
  width: 2000,
  height: 1000,
  color: "",
  renditions: [960, 1600].map((width) => ({ format: "jpeg" as const, width, height: width / 2, bytes: 1 })),
};
const around = (given: Partial<BlockContext> = {}): BlockContext => ({
  pictures: { [picture]: facts },
  media: {},
  cards: {},
  times: timesOf("UTC", "en-GB"),
  language: "en-GB",
  said: saidIn("en-GB"),
  bodyText: "",
  place: "",
  opening: undefined,
  deeper: new Set(),
  ...given,
});
const html = (node: ReactNode) => renderToStaticMarkup(node);
const show = (nodes: NodeJson[], given: Partial<BlockContext> = {}) =>
  html(<Blocks nodes={nodes} context={around(given)} />);

describe("body of a story", () => {
  test("has a component for exactly the nodes and marks of the document schema", () => {
    expect(Object.keys(nodeComponents).sort()).toEqual([...readerNodeNames].sort());
    expect(Object.keys(markComponents).sort()).toEqual([...readerMarkNames].sort());
  });

  test("renders plain elements with every word in order", () => {
    expect(
      show([
        paragraph(["Read ", ...link(["the ", ...bold("report")], "https://example.org/a?b&c"), "."]),
        subheading("Costs"),
        orderedList(["one", listItem("two", bulletList(["below"]))], 3),
        quote(["We pay."], "Ada Roe"),
      ]),
    ).toBe(
      '<p>Read <a href="https://example.org/a?b&amp;c">the <strong>report</strong></a>.</p><h2>Costs</h2>' +
        '<ol start="3"><li>one</li><li>two<ul><li>below</li></ul></li></ol>' +
        "<blockquote><p>We pay.</p><footer>Ada Roe</footer></blockquote>",
    );
  });

  test("shows the role of a person who is quoted apart from the name", () => {
    expect(show([quote(["We pay."], link("Ada Roe, mayor, Leith", "https://example.org/"))])).toBe(
      '<blockquote><p>We pay.</p><footer><b><a href="https://example.org/">Ada Roe</a></b>' +
        '<a href="https://example.org/">, mayor, Leith</a></footer></blockquote>',
    );
    expect(show([quote(["We pay."], "Ada Roe,")])).toContain("<footer>Ada Roe,</footer>");
  });

  test("counts a list as its writer chose, in letters or Roman numerals, from any number", () => {
    expect(show([orderedList(["one"], 3, "upperRoman"), orderedList(["one"], 1, "lowerAlpha")])).toBe(
      '<ol type="I" start="3" class="deep upper-roman"><li>one</li></ol><ol type="a" class="lower-alpha"><li>one</li></ol>',
    );
    expect(show([{ ...orderedList(["one"]), attrs: { numbering: '"><b>' } }])).toBe("<ol><li>one</li></ol>");
  });

  test("aligns the columns of a table as its writer chose, else numbers to the right", () => {
    const fares = table({
      rows: [
        ["Pier", "4"],
        ["Ferry", "5"],
      ],
      align: ["center", null],
    });
    expect(show([fares])).toContain('<tr><td class="to-center">Pier</td><td class="num">4</td></tr>');
    const left = table({
      rows: [
        ["Pier", "4"],
        ["Ferry", "5"],
      ],
      align: [null, "left"],
    });
    expect(show([left])).toContain('<td class="to-left">4</td>');
  });

  test("shows links in captions", () => {
    const shown = show([
      figure({ picture, alt: "a", caption: ["Photo from ", ...link("the pier", "https://example.org/")] }),
    ]);
    expect(shown).toContain('Photo from <a href="https://example.org/">the pier</a>');
  });

  test("shows the parts of a series that readers can get, and no box without one", () => {
    const [here, gone] = [1, 2].map((number) => `0190a6c0-0000-7000-8000-00000000000${number}`) as [string, string];
    const card = { id: here, path: "/city/strike", headline: "The <strike>", language: "de" } as LiveCard;
    const box = { ...series("Strike", [here, gone]), attrs: { id: "box-box-1" } };
    expect(show([box], { cards: { [here]: card } })).toBe(
      '<nav class="parts" aria-labelledby="s-box-box-1"><p id="s-box-box-1">Strike</p>' +
        '<ul><li><a href="/city/strike" lang="de" dir="ltr" hrefLang="de">The &lt;strike&gt;</a></li></ul></nav>',
    );
    expect(show([box])).toBe("");
  });

  test("shows a fact box as details that are open and can be closed", () => {
    expect(show([factBox("The <ferry>", [paragraph("Built in Leith."), bulletList(["Two decks"])])])).toBe(
      '<details class="fact-box" open=""><summary>The &lt;ferry&gt;</summary><p>Built in Leith.</p>' +
        "<ul><li>Two decks</li></ul></details>",
    );
  });

  test("shows questions and events with their titles as bold lines, and empty ones not at all", () => {
    expect(show([qa("Why <now>?", [paragraph("One")]), timelineEvent("1997", [paragraph("Two")]), qa("", [])])).toBe(
      '<div class="qa"><p><strong>Why &lt;now&gt;?</strong></p><p>One</p></div>' +
        '<div class="event"><p><strong>1997</strong></p><p>Two</p></div>',
    );
  });

  test("shows a profile with its portrait before the name, the link of the name, and no empty part", () => {
    const anna = profile({
      name: link("Anna <Berg>", "/authors/anna"),
      role: "Harbour master",
      portrait: { picture, alt: "A woman", credit: "Ada Roe" },
      blocks: [paragraph("She grew up in Leith."), bulletList(["Sails"])],
    });
    const shown = show([anna]);
    expect(shown).toMatch(/^<div class="profile"><figure><picture>.*alt="A woman".*Ada Roe.*<\/figure><p><strong>/);
    expect(shown).toContain(
      '<p><strong><a href="/authors/anna">Anna &lt;Berg&gt;</a></strong></p><p class="role">Harbour master</p>' +
        "<p>She grew up in Leith.</p><ul><li>Sails</li></ul></div>",
    );
    expect(show([profile({ name: "Port of Leith", portrait: { picture: null } })])).toBe(
      '<div class="profile"><p><strong>Port of Leith</strong></p></div>',
    );
    expect(show([profile({ name: "" })])).toBe("");
  });

  test("shows code with its lines and spaces, in a region that the keyboard can scroll", () => {
    expect(show([codeBlock("if (a) {\n  b();\n}")])).toBe(
      '<pre class="code" dir="ltr" tabindex="0"><code>if (a) {\n  b();\n}</code></pre>',
    );
    expect(show([codeBlock(" \n")])).toBe("");
  });

  test("shows no note to editors, not even of a stored document that still has one", () => {
    expect(show([paragraph("One"), noteToEditors("Call Ada"), paragraph("Two")])).toBe("<p>One</p><p>Two</p>");
  });

  test("shows a fact box without a title as a section, and an empty one not at all", () => {
    expect(show([factBox("", [paragraph("Built in Leith.")])])).toBe(
      '<section class="fact-box"><p>Built in Leith.</p></section>',
    );
    expect(show([factBox("", []), { type: "factBox" }])).toBe("");
  });

  test("shows a table with its caption and headings, in a region that the keyboard can scroll", () => {
    const fares = table({
      caption: "Fares",
      rows: [
        ["From", "£"],
        ["Quay", "3"],
        ["Isle", "4"],
      ],
      headRow: true,
      headColumn: true,
    });
    const id = `t-${fares.attrs?.id}`;
    expect(show([fares])).toBe(
      `<section class="table" tabindex="0" aria-labelledby="${id}"><table><caption id="${id}">Fares</caption>` +
        '<thead><tr><th scope="col">From</th><th scope="col" class="num">£</th></tr></thead>' +
        '<tbody><tr><th scope="row">Quay</th><td class="num">3</td></tr><tr><th scope="row">Isle</th><td class="num">4</td></tr></tbody></table></section>',
    );
    expect(show([table({ rows: [["a", "b"]] })])).toBe(
      '<section class="table" tabindex="0" aria-label="Table"><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table></section>',
    );
    expect(show([table({ rows: [["", ""]] }), table({ rows: [[""]], caption: "Still to come" })])).toBe(
      "<p>Still to come</p>",
    );
  });

  test("begins with the dateline", () => {
    const opening = paragraph("It sails.");
    expect(show([opening, paragraph("Again.")], { opening, place: "Customs Quay" })).toBe(
      '<p><span class="dateline">Customs Quay</span> — It sails.</p><p>Again.</p>',
    );
  });

  test("shows no empty paragraphs, unpublished pictures or unpublished stories", () => {
    expect(show([paragraph(" "), figure({ picture: "other", caption: "Secret" }), relatedStory(picture)])).toBe("");
  });

  test("shows a link on a space alone as a space, because nobody could find it", () => {
    expect(show([paragraph(["First Fridays", ...link(" ", "https://example.org/"), "taught."])])).toBe(
      "<p>First Fridays taught.</p>",
    );
  });

  test("hides a pull quote that repeats the text from screen readers", () => {
    const html = show([pullQuote(["“We pay”"])], { bodyText: "He said: we pay, always." });
    expect(html).toBe('<div class="pull" aria-hidden="true"><p>“We pay”</p></div>');
    expect(show([pullQuote(["We pay"])])).toBe('<blockquote class="pull"><p>We pay</p></blockquote>');
  });

  test("shows the text without pending suggestions", () => {
    const run = (text: string, type: string): NodeJson => ({ type: "text", text, marks: [{ type, attrs: { id: 1 } }] });
    const line: NodeJson = { type: "paragraph", content: [run("new", "insertion"), run("old", "deletion")] };
    expect(show([line, { ...paragraph("A new block"), marks: [{ type: "insertion" }] }])).toBe("<p>old</p>");
  });
});

describe("hostile attributes", () => {
  const hostile = [
    "javascript:alert(1)",
    " JaVa\tScript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    '"><script>alert(1)</script>',
    "__proto__",
    "constructor",
    { toString: "x" },
    ["javascript:alert(1)"],
    -1,
    Number.NaN,
    null,
    true,
  ];
  const names = [
    "id",
    "href",
    "start",
    "level",
    "picture",
    "alt",
    "size",
    "story",
    "decorative",
    "class",
    "style",
    "onclick",
  ];
  const attrsOf = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]));
  const isHarmless = (markup: string) => {
    expect(markup).not.toMatch(/<script|<iframe|\son\w+=|\sstyle=|(?:href|src)="(?:\s*(?:javascript|data|vbscript):)/i);
  };

  test("renders harmless elements from hostile attributes of any node", () => {
    for (const value of hostile)
      for (const type of readerNodeNames)
        isHarmless(
          show([
            {
              type,
              attrs: attrsOf(value),
              content: [{ type: "paragraph", attrs: attrsOf(value), content: [{ type: "text", text: "<b>x</b>" }] }],
            },
          ]),
        );
  });

  test("keeps the words of marks with hostile attributes", () => {
    for (const value of hostile)
      for (const type of readerMarkNames.filter((name) => name !== "insertion")) {
        const marks = [{ type, attrs: attrsOf(value) }];
        const markup = html(
          <Inline node={{ type: "paragraph", content: [{ type: "text", text: "<words>", marks }] }} />,
        );
        isHarmless(markup);
        expect(markup).toContain("&lt;words&gt;");
      }
  });

  test("keeps hostile attributes of a figure out of its elements", () => {
    const markup = show([
      {
        ...figure({ picture, alt: '"><img src=x onerror=alert(1)>' }),
        attrs: { picture, alt: '"><i>', size: '" onload="x' },
      },
    ]);
    expect(markup).toContain('alt="&quot;&gt;&lt;i&gt;"');
    expect(markup).toContain('class="figure normal"');
  });

  test("does not look up nodes and marks on Object.prototype", () => {
    const cards = {} as Record<string, LiveCard>;
    for (const name of ["constructor", "__proto__", "toString"])
      expect(
        show([{ type: name }, { type: "figure", attrs: { picture: name } }, relatedStory(name)], {
          cards,
          pictures: {},
        }),
      ).toBe("");
  });

  test("drops nodes with children of the wrong type", () => {
    // A shape that no type allows, as in a damaged row.
    const broken = [null, 7, "x", {}, { type: 7 }, { type: "text", text: 7 }] as unknown as NodeJson[];
    expect(
      show([
        { type: "paragraph", content: broken },
        { type: "bulletList", content: broken },
      ]),
    ).toBe("<ul></ul>");
    expect(show([{ type: "paragraph", content: "text" as unknown as NodeJson[] }])).toBe("");
  });
});
