import { expect, test } from "vitest";
import { blockId } from "./attributes.ts";
import { snippet } from "./blocks/snippet/block.ts";
import { bulletList, paragraph, storyDocument, toJson } from "./build.ts";
import { expandSnippets, snippetsIn } from "./expand-snippets.ts";
import { childrenOf, type NodeJson, wordsOf } from "./json.ts";

const one = "0190a6c0-0000-7000-8000-000000000001";
const two = "0190a6c0-0000-7000-8000-000000000002";
const idsIn = (node: NodeJson): string[] => [
  ...(typeof node.attrs?.id === "string" ? [node.attrs.id] : []),
  ...childrenOf(node).flatMap(idsIn),
];

test("the blocks of a snippet take its place, in a text that has it twice each with an id of its own", () => {
  const series = [paragraph("Part of a series."), bulletList(["One", "Two"])];
  const document = toJson(
    storyDocument({ body: [paragraph("Before."), snippet(one), snippet(one), paragraph("After.")] }),
  );
  const expanded = expandSnippets(document, new Map([[one, series]]));
  const said = "Part of a series.One Two";
  expect(childrenOf(expanded).map(wordsOf).join("")).toBe(`Before.${said}${said}After.`);
  const ids = idsIn(expanded);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{8,36}$/);
  expect(blockId.safeParse(ids.at(2)).success).toBe(true);
});

test("a snippet that no longer exists leaves no gap, and one inside another is left out", () => {
  const document = toJson(storyDocument({ body: [snippet(one), snippet(two), paragraph("After.")] }));
  const expanded = expandSnippets(document, new Map([[two, [snippet(two), paragraph("Inside.")]]]));
  expect(childrenOf(expanded).map(wordsOf).filter(Boolean)).toEqual(["Inside.", "After."]);
  expect(snippetsIn(expanded)).toEqual([]);
});

test("a text without snippets stays the object that it is", () => {
  const document = toJson(storyDocument({ body: [paragraph("Only text.")] }));
  expect(expandSnippets(document, new Map())).toBe(document);
});
