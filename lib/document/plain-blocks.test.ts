import { expect, test } from "vitest";
import { storyDocument } from "./build.ts";
import { guardDocument } from "./guard.ts";
import type { NodeJson } from "./json.ts";
import { blocksOfText } from "./plain-blocks.ts";

/** One line for each paragraph, with the signs of the lists and quotes around it. */
function outline(nodes: readonly NodeJson[], indent = ""): string[] {
  return nodes.flatMap((node) => {
    const content = node.content ?? [];
    if (node.type === "text") return [];
    if (node.type === "paragraph") return [indent + content.map(({ text }) => text).join("")];
    if (node.type === "blockquote") return outline(content, `${indent}> `);
    const start = Number(node.attrs?.start ?? 1);
    return content.flatMap((item, index) => {
      const [first, ...more] = item.content ?? [];
      const sign = node.type === "orderedList" ? `${start + index}. ` : "- ";
      return [...outline(first ? [first] : [], indent + sign), ...outline(more, `${indent}  `)];
    });
  });
}
const read = (text: string): string[] => {
  const blocks = blocksOfText(text);
  guardDocument(storyDocument({ headline: "h", body: blocks }));
  return outline(blocks);
};

test.each<[string, string, string[]]>([
  ["bullets", "• a\n• b", ["- a", "- b"]],
  ["one bullet", "•\ta", ["- a"]],
  ["numbers", "1. a\n2. b\n3) c", ["1. a", "2. b", "3. c"]],
  ["one item with the number 1", "1. a", ["1. a"]],
  ["numbers that begin later", "4. a\r\n5. b", ["4. a", "5. b"]],
  ["dashes", "Before\n- a\n- b\nAfter", ["Before", "- a", "- b", "After"]],
  ["items with empty lines between them", "• a\n\n• b\n\nAfter", ["- a", "- b", "After"]],
  ["nested items", "• a\n    ◦ x\n    ◦ y\n• b", ["- a", "  - x", "  - y", "- b"]],
  ["nested items of Word", "•\ta\n\to\tx\n\t\t§\ty\n•\tb", ["- a", "  - x", "    - y", "- b"]],
  ["bullets in numbers", "1. a\n   - x\n   - y\n2. b", ["1. a", "  - x", "  - y", "2. b"]],
  ["a broken line of an item", "- one that is\n  longer\n- two", ["- one that is longer", "- two"]],
  ["numbers after bullets", "• a\n• b\n1. c\n2. d", ["- a", "- b", "1. c", "2. d"]],
  ["two lists of numbers in a row", "1. a\n2. b\n1. c\n2. d", ["1. a", "2. b", "1. c", "2. d"]],
  ["bullets without a space", "•a\n•b", ["- a", "- b"]],
  ["numbers in brackets", "(1) a\n(2) b", ["1. a", "2. b"]],
  ["numbers of other scripts", "١. a\n٢. b", ["1. a", "2. b"]],
  ["numbers and dots of Japanese", "1、a\n2、b\n・c\n・d", ["1. a", "2. b", "- c", "- d"]],
  ["letters of Word under numbers", "1.\ta\n\ta.\tx\n\tb.\ty\n2.\tb", ["1. a", "  1. x", "  2. y", "2. b"]],
  ["a further paragraph of an item", "• a\n\n  more\n\n• b", ["- a", "  more", "- b"]],
  ["a quoted mail", "She wrote:\n> One\n> two", ["She wrote:", "> One", "> two"]],
])("reads %s", (_what, text, blocks) => {
  expect(read(text)).toEqual(blocks);
});

test.each([
  ["a date", "1. November 2018"],
  ["a date in another language", "1. listopadu 2026"],
  ["a date in numbers", "1. 12. 2026"],
  ["a year that ends a sentence", "2026. That was the year."],
  ["one line with a dash", "- said nobody"],
  ["letters", "a) x\nb) y"],
  ["a number in brackets", "(1) see below"],
  ["a line of dialogue", "— No, he said.\n— Yes, she said."],
  ["numbers that are not in order", "17. a\n3. b"],
  ["an address and its lines", "Anna Berg\n12 Quay Street\nOuzel"],
])("leaves %s as it is", (_what, text) => {
  expect(read(text)).toEqual(text.split("\n"));
});

const wrapped = `The night ferry is to return in spring, the harbour board decided
on Tuesday, after two years in which nobody crossed the water by
night. It will take sixteen minutes.

The board did not say what a crossing will cost, nor who is going
to pay for the new pier, which has been closed since the storm.`;

test("makes one paragraph of the lines of a mail", () => {
  expect(read(wrapped)).toEqual(wrapped.split("\n\n").map((each) => each.replaceAll("\n", " ")));
});
test("makes one paragraph of the lines of a quoted mail", () => {
  const text = wrapped
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
  expect(read(text)).toEqual(wrapped.split("\n\n").map((each) => `> ${each.replaceAll("\n", " ")}`));
});
test("joins lines of Japanese without a space", () => {
  const line =
    "夜のフェリーは春に戻ってくると港湾委員会は火曜日に決定した二年間は誰も夜に海を渡ることができなかったのである";
  expect(read(`${line}\n${line}\n終わり。`)).toEqual([`${line}${line}終わり。`]);
});
test("keeps paragraphs of one line each apart", () => {
  const text =
    "The first paragraph, which is rather long for one line of a mail and has no end in sight.\nThe second.\nThe third, which is short.";
  expect(read(text)).toEqual(text.split("\n"));
});
