import { expect, test } from "vitest";
import { figure, paragraph, storyDocument } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { newId } from "../ids.ts";
import { type Fallback, hasHiddenPicture, withFallback } from "./fallback-policy.ts";

const [hidden, other, instead] = [newId(), newId(), newId()];
const facts = {
  key: "key",
  width: 1200,
  height: 800,
  color: "#778899",
  renditions: [{ format: "jpeg" as const, width: 1200, height: 800, bytes: 1 }],
};
const fallback: Fallback = { picture: { id: instead, alt: "A harbour", facts }, credit: "Staff" };
const card = (picture: string) => ({
  picture,
  alt: "A minister",
  caption: "In May",
  credit: "Agency",
  crop: "1x1x8x6",
});
const documentOf = (main: string, body: string) =>
  storyDocument({
    headline: "Quay",
    mainFigure: { picture: main, caption: "In May" },
    body: [paragraph("Text."), figure({ picture: body, caption: "In June" })],
  }).toJSON() as NodeJson;
const rowOf = (main: string, body: string, hiddenIds: string[]) => ({
  picture: card(main),
  pictures: [...new Set([main, body])].map((pictureId) => ({
    pictureId,
    facts: hiddenIds.includes(pictureId) ? null : facts,
  })),
  document: documentOf(main, body),
});

test("a card picture is hidden only while its row has no facts", () => {
  expect(hasHiddenPicture(rowOf(hidden, other, [hidden]))).toBe(true);
  expect(hasHiddenPicture(rowOf(hidden, other, [other]))).toBe(false);
  expect(hasHiddenPicture({ picture: null, pictures: [] })).toBe(false);
});

test("without a fallback the text stays as it is and the hidden picture has no place", () => {
  const row = rowOf(hidden, other, [hidden]);
  const shown = withFallback(row, null);
  expect(shown.document).toBe(row.document);
  expect(shown.picture).toBeNull();
  expect(Object.keys(shown.pictures)).toEqual([other]);
});

test("a fallback takes the main place with its own credit, and no words about the hidden picture", () => {
  const shown = withFallback(rowOf(hidden, other, [hidden]), fallback);
  expect(shown).toMatchObject({ picture: { id: instead, alt: "A harbour" }, caption: "", credit: "Staff" });
  expect(Object.keys(shown.pictures).sort()).toEqual([instead, other].sort());
  const json = JSON.stringify(shown.document);
  expect(json).toContain(instead);
  expect(json).not.toContain(hidden);
  expect(json).not.toContain("In May");
  expect(json).toContain("In June");
});

test("a figure of the text that shows the hidden picture as well stays without it", () => {
  const shown = withFallback(rowOf(hidden, hidden, [hidden]), fallback);
  const figures = (shown.document.content ?? []).filter(({ type }) => type === "figure");
  expect(figures.map(({ attrs }) => attrs?.picture)).toEqual([hidden]);
  expect(shown.pictures).not.toHaveProperty(hidden);
});

test("a fallback without alt text is decorative", () => {
  const plain = { ...fallback, picture: { ...fallback.picture, alt: "" } };
  const { document } = withFallback(rowOf(hidden, other, [hidden]), plain);
  expect(document.content?.find(({ type }) => type === "mainFigure")?.attrs).toMatchObject({
    decorative: true,
    alt: "",
  });
});
