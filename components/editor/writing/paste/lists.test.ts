// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { outlineOf, sketch } from "../../testing/outline.ts";
import { pasteHtml } from "../../testing/pasting.ts";

const pasted = (html: string): string[] => sketch(outlineOf(pasteHtml(html)));

/** A list item as Word writes it: a paragraph. */
const item = (list: string, level: number, marker: string, text: string, more = "", font = "Calibri"): string =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;${more};mso-list:${list} level${level} lfo1'><![if !supportLists]><span style='font-family:${font}'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>\n`;
const normal = (text: string, style = ""): string => `<p class=MsoNormal style='${style}'>${text}<o:p></o:p></p>\n`;

describe("lists of Word", () => {
  test("keeps numbers without a full stop", () => {
    expect(pasted(item("l0", 1, "1", "One") + item("l0", 1, "2", "Two"))).toEqual(["1. One", "2. Two"]);
  });

  test.each([
    ["(a)", "(b)", "a letter in brackets"],
    ["i.", "ii.", "Roman numerals"],
    ["A", "B", "bare letters"],
    ["1.1", "1.2", "numbers of two parts"],
    ["Step 1:", "Step 2:", "a word and a number"],
  ])("reads %s and %s as the numbers 1 and 2", (first, second) => {
    expect(pasted(item("l0", 1, first, "One") + item("l0", 1, second, "Two"))).toEqual(["1. One", "2. Two"]);
  });

  test.each([
    ["·", "Symbol"],
    ["o", "Courier New"],
    ["§", "Wingdings"],
    ["v", "Wingdings"],
    ["–", "Calibri"],
  ])("reads %s in %s as a bullet", (marker, font) => {
    expect(pasted(item("l0", 1, marker, "One", "", font))).toEqual(["- One"]);
  });

  test("keeps two consecutive lists of Word apart", () => {
    const html = item("l0", 1, "1.", "a") + item("l0", 1, "2.", "b") + item("l1", 1, "1.", "c");
    expect(pasted(html)).toEqual(["1. a", "2. b", "1. c"]);
    expect(pasteHtml(html)).toHaveLength(2);
    const bullets = item("l0", 1, "·", "a", "", "Symbol") + item("l1", 1, "·", "b", "", "Symbol");
    expect(pasteHtml(bullets)).toHaveLength(2);
  });

  test("keeps numbered items that follow bullets", () => {
    expect(pasted(item("l0", 1, "·", "a", "", "Symbol") + item("l0", 1, "1.", "b") + item("l0", 1, "2.", "c"))).toEqual(
      ["- a", "1. b", "2. c"],
    );
  });

  test("keeps a further paragraph of an item, and the levels below it", () => {
    const html =
      item("l0", 1, "1.", "A", "margin-left:36.0pt") +
      `<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt'>more of A</p>` +
      item("l0", 2, "a.", "B", "margin-left:72.0pt") +
      normal("more of B", "margin-left:72.0pt") +
      item("l0", 1, "2.", "C", "margin-left:36.0pt") +
      normal("After");
    expect(pasted(html)).toEqual(["1. A", "| more of A", "  1. B", "  | more of B", "2. C", "After"]);
  });

  test("keeps a further paragraph in its item if the clipboard has no style sheet", () => {
    const html = `${item("l0", 1, "1.", "A")}<p class=MsoListParagraphCxSpMiddle>more of A</p>${item("l0", 2, "a.", "B", "margin-left:72.0pt")}<p class=MsoListParagraphCxSpLast style='margin-left:72.0pt'>more of B</p>`;
    expect(pasted(html)).toEqual(["1. A", "| more of A", "  1. B", "  | more of B"]);
  });

  test(`keeps paragraphs of the style "List Continue" in the item of their level`, () => {
    const html = `${item("l0", 1, "1.", "A")}${item("l0", 2, "a.", "B")}<p class=MsoListContinue2>more of B</p><p class=MsoListContinue>more of A</p>${item("l0", 1, "2.", "C")}`;
    expect(pasted(html)).toEqual(["1. A", "  1. B", "  | more of B", "| more of A", "2. C"]);
  });

  test("keeps the level across an empty element and an HTML list", () => {
    const html = `${item("l0", 1, "1.", "A")}<span style='mso-bookmark:x'></span>${normal("&nbsp;")}<ul><li style='mso-list:l1 level2 lfo1'>B</li></ul>${item("l0", 1, "2.", "C")}`;
    expect(pasted(html)).toEqual(["1. A", "  - B", "2. C"]);
  });

  test("continues or restarts the numbering after a paragraph as Word does", () => {
    const html =
      item("l0", 1, "1.", "a") +
      item("l0", 1, "2.", "b") +
      normal("Between") +
      item("l0", 1, "3.", "c") +
      item("l0", 1, "1.", "d");
    expect(pasted(html)).toEqual(["1. a", "2. b", "Between", "3. c", "1. d"]);
  });

  test("turns a numbered heading into a heading", () => {
    const html = item("l0", 1, "1.", "Results")
      .replaceAll("<p class=MsoListParagraphCxSpMiddle", "<h2")
      .replace("</p>", "</h2>");
    expect(pasted(`${html}${normal("Words")}`)).toEqual(["## Results", "Words"]);
  });

  test("prefers the number format of the style sheet to the look of the markers", () => {
    const sheet =
      "<style><!-- @list l0:level1 {mso-level-number-format:roman-lower;} @list l1:level1 {mso-level-number-format:bullet;} --></style>";
    expect(pasted(`${sheet}${item("l0", 1, "v.", "five")}${item("l1", 1, "1", "dot")}`)).toEqual(["5. five", "- dot"]);
  });
});

