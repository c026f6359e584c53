import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentFromJson, figure, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { plainText } from "#lib/document/text.ts";
import { blocksOfPage } from "./blocks.ts";
import { readMarkdown } from "./markdown/markdown.ts";

const pictureId = "0191e0a0-0000-7000-8000-000000000001";

function convert(text: string): { blocks: NodeJson[]; warnings: string[] } {
  const warnings: string[] = [];
  const blocks = blocksOfPage(readMarkdown(text), {
    figure: (image) =>
      image.properties.src === "a.png" ? figure({ picture: pictureId, alt: String(image.properties.alt ?? "") }) : null,
    href: (given) => (given.startsWith("#") ? null : given),
    warn: (kind, what) => warnings.push(`${kind} ${what}`),
  });
  guardDocument(storyDocument({ headline: "H", body: blocks }));
  return { blocks, warnings };
}

/** Blocks as short text: "p:", "h2:", "ul:[a][b]", with marks as letters before the marked words. */
function show(node: NodeJson): string {
  const inner = () => (node.content ?? []).map(show).join("");
  const marks = (node.marks ?? [])
    .map(({ type, attrs }) => (type === "link" ? `${attrs?.href}→` : `${type.slice(0, 1)}:`))
    .join("");
  switch (node.type) {
    case "text":
      return marks ? `‹${marks}${node.text}›` : (node.text ?? "");
    case "hardBreak":
      return "⏎";
    case "paragraph":
      return `p(${inner()})`;
    case "subheading":
      return `h${node.attrs?.level}(${inner()})`;
    case "bulletList":
      return `ul[${inner()}]`;
    case "orderedList":
      return `ol${node.attrs?.start}[${inner()}]`;
    case "figure":
      return `fig(${node.attrs?.alt}|${(node.content ?? []).map((part) => (part.content ?? []).map(show).join("")).join("|")})`;
    default:
      return `${node.type}(${inner()})`;
  }
}
const shown = (text: string) => convert(text).blocks.map(show);

