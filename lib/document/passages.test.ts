import { expect, test } from "vitest";
import { bulletList, paragraph, storyDocument, subheading, toJson } from "./build.ts";
import type { NodeJson } from "./json.ts";
import { passagesOf } from "./passages.ts";

test("lists the blocks of a story that have words, in reading order, each with its id", () => {
  const document = toJson(
    storyDocument({
      headline: "Night ferry",
      standfirst: "A trial.",
      keyPoints: ["Every hour"],
      body: [paragraph("The last boat."), paragraph(""), subheading("Who"), bulletList(["Nurses", "Bakers"])],
      inShort: [paragraph("It is back.")],
    }),
  );
  const passages = passagesOf(document);
  expect(passages.map(({ text }) => text)).toEqual([
    "Every hour",
    "The last boat.",
    "Who",
    "Nurses",
    "Bakers",
    "It is back.",
  ]);
  expect(new Set(passages.map(({ id }) => id)).size).toBe(6);
});

test("reads passages from a document of any shape without an error", () => {
  let deep: NodeJson = { type: "paragraph", attrs: { id: "x" } };
  for (let i = 0; i < 10_000; i++) deep = { type: "bulletList", content: [deep] };
  expect(passagesOf(deep)).toEqual([]);
  // What no type allows: a row that was damaged.
  const odd = { type: "doc", content: [{ type: "paragraph", attrs: { id: 5 }, content: "x" }] } as unknown as NodeJson;
  expect(passagesOf(odd)).toEqual([]);
});
