// @vitest-environment jsdom
// Measures how much of a clipboard is kept, on clipboards of other programs from the folder that GALLEY_CORPUS names.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import {
  type Dimension,
  describe as describeOutline,
  differences,
  dimensions,
  lineText,
  type Outline,
  outlineOf,
} from "../testing/outline.ts";
import { outlineOfModel } from "../testing/outline-ckeditor.ts";
import { outlineOfHtml } from "../testing/outline-html.ts";
import { pasteHtml, pasteWithReport } from "../testing/pasting.ts";
import { wordNumbers } from "../testing/word-numbers.ts";

type Clipboard = { name: string; html: string; expected: Outline };

const corpus = corpusFolder("2-paste/give");
const read = (...names: string[]): string => fs.readFileSync(path.join(corpus ?? "", ...names), "utf8");
const isFile = (name: string): boolean => fs.existsSync(path.join(corpus ?? "", name));

/** Clipboards whose HTML differs from the expected model in the same folder. */
const exceptions: { file: RegExp; why: string; expect: (model: Outline, html: string) => Outline }[] = [
  {
    file: /basic-styles\/.*safari/,
    why: "These two clipboards lost spaces that the model, made of Word's own clipboard, has.",
    expect: (_model, html) => outlineOfHtml(html),
  },
  {
    file: /bookmark\/other/,
    why: "The model was made by an editor without lists and links; both are in the clipboard.",
    expect: (model) => ({
      ...model,
      lines: model.lines.map((line) => {
        if (/^List\s+item/.test(lineText(line))) return { ...line, kind: "bullet" as const, depth: 1 };
        const href = /^Link/.test(lineText(line)) ? "http://ckeditor.com/" : null;
        return { ...line, spans: line.spans.map((span) => ({ ...span, href })) };
      }),
    }),
  },
  {
    file: /br-paragraph/,
    why: "The model was made by an editor without headings; the clipboard has one.",
    expect: (model) => ({
      ...model,
      lines: model.lines.map((line) => (lineText(line) === "A" ? { ...line, kind: "heading 2" as const } : line)),
    }),
  },
  {
    file: /list\/multi-block/,
    why: "CKEditor reads no style sheet, by which the first list's paragraphs without a number are indented like its items.",
    expect: (model) => ({
      ...model,
      lines: model.lines.map((line) =>
        /^[abe]1$/.test(lineText(line)) ? { ...line, kind: "continued" as const, depth: 1 } : line,
      ),
    }),
  },
];

/** CKEditor's clipboards, each with the model that CKEditor creates from it. */
function ckeditor(): Clipboard[] {
  return fs
    .readdirSync(path.join(corpus ?? "", "ckeditor5"), { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|\/)input\.[^/]*html$/.test(name))
    .sort()
    .map((name) => {
      const input = path.posix.join("ckeditor5", name);
      const models = [/$^/, /safari\./, /firefox\./].map((browser) =>
        input.replace("input.", "model.").replace(browser, ""),
      );
      const model = models.flatMap((one) => [one.replace("model.", "model.skipLevel."), one]).find(isFile);
      if (!model) throw new Error(`${input} has no model beside it`);
      const html = read(input);
      const expected = outlineOfModel(read(model), /mso-list/.test(html) ? wordNumbers(html) : null);
      const exception = exceptions.find(({ file }) => file.test(input));
      return { name: input, html, expected: exception?.expect(expected, html) ?? expected };
    });
}

/** Gutenberg's clipboards. Those of Word and Google Docs are compared with Gutenberg's result, the others with the page itself. */
function gutenberg(): Clipboard[] {
  return fs
    .readdirSync(path.join(corpus ?? "", "gutenberg"))
    .filter((name) => name.endsWith(".html") && !name.endsWith("-out.html"))
    .map((name) => {
      const html = read("gutenberg", name);
      const result = name.replace("-in.", "-out.");
      const isOffice = /^(ms-word|google-docs)/.test(name) && isFile(`gutenberg/${result}`);
      return { name: `gutenberg/${name}`, html, expected: outlineOfHtml(isOffice ? read("gutenberg", result) : html) };
    });
}

const koenig = (): Clipboard[] =>
  fs.readdirSync(path.join(corpus ?? "", "koenig")).map((name) => {
    const html = read("koenig", name);
    return { name: `koenig/${name}`, html, expected: outlineOfHtml(html) };
  });

const commonmark = (): Clipboard[] =>
  (JSON.parse(read("commonmark", "commonmark.json")) as { html: string }[]).map(({ html }, index) => ({
    name: `commonmark/${index + 1}`,
    html,
    expected: outlineOfHtml(html),
  }));

type Score = { count: number; whole: number; faults: Map<Dimension, number>; names: string[] };

/** A picture counts as kept if it has a figure, or if the report names it. */
async function arrived(html: string): Promise<Outline> {
  const { blocks, report } = await pasteWithReport(html);
  const outline = outlineOf(blocks);
  const named = report.filter(({ key }) => key === "picture" || key === "no-place");
  return { ...outline, pictures: outline.pictures + named.reduce((sum, { count }) => sum + count, 0) };
}

async function score(clipboards: readonly Clipboard[]): Promise<Score> {
  const faults = new Map<Dimension, number>(dimensions.map((name) => [name, 0]));
  const names: string[] = [];
  for (const { name, html, expected } of clipboards) {
    const actual = await arrived(html);
    const wrong = differences(expected, actual);
    for (const dimension of wrong) faults.set(dimension, (faults.get(dimension) ?? 0) + 1);
    if (wrong.length === 0) continue;
    const [want, got] = [describeOutline(expected), describeOutline(actual)];
    names.push(`${name}: ${wrong.map((one) => `${one}\n  - ${want[one]}\n  + ${got[one]}`).join("\n ")}`);
  }
  return { count: clipboards.length, whole: clipboards.length - names.length, faults, names };
}

