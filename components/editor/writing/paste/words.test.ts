// @vitest-environment jsdom
import fc from "fast-check";
import { expect, test } from "vitest";
import { pasteHtml } from "../../testing/pasting.ts";

const tags = [
  "th",
  "figure",
  "figcaption",
  "footer",
  "strong",
  "em",
  "menu",
  "caption",
  "thead",
  "address",
  "h4",
  'li style="list-style:none"',
  'li aria-level="2"',
  'li aria-level="1"',
  'ul data-indent="1"',
  'ol start="3"',
  'p style="mso-list:l0 level1 lfo1"',
  'p style="mso-list:l1 level2 lfo1"',
  'p class="MsoListParagraph"',
  'span style="display:block"',
  'div style="display:inline"',
  'div role="heading" aria-level="2"',
  'div role="list"',
  'div role="listitem"',
  'table border="1"',
  "div",
  "p",
  "ul",
  "ol",
  "li",
  "blockquote",
  "h2",
  "table",
  "tr",
  "td",
  "span",
  "b",
  "a",
  "pre",
  "section",
  "dl",
  "dd",
];

/** Nests elements in any order, with a unique word in each text. */
const pages = fc
  .letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom("word ", "word", "<br>", "<br><br>", "<hr>", " "),
      fc
        .tuple(fc.constantFrom(...tags), fc.array(tie("node"), { maxLength: 4 }))
        .map(([tag, inside]) => `<${tag}>${inside.join("")}</${tag.split(" ")[0]}>`),
    ),
  }))
  .node.map((html) => {
    let count = 0;
    return html.replace(/word/g, () => `w${count++}x`);
  });

const wordsOf = (text: string): string[] => text.match(/w\d+x/g) ?? [];

test("keeps every word of a page in order, however its elements are nested", () => {
  fc.assert(
    fc.property(fc.array(pages, { minLength: 1, maxLength: 4 }), (parts) => {
      let count = 0;
      const html = parts.join("").replace(/w\d+x/g, () => `w${count++}x`);
      const shown = wordsOf(new DOMParser().parseFromString(html, "text/html").body.textContent ?? "");
      const text = pasteHtml(html)
        .map((block) => block.textBetween(0, block.content.size, "\n", " "))
        .join("\n");
      expect(wordsOf(text)).toEqual(shown);
    }),
    { numRuns: 200 },
  );
});
