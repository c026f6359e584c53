import { expect, test } from "vitest";
import { paragraph, storyDocument, toJson } from "../../build.ts";
import { toFeedHtml } from "../../feed.ts";
import { guardDocument } from "../../guard.ts";
import { passagesOf } from "../../passages.ts";
import { excerpt, plainText } from "../../text.ts";
import { textblocksToSet } from "../../typeset-blocks.ts";
import { codeBlock } from "./block.ts";

const doc = storyDocument({ body: [codeBlock('if (a < "b") {\n  c();\n}'), paragraph("It runs.")] });

test("code keeps its lines and spaces in plain text and feeds", () => {
  guardDocument(doc);
  expect(plainText(doc)).toBe('if (a < "b") {\n  c();\n}\nIt runs.');
  expect(toFeedHtml(doc, { pictureUrl: () => null, storyLink: () => null })).toBe(
    "<pre><code>if (a &lt; &quot;b&quot;) {\n  c();\n}</code></pre><p>It runs.</p>",
  );
});

test("code is no part of the excerpt, can be reported, and keeps its straight quotation marks", () => {
  expect(excerpt(doc, 100)).toBe("It runs.");
  expect(passagesOf(toJson(doc)).map(({ text }) => text)).toEqual(['if (a < "b") { c(); }', "It runs."]);
  expect(textblocksToSet(doc, "en")).toEqual([]);
});
