import { expect, test } from "vitest";
import { SkippedFile } from "../types.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { readMarkdown } from "./markdown.ts";
import { readMarkdownInThread } from "./markdown-thread.ts";

test("parses a long text in the thread with the same result as without it", () => {
  const text = Array.from({ length: 300 }, (_, i) => `## Part ${i}\n\nWords with *emphasis* and [a link](/${i}).`).join(
    "\n\n",
  );
  expect(readMarkdownInThread(text)).toEqual(readMarkdown(text));
});

test.each([
  ["quotes", `${">".repeat(180_000)} a`],
  ["lists", `${"- ".repeat(90_000)}a`],
  ["emphasis", `${"*".repeat(90_000)}a${"*".repeat(90_000)}`],
  ["links", `${"[".repeat(60_000)}a${"](b)".repeat(60_000)}`],
])("stops parsing %s that are nested without end, and parses the next text", (_name, text) => {
  expect(() => readMarkdownInThread(text, 300)).toThrow(SkippedFile);
  expect(readMarkdownInThread(`${"word ".repeat(1_000)}*end*`)).toMatchObject({ type: "root" });
});

test("searches for front matter once, however many lines are empty", () => {
  expect(() => splitFrontMatter("\n".repeat(200_000))).toThrow("no front matter");
  expect(splitFrontMatter("\n---\ntitle: A\n---\nBody\n")).toMatchObject({ body: "Body\n", bodyLine: 5 });
});
