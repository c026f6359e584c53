// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { describe as described, outlineOf, sketch } from "../../testing/outline.ts";
import { pasteHtml } from "../../testing/pasting.ts";
import { onPasteReport } from "../paste-report.ts";

const pasted = (html: string): string[] => sketch(outlineOf(pasteHtml(html)));

describe("lines and paragraphs", () => {
  test.each([
    ["One<br><br>Two"],
    ["<p>One<br><br>Two</p>"],
    ["<div>One<br>&nbsp;<br>Two</div>"],
    ["<span>One<br><br></span><span>Two</span>"],
    ["<div>One</div><div>Two</div>"],
    ["<div>One</div><div><br></div><div>Two</div>"],
    [`<span style="display:block">One</span><span style="display: block;">Two</span>`],
    [`One<span data-stringify-type="paragraph-break" style="display: block; height: 8px;"></span>Two`],
    [`One<span data-stringify-type="paragraph-break"></span>Two`],
    ["<section>One<p>Two</p></section>"],
    ["<dl><dt>One</dt><dd>Two</dd></dl>"],
    ["<pre>One\n\nTwo</pre>"],
    [`<div style="white-space: pre-wrap">One\n\nTwo</div>`],
    ["<b style='font-weight:normal' id='docs-internal-guid-1'><p>One</p><br><p>Two</p></b>"],
    ["<a href='https://example.org'><div>One</div><div>Two</div></a>"],
  ])("splits %s into two paragraphs", (html) => {
    expect(pasted(html)).toEqual(["One", "Two"]);
  });

  test.each([
    ["One<br>Two"],
    ["<p>One<br>Two<br></p>"],
    ["<pre>One\nTwo\n</pre>"],
    [`<span style="white-space:pre-wrap">One\nTwo</span>`],
  ])("keeps the line break of %s", (html) => {
    const [block, ...more] = pasteHtml(html);
    expect(more).toEqual([]);
    expect(block?.children.map(({ type, text }) => text ?? type.name)).toEqual(["One", "hardBreak", "Two"]);
  });

  test("keeps formats and links on both sides of a paragraph break", () => {
    const { marks, links } = described(
      outlineOf(pasteHtml(`<p><b><a href="https://example.org/">One<br><br>Two</a></b> three</p>`)),
    );
    expect(marks).toBe("bold: One\nbold: Two");
    expect(links).toBe("https://example.org/: One\nhttps://example.org/: Two");
  });

  test("keeps formats that are written as styles", () => {
    const html = `<p><span style="font-weight:600">a</span> <span style="font-style:oblique">b</span> <span style="text-decoration-line:line-through">c</span> <span style="font-weight:400;font-style:normal">d</span></p>`;
    expect(described(outlineOf(pasteHtml(html))).marks).toBe("bold: a\nitalic: b\nstrike: c");
  });

  test("inserts a clipboard without blocks into the line at the caret", () => {
    expect(pasteHtml("<meta charset=utf-8><span>some <b>words</b></span>")).toHaveLength(1);
  });
});

describe("headings", () => {
  test("recognises headings by role and level", () => {
    expect(
      pasted(
        `<p role="heading" aria-level="1">A</p><div role="heading" aria-level="3">B</div><p>C</p><span role="heading" aria-level="2">D</span>`,
      ),
    ).toEqual(["## A", "### B", "C", "## D"]);
  });

  test("joins the lines of a heading", () => {
    expect(
      pasted(
        "<h2>One<br>two</h2><h2><span style='display:block'>Three</span><span style='display:block'>four</span></h2>",
      ),
    ).toEqual(["## One two", "## Three four"]);
  });

  test("splits a quote around a heading or list inside it", () => {
    expect(pasted("<blockquote><p>a</p><h2>b</h2><p>c</p><ul><li>d</li></ul><p>e</p></blockquote>")).toEqual([
      "> a",
      "## b",
      "> c",
      "- d",
      "> e",
    ]);
  });
});

