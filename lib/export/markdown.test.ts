import { expect, test } from "vitest";
import { textContent } from "../document/html-tree.ts";
import { readMarkdown } from "../import/markdown/markdown.ts";
import { markdownOf } from "./markdown.ts";

test.each([
  ["<p>One</p><p>Two</p>", "One\n\nTwo\n"],
  ["<h2>A heading</h2><p>with<br>a break</p>", "## A heading\n\nwith\\\na break\n"],
  ["<ul><li><p>one</p><ol><li>inner</li></ol></li><li>two</li></ul>", "- one\n\n  1. inner\n- two\n"],
  ["<blockquote><p>Said.</p><p>Again.</p></blockquote>", "> Said.\n>\n> Again.\n"],
  [
    '<p><strong> bold</strong> and <a href="https://a.example/(b)">a link</a></p>',
    "**bold** and [a link](<https://a.example/(b)>)\n",
  ],
  [
    "<table><tr><td colspan=2>a &lt; b</td></tr></table>",
    '<table><tbody><tr><td colspan="2">a &lt; b</td></tr></tbody></table>\n',
  ],
])("writes %s as Markdown", (html, markdown) => {
  expect(markdownOf(html)).toBe(markdown);
});

test.each(["*stars* and _lines_", "1. not a list", "# not a heading", "a < b & c > d", "`ticks` \\ ~~no~~"])(
  "a reader of Markdown gets %s as text",
  (text) => {
    const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    expect(textContent(readMarkdown(markdownOf(`<p>${escaped}</p>`))).trim()).toBe(text);
  },
);