describe("lists of Word without their styles", () => {
  const item = (marker: string, margin: string, text: string, font = "Calibri") =>
    `<p class="MsoListParagraph" style="margin: 0cm 0cm 0.0001pt ${margin}; text-indent: -18pt;"><!--[if !supportLists]--><span style="font-family: ${font};">${marker}<span style="font: 7pt &quot;Times New Roman&quot;;">&nbsp;&nbsp; </span></span><!--[endif]--><span>${text}</span></p>`;

  test("recognises items of Word without styles by their markers and indentation", () => {
    expect(
      pasted(`${item("1.", "36pt", "A") + item("·", "72pt", "B", "Symbol") + item("2.", "36pt", "C")}<p>D</p>`),
    ).toEqual(["1. A", "  - B", "2. C", "D"]);
  });
});

describe("lists of pages and other programs", () => {
  test("makes no empty item of a list that begins with a list", () => {
    expect(pasted("<ol><ol><li>a</li></ol><li>b</li></ol>")).toEqual(["1. a", "2. b"]);
  });

  test("puts the list of an item without a marker into the item before it", () => {
    expect(
      pasted(
        `<ul><li>A</li><li style="list-style:none"><ul><li>B</li></ul></li><li style="list-style-type: none;"><ol><li>C</li></ol></li></ul>`,
      ),
    ).toEqual(["- A", "  - B", "  1. C"]);
  });

  test("keeps a level across an empty element", () => {
    expect(pasted("<ul><li>A</li><span></span><ul><li>B</li></ul><li>C</li></ul>")).toEqual(["- A", "  - B", "- C"]);
  });

  test("reads lists of Word in the browser, which wraps each item in a list", () => {
    const one = (level: number, tag: string, start: number, text: string) =>
      `<div class="ListContainerWrapper"><${tag} role="list" start="${start}"><li data-listid="3" aria-setsize="-1" data-aria-posinset="${start}" data-aria-level="${level}" role="listitem"><p class="Paragraph"><span>${text}</span></p></li></${tag}></div>`;
    expect(
      pasted(
        `<div>${one(1, "ol", 1, "A")}${one(2, "ul", 1, "B")}${one(1, "ol", 2, "C")}</div><p>Between</p>${one(1, "ol", 3, "D")}`,
      ),
    ).toEqual(["1. A", "  - B", "2. C", "Between", "3. D"]);
  });

  test("reads the list levels of Google Docs", () => {
    expect(
      pasted(
        `<b style="font-weight:normal" id="docs-internal-guid-1"><ul><li aria-level="1"><p role="presentation">A</p></li><ul><li aria-level="2"><p>B</p></li></ul><li aria-level="1"><p>C</p></li></ul><ol><li aria-level="1"><p>D</p></li><li aria-level="2"><p>E</p></li></ol></b>`,
      ),
    ).toEqual(["- A", "  - B", "- C", "1. D", "  1. E"]);
  });

  test("continues the outer list after an inner level with its own list", () => {
    const html = `<ul><li aria-level="1">A</li></ul><ul><li aria-level="2">B</li></ul><ul><li aria-level="1">C</li></ul><ul><li aria-level="1">D</li></ul>`;
    expect(pasted(html)).toEqual(["- A", "  - B", "- C", "- D"]);
    expect(pasteHtml(html).map(({ childCount }) => childCount)).toEqual([2, 1]);
  });

  test("reads the list levels of Slack and Quill", () => {
    expect(
      pasted(
        `<ol data-stringify-type="ordered-list" data-indent="0"><li>A</li></ol><ul data-stringify-type="unordered-list" data-indent="1"><li>B</li></ul><ol data-stringify-type="ordered-list" data-indent="0"><li>C</li></ol>`,
      ),
    ).toEqual(["1. A", "  - B", "2. C"]);
    expect(
      pasted(
        `<ol><li data-list="ordered">A</li><li data-list="bullet" class="ql-indent-1">B</li><li data-list="ordered">C</li></ol>`,
      ),
    ).toEqual(["1. A", "  - B", "2. C"]);
  });

  test("keeps start numbers, numbers of items, and the split of a list by a picture or table", () => {
    expect(pasted(`<ol start="4"><li>a</li><li value="9">b</li><li>c</li></ol>`)).toEqual(["4. a", "9. b", "10. c"]);
    expect(pasted(`<ol><li>a<table border=1><tr><td>x</td><td>y</td></tr></table></li><li>b</li></ol>`)).toEqual([
      "1. a",
      "[x | y]",
      "2. b",
    ]);
  });

  test("wraps items without a list in one", () => {
    expect(pasted("<li>a</li><li>b</li><p>c</p>")).toEqual(["- a", "- b", "c"]);
  });

  test("keeps headings, quotes and code inside an item", () => {
    expect(pasted("<ol><li><h3>a</h3><p>b</p></li><li><blockquote>c</blockquote><pre>d</pre></li></ol>")).toEqual([
      "1. a",
      "| b",
      "2. c",
      "| d",
    ]);
  });

  test("recognises lists by their role", () => {
    expect(pasted(`<div role="list"><div role="listitem">a</div><div role="listitem">b</div></div>`)).toEqual([
      "- a",
      "- b",
    ]);
  });
});