describe("fact boxes", () => {
  const names = (html: string) => pasteHtml(html).map((node) => `${node.type.name}: ${node.textContent}`);
  test("keeps a fact box that was copied from a story", () => {
    const html = `<section data-box="factBox" data-pm-slice="0 0 []"><p data-box-title="">The ferry</p><p>b</p></section>`;
    expect(names(html)).toEqual(["factBox: The ferryb"]);
  });
  test("pastes a details element of another site as ordinary blocks", () => {
    expect(names("<details><summary>The ferry</summary><p>b</p><ul><li>c</li></ul></details>")).toEqual([
      "paragraph: The ferry",
      "paragraph: b",
      "bulletList: c",
    ]);
  });
});

describe("tables", () => {
  test("keeps a table whose cells hold lists or headings", () => {
    expect(
      pasted(
        "<table><tr><th>Town</th><th>Votes</th></tr><tr><td><h3>Elms</h3></td><td><ul><li>12</li><li>13</li></ul></td></tr></table>",
      ),
    ).toEqual(["[Town | Votes]", "[Elms | 12 13]"]);
  });

  test("recognises tables by their role", () => {
    expect(
      pasted(
        `<div role="table"><div role="rowgroup"><div role="row"><span role="columnheader">Town</span><span role="columnheader">Votes</span></div></div><div role="row"><div role="cell">Elms</div><div role="cell">12</div></div></div>`,
      ),
    ).toEqual(["[Town | Votes]", "[Elms | 12]"]);
  });

  test("drops an empty table", () => {
    expect(
      pasted("<p>a</p><table><tr><td></td><td>&nbsp;</td></tr><tr><td></td><td></td></tr></table><p>b</p>"),
    ).toEqual(["a", "b"]);
  });

  test("unwraps a layout table", () => {
    expect(pasted("<table role=presentation><tr><td>a</td><td><h2>b</h2></td></tr></table>")).toEqual(["a", "## b"]);
    expect(pasted("<table><tr><td><ul><li>a</li></ul></td><td><p>b</p></td></tr></table>")).toEqual(["- a", "b"]);
  });

  test("turns each row of a table that is too large into a paragraph, and reports it", () => {
    vi.useFakeTimers();
    const reports: string[] = [];
    const stop = onPasteReport((lines) =>
      reports.push(...lines.map(({ what, count, advice }) => `${what(count)}. ${advice}`)),
    );
    const rows = Array.from({ length: 501 }, (_, row) => `<tr><td>${row}</td><td>x</td></tr>`).join("");
    expect(pasted(`<table>${rows}</table>`).slice(0, 2)).toEqual(["0 | x", "1 | x"]);
    vi.runAllTimers();
    stop();
    vi.useRealTimers();
    expect(reports).toEqual([
      "1 table that is too large. Each row was pasted as a paragraph instead. A table can have 500 rows, 50 columns and 5,000 cells.",
    ]);
  });

  test("keeps the lines of a cell apart, whatever elements they are made of", () => {
    const [table] = pasteHtml(
      `<table border=1><tr><td><span style="display:block">a</span><span style="display:block">b</span></td><td><pre>c\nd</pre></td></tr></table>`,
    );
    const cells = table?.lastChild?.children.map((cell) => cell.children.map(({ type, text }) => text ?? type.name));
    expect(cells).toEqual([
      ["a", "hardBreak", "b"],
      ["c", "hardBreak", "d"],
    ]);
  });

  test("keeps the format of spreadsheet cells", () => {
    const [table] = pasteHtml(
      `<table><tr><td style="padding:2px;vertical-align:bottom;font-weight:bold">Town</td><td>Votes</td></tr><tr><td>Elms</td><td>12</td></tr></table>`,
    );
    const marked: string[] = [];
    table?.descendants((node) => {
      if (node.isText && node.marks.length > 0) marked.push(`${node.marks[0]?.type.name}: ${node.text}`);
    });
    expect(marked).toEqual(["bold: Town"]);
  });

  test("keeps a table that holds another table in a cell", () => {
    expect(
      pasted(
        "<table border=1><tr><th>Town</th><th>Votes</th></tr><tr><td>Elms</td><td><table><tr><td>12</td><td>13</td></tr></table></td></tr></table>",
      ),
    ).toEqual(["[Town | Votes]", "[Elms | 12 13]"]);
  });
});