const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)} %`;

/** Galley's own clipboards, which are measured on every machine. */
const own = (): Clipboard[] =>
  [
    `<h1>Ferry</h1><p>It <b>left</b> at <i>nine</i>, <a href="https://example.org/">they</a> say.<br>Late.</p><hr><p>End</p>`,
    `<ol start="3"><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol><blockquote><p>e</p><h3>f</h3><p>g</p></blockquote>`,
    `<table><tr><th>Town</th><th>Votes</th></tr><tr><td><p>Elms</p></td><td><ul><li>12</li></ul></td></tr></table>`,
    `<div>One<br><br><s>Two</s></div><span style="display:block">Three</span><p style="display:none">No</p><pre><code>a\n\nb</code></pre>`,
  ].map((html, index) => ({ name: `own/${index + 1}`, html, expected: outlineOfHtml(html) }));

/**
 * Clipboards that are measured on every machine, each with the content that it should become. Those of LibreOffice 7.4 were written by
 * its HTML filters, which also write its clipboard. That of Pages has the form that macOS gives to rich text for a browser.
 */
const saved: Readonly<Record<string, string>> = {
  "libreoffice-writer": `<h1>Night ferry returns</h1><p>After nine years</p><p>The <b>ferry</b> crossed the <i>river</i>,
    <a href="https://example.org/timetable">they say</a>. It was very late.</p><h2>How it came</h2><p>One line<br>and another.</p>
    <ul><li>pier<ul><li>north</li></ul></li><li>quay</li></ul><ol type="a"><li>tickets</li><li>crew</li></ol>
    <blockquote><p>“We waited nine years.”</p></blockquote>
    <table><tr><th>Town</th><th>Votes</th></tr><tr><td>Elms</td><td>1,200</td></tr></table><p><s>The end</s></p>
    <p>By the timetable of June.</p>`,
  "libreoffice-calc": `<table><caption>Council vote</caption><tr><th>Town</th><th>Votes</th><th>Share</th><th>Day</th></tr>
    <tr><td>Elms &amp; Oak</td><td>12,345</td><td>41.5%</td><td>29 March 2026</td></tr>
    <tr><td><a href="https://example.org/quay">Quay</a></td><td>980</td><td>3.0%</td><td></td></tr></table>`,
  pages: `<h1>Night ferry returns</h1><p>The <b>ferry</b> crossed the <i>river</i>, <a href="https://example.org/timetable">they
    say</a>. <s>Gone</s></p><h2>How it came</h2><ul><li>pier<ul><li>north</li></ul></li><li>quay</li></ul>
    <ol><li>tickets</li><li>crew</li></ol><p>Late.</p>
    <table><tr><th>Town</th><th>Votes</th></tr><tr><td>Elms</td><td>1,200</td></tr></table>`,
};
const clipboardOf = (name: string): string =>
  fs.readFileSync(path.join(import.meta.dirname, "..", "testing", "clipboards", `${name}.txt`), "utf8");
const office = (): Clipboard[] =>
  Object.entries(saved).map(([name, content]) => ({
    name,
    html: clipboardOf(name),
    expected: outlineOfHtml(content.replace(/\s+/g, " ")),
  }));

test("a footnote of LibreOffice becomes a footnote of the story", async () => {
  const { blocks } = await pasteWithReport(clipboardOf("libreoffice-writer"));
  const [note, text] = blocks
    .toReversed()
    .filter(({ type, textContent }) => type.name === "footnote" || textContent.startsWith("The ferry"));
  expect(note?.textContent).toBe("By the timetable of June.");
  const referring: string[] = [];
  text?.descendants((node) => {
    const mark = node.marks.find(({ type }) => type.name === "footnoteReference");
    if (mark) referring.push(`${node.text} ${mark.attrs.note === note?.attrs.id}`);
  });
  expect(referring).toEqual([". true"]);
});

test("the heads and the title of a spreadsheet's table are set as such", () => {
  const [table] = pasteHtml(clipboardOf("libreoffice-calc"));
  expect(table?.attrs.headRow).toBe(true);
  expect(table?.firstChild?.textContent).toBe("Council vote");
});

describe("the clipboards of other programs", () => {
  const sources = [
    { source: "own", load: own, floor: 100 },
    { source: "LibreOffice and Pages", load: office, floor: 100 },
  ];
  if (corpus !== null)
    sources.push(
      { source: "ckeditor5", load: ckeditor, floor: 98 },
      { source: "gutenberg", load: gutenberg, floor: 98 },
      { source: "koenig", load: koenig, floor: 100 },
      { source: "commonmark", load: commonmark, floor: 99.5 },
    );
  test.each(sources)("keeps the content of clipboards of $source", async ({ source, load, floor }) => {
    const { count, whole, faults, names } = await score(load());
    const cells = dimensions.map((name) => `${name} ${percent(count - (faults.get(name) ?? 0), count)}`);
    process.stdout.write(`paste score, ${source} (${count}): whole ${percent(whole, count)}, ${cells.join(", ")}\n`);
    if (process.env.GALLEY_PASTE_FAULTS) process.stdout.write(`${names.join("\n")}\n`);
    expect((100 * whole) / count, names.join("\n")).toBeGreaterThanOrEqual(floor);
  });
});
