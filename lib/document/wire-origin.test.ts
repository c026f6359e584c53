import { expect, test } from "vitest";
import { bulletList, divider, paragraph, storyDocument, subheading, toJson } from "./build.ts";
import { projectLive } from "./project-live.ts";
import { newOrigins, originsIn, withOrigin, withoutOrigins } from "./wire-origin.ts";

const item = "0190a6c0-0000-7000-8000-000000000001";
const other = "0190a6c0-0000-7000-8000-000000000002";
const origin = { item, number: 2, source: "Sea Press" };

const docOf = (...blocks: Parameters<typeof withOrigin>[0]) => storyDocument({ headline: "Ferry", body: blocks });

test("all words of taken blocks have their origin, in lists as well, and own words have none", () => {
  const doc = docOf(
    paragraph("Own words."),
    ...withOrigin([subheading("Heading"), paragraph("Text."), divider(), bulletList(["Point"])], origin),
  );
  doc.check();
  expect(originsIn(doc).map(({ pos, ...rest }) => [doc.nodeAt(pos)?.textContent, rest])).toEqual([
    ["Heading", origin],
    ["Text.", origin],
    ["Point", origin],
  ]);
});

test("an item counts as new where a document had no words of it, or of an older version only", () => {
  const first = docOf(...withOrigin([paragraph("One.")], origin));
  const second = docOf(
    ...withOrigin([paragraph("One.")], origin),
    ...withOrigin([paragraph("Two.")], { ...origin, number: 3 }),
    ...withOrigin([paragraph("Three.")], { ...origin, item: other, number: 1 }),
  );
  expect([...newOrigins(null, first)]).toEqual([[item, 2]]);
  expect([...newOrigins(first, second)]).toEqual([
    [item, 3],
    [other, 1],
  ]);
  expect([...newOrigins(second, first)]).toEqual([]);
});

test("readers get the words without their origin, joined as if they had none", () => {
  const own = paragraph(["One ", "two."]);
  const taken = {
    ...own,
    content: [...(withOrigin([paragraph("One ")], origin)[0]?.content ?? []), { type: "text", text: "two." }],
  };
  const doc = docOf(taken);
  expect(projectLive(doc).document).toEqual(toJson(docOf(own)));
  const plain = docOf(own);
  expect(withoutOrigins(plain)).toBe(plain);
});