describe("blocks of an imported page", () => {
  test("keeps the order of headings and turns the highest into the first level", () => {
    expect(shown("### A\n\n#### *B*\n\n##C\n\nText\n\n### D {#d}")).toEqual([
      "h3(A)",
      "h3(‹i:B›)",
      "h2(C)",
      "p(Text)",
      "h3(D)",
    ]);
    expect(shown("# A\n\n## B")).toEqual(["h2(A)", "h3(B)"]);
  });

  test("keeps start numbers and nesting of lists down to the fourth level", () => {
    expect(shown("7. a\n8. b\n   - c\n\n     d")).toEqual(["ol7[listItem(p(a))listItem(p(b)ul[listItem(p(c)p(d))])]"]);
    expect(shown("- 1\n  - 2\n    - 3\n      - 4\n        - 5")).toEqual([
      "ul[listItem(p(1)ul[listItem(p(2)ul[listItem(p(3)ul[listItem(p(4)p(• 5))])])])]",
    ]);
    expect(shown("<ul><li>a</li><ul><li>b</li></ul>c</ul><ol></ol>")).toEqual([
      "ul[listItem(p(a)ul[listItem(p(b))])listItem(p(c))]",
    ]);
  });

  test("keeps the attribution of a quote", () => {
    expect(shown("> We waited.\n>\n> — *Ida Holm*")).toEqual(["blockquote(p(We waited.)attribution(‹i:Ida Holm›))"]);
    expect(shown("<blockquote>We <b>waited</b>.<footer>Ida</footer></blockquote>")).toEqual([
      "blockquote(p(We ‹b:waited›.)attribution(Ida))",
    ]);
    expect(shown("> We waited.<br>— Ida Holm<br />Deckhand")).toEqual([
      "blockquote(p(We waited.)attribution(Ida Holm Deckhand))",
    ]);
    expect(shown("<blockquote>We waited.<footer>Ida Holm &lt;br /&gt; Deckhand</footer></blockquote>")).toEqual([
      "blockquote(p(We waited.)attribution(Ida Holm Deckhand))",
    ]);
    expect(shown("> - a\n> - b\n>\n> ## c")).toEqual(["blockquote(p(• a)p(• b)p(‹b:c›))"]);
  });

  test("moves a picture out of its paragraph, and after its list", () => {
    expect(shown("before ![x](a.png) after")).toEqual(["p(before)", "fig(x||)", "p(after)"]);
    expect(shown("- one ![x](a.png)\n- two")).toEqual(["ul[listItem(p(one))listItem(p(two))]", "fig(x||)"]);
    expect(shown("<figure><img src='a.png' alt='x'><figcaption>The <b>crew</b></figcaption></figure>")).toEqual([
      "fig(x|The ‹b:crew›|)",
    ]);
  });

  test("links a picture on another site, and drops one that is missing", () => {
    expect(shown("see ![A map](https://maps.example/a.png) there")).toEqual([
      "p(see)",
      "p(‹https://maps.example/a.png→A map›)",
      "p(there)",
    ]);
    expect(shown("![lost](b.png)")).toEqual([]);
    expect(shown("<figure><img src='b.png'><figcaption>The crew</figcaption></figure>")).toEqual([]);
  });

  test("keeps the caption of a picture on another site under its link", () => {
    const picture =
      "<figure><img src='https://maps.example/a.png' alt='A map'><figcaption>The <b>bay</b></figcaption></figure>";
    expect(shown(picture)).toEqual(["p(‹https://maps.example/a.png→A map›)", "p(The ‹b:bay›)"]);
  });

  test("parses HTML that spans several Markdown blocks as a browser does", () => {
    expect(shown("<span>a **b** <a href='/x'>c</span> d</a>")).toEqual(["p(a ‹b:b› ‹/x→c d›)"]);
    expect(shown("<div>\n<p>one<br><br>two<br>three</p>\n</div>")).toEqual(["p(one)", "p(two⏎three)"]);
  });

  test("does not take indented HTML for code", () => {
    expect(shown("<ul>\n  <li>a</li>\n\n    <li>b</li>\n</ul>\n\n    code")).toEqual([
      "ul[listItem(p(a))listItem(p(b))]",
      "p(‹c:code›)",
    ]);
  });

  test("takes an indented block of HTML for code only if it is an example or part of a list", () => {
    expect(shown("Text\n\n    <div>\n      <p>Box <b>one</b></p>\n    </div>\n\nMore")).toEqual([
      "p(Text)",
      "p(Box ‹b:one›)",
      "p(More)",
    ]);
    expect(shown("\t<p>Tab</p>\n\t<p>stop</p>")).toEqual(["p(Tab)", "p(stop)"]);
    expect(shown("Write this:\n\n    <p>Code</p>")).toEqual(["p(Write this:)", "p(‹c:<p>Code</p>›)"]);
    expect(shown("Text\n\n    if (a < b) stop();")).toEqual(["p(Text)", "p(‹c:if (a < b) stop();›)"]);
    expect(shown("- item\n\n    <p>of the list</p>\n- last")).toHaveLength(1);
    expect(shown("Paste this code:\n\n    <img src='/x.png'>")).toEqual([
      "p(Paste this code:)",
      "p(‹c:<img src='/x.png'>›)",
    ]);
  });

  test.each([
    ["a small print", "Text\n\n    <small>Note</small>", ["p(Text)", "p(Note)"]],
    ["a comment before the tags", "Text\n\n    <!-- box -->\n    <p>In</p>", ["p(Text)", "p(In)"]],
    ["words after the tags", "Text\n\n    <p>In</p>\n    and after", ["p(Text)", "p(In)", "p(and after)"]],
    ["nothing but an end", "Text\n\n        </p>\n\nMore", ["p(Text)", "p(More)"]],
    ["a block below a heading", "## Head\n    <p>In</p>", ["h2(Head)", "p(In)"]],
    ["a block deep inside a list", "- one\n\n        <p>two</p>", ["ul[listItem(p(one)p(two))]"]],
    ["a frame after a colon", "Watch it:\n\n    <ul><li>one</li></ul>", ["p(Watch it:)", "ul[listItem(p(one))]"]],
    [
      "the end of a tag of a list item",
      "  1. <p>\n      One.\n    </p>\n\n  2. <p>\n      Two.\n    </p>",
      ["ol1[listItem(p(One.))listItem(p(Two.))]"],
    ],
  ])("does not take %s for code", (_name, text, blocks) => {
    expect(shown(text)).toEqual(blocks);
  });

  test("reads one link from a link inside the address of another", () => {
    for (const text of [
      'a <a href="<a href="https://e.org/x">https://e.org/x</a>">words</a> z',
      'a <a href="<a href="https://e.org/x">words</a> z',
      "a <a href='<a href=\"https://e.org/x\">here</a>'>words</a> z",
      'a [words](<a href="https://e.org/x">https://e.org/x</a>) z',
      'a <a class="b" href="<a target=_blank href=https://e.org/x">words</a> z',
      'a <a href="<a href=https://e.org/x>words</a> z',
      'a <a href="&lt;a href="https://e.org/x">words</a> z',
      'a <a href="<a href="<a href="https://e.org/x">words</a> z',
      'a <a href="<a href="https://e.org/x" target="_blank">https://e.org/x</a>" rel="nofollow">words</a> z',
      'a <a href=""https://e.org/x"">words</a> z',
      "a <a href=“https://e.org/x”>words</a> z",
      'a <a href="https://e.org/x>words</a> z',
    ])
      expect(shown(text), text).toEqual(["p(a ‹https://e.org/x→words› z)"]);
  });

  test("keeps only the words of a link whose address is nothing but the tag of another", () => {
    for (const text of ['a <a href="<a href=">words</a> z', 'a <a href="<a href="">words</a> z'])
      expect(shown(text).join(""), text).not.toMatch(/[<>]/);
  });

  test("reads an image from an image inside the address of another", () => {
    expect(shown('<img src="<img src="https://e.org/x.png">" alt="Map">')).toEqual(["p(‹https://e.org/x.png→Map›)"]);
  });

  test("keeps tables that hold data and unwraps layout tables", () => {
    expect(shown("| Day | Boats |\n|--|--|\n| Fri | **2** |")).toEqual([
      "table(tableCaption()tableRow(tableCell(Day)tableCell(Boats))tableRow(tableCell(Fri)tableCell(‹b:2›)))",
    ]);
    expect(convert("| Day | Boats |\n|--|--|\n| Fri | 2 |").blocks[0]?.attrs).toMatchObject({ headRow: true });
    expect(
      shown(
        "<table><caption>Trips <b>a day</b></caption><tr><td colspan=2>Summer</td></tr><tr><th rowspan=2>Fri</th><td>2<br>3</td></tr><tr><td><p>4</p><p>5</p></td></tr></table>",
      ),
    ).toEqual([
      "table(tableCaption(Trips ‹b:a day›)tableRow(tableCell(Summer)tableCell())tableRow(tableCell(Fri)tableCell(2⏎3))tableRow(tableCell(Fri)tableCell(4⏎5)))",
    ]);
    expect(shown("<table><tr><td><h3>A</h3><p>b</p></td><td>c</td></tr></table>")).toEqual(["h2(A)", "p(b)", "p(c)"]);
  });

  test("keeps line breaks and indentation of code", () => {
    expect(shown("```js\nif (a) {\n  b();\n}\n```")).toEqual(["p(‹c:if (a) {›⏎‹c:\u00a0\u00a0b();›⏎‹c:}›)"]);
  });

  test("turns frames of known providers into embeds, also out of a list", () => {
    const { blocks, warnings } = convert(
      '<p>a <iframe src="//player.vimeo.com/video/12" title="Film"></iframe> b</p><ul><li>c<iframe src="https://www.youtube.com/embed/abc_DEF-123"></iframe></li></ul>',
    );
    expect(blocks.map(({ type, attrs }) => attrs?.embed ?? type)).toEqual([
      "paragraph",
      "vimeo:12",
      "paragraph",
      "bulletList",
      "youtube:abc_DEF-123",
    ]);
    expect(blocks.map((block) => plainText(storyDocument({ body: [block] })))).toEqual(["a", "Film", "b", "c", ""]);
    expect(warnings).toEqual([]);
  });

  test("turns other embeds into links and drops scripts and forms", () => {
    const { blocks, warnings } = convert(
      '<iframe src="//films.example/video/12" title="Film"></iframe>\n\n<script>x</script><form>Name<input></form>',
    );
    expect(blocks.map(show)).toEqual(["p(‹https://films.example/video/12→Film›)", "p(Name)"]);
    expect(warnings).toEqual([
      "embed-linked https://films.example/video/12",
      "element-dropped <script>",
      "element-dropped <form>",
      "element-dropped <input>",
    ]);
  });

  test("reads Markdown inside HTML and repairs slightly wrong links", () => {
    expect(shown('<p>**a** [b](/b "B") __c</p>')).toEqual(["p(‹b:a› ‹/b→b› c)"]);
    expect(shown("[b](to https://x.example/a b) `**x**`")).toEqual(["p(‹https://x.example/a%20b→b› ‹c:**x**›)"]);
    expect(shown("Text\n{: .lead}\n\n*[x]: y\n\nA 2**8 b")).not.toContain("{:");
  });

  test("keeps how lists are numbered and how columns are aligned", () => {
    const [list] = convert('<ol type="A" start="2"><li>a</li></ol>').blocks;
    expect(list?.attrs).toMatchObject({ numbering: "upperAlpha", start: 2 });
    const [fares] = convert("| a | b | c |\n|:-:|--:|---|\n| 1 | 2 | 3 |").blocks;
    expect(fares?.content?.[2]?.content?.map(({ attrs }) => attrs?.align)).toEqual(["center", "right", null]);
  });

  test("turns footnotes into notes at the end, each with its place in the text", () => {
    expect(shown("Say **it**[^x] now.[^y]\n\n[^y]: Last *note*\n\n[^x]: Note\n\nEnd")).toEqual([
      "p(Say ‹f:b:it› now‹f:.›)",
      "p(End)",
      "footnote(Note)",
      "footnote(Last ‹i:note›)",
    ]);
  });

  test("keeps footnotes as numbers and a list where one has no place or holds more than a paragraph", () => {
    expect(shown("a[^x]\n\n[^x]: Note\n\n    - list")).toEqual([
      "p(a‹s:1›)",
      "divider()",
      "ol1[listItem(p(Note)ul[listItem(p(list))])]",
    ]);
    expect(shown("| a[^x] |\n|---|\n| b |\n\n[^x]: Note").join("")).toContain("Note");
  });

  test("builds a valid story without tags of the source from any text", () => {
    const piece = fc.constantFrom(
      ..."<div>|</div>|<ul>|<li>|</li>|<table><tr><td>|</td>|<b>|</b>|<a href='/x'>|</a>|<p>|<h2>|</h2>|<blockquote>|<pre>|<figure>|<dl><dt>|<br>|<!--|-->|![x](a.png)|**|__|# |- |1. |> |    |\n|\n\n|`|```\n|word|[l](|)|\u0000|\ud800|&amp;|<script>|<svg>|<iframe src=x>".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { blocks } = convert(pieces.join(""));
        const doc = documentFromJson(storyDocument({ headline: "H", body: blocks }).toJSON());
        expect(plainText(doc)).not.toContain("galley-nowhere");
      }),
      { numRuns: 400, seed: 7 },
    );
  });
});
