import { expect, test } from "vitest";
import { series } from "./blocks/series/block.ts";
import { storyDocument, toJson } from "./build.ts";
import { collectionsIn, expandSeries } from "./expand-series.ts";
import { toFeedHtml } from "./feed.ts";

const [strike, quay, one, two, own] = [1, 2, 3, 4, 5].map(
  (number) => `0190a6c0-0000-7000-8000-00000000000${number}`,
) as [string, string, string, string, string];
const collections = new Map([[strike, { name: "The strike", href: "/collections/strike", storyIds: [two, one] }]]);
const html = (box: ReturnType<typeof series>) =>
  toFeedHtml(expandSeries(toJson(storyDocument({ body: [box] })), collections), feed);
const feed = {
  pictureUrl: () => null,
  storyLink: (id: string) => ({ url: `/${id.slice(-1)}`, headline: `Part ${id.slice(-1)}` }),
  base: "https://paper.example/a",
};

test("a series box lists the stories of its collection in their order, under its title as a link to the collection", () => {
  expect(html(series("Six days", [own], strike))).toBe(
    '<p><strong><a href="https://paper.example/collections/strike">Six days</a></strong></p><ul><li><a href="https://paper.example/4">Part 4</a></li><li><a href="https://paper.example/3">Part 3</a></li></ul>',
  );
});

test("a series box without a title has the name of its collection", () => {
  expect(html(series(" ", [], strike))).toContain(">The strike</a>");
});

test("a series box whose collection readers cannot get keeps the parts that are named in it", () => {
  expect(html(series("Six days", [own], quay))).toContain("Part 5");
  expect(html(series("Six days", [own]))).toContain("Part 5");
});

test("a text names each of its collections once, and stays the object that it is without one", () => {
  const plain = toJson(storyDocument({ body: [series("A", [one])] }));
  expect(collectionsIn(plain)).toEqual([]);
  expect(expandSeries(plain, collections)).toBe(plain);
  const twice = storyDocument({ body: [series("A", [], strike), series("B", [], strike), series("C", [], quay)] });
  expect(collectionsIn(toJson(twice))).toEqual([strike, quay]);
});
