// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { publishedStory } from "#prisma/testing/published-story.ts";
import { atomXml } from "./atom.ts";
import { type Channel, feedEntry } from "./entry.ts";
import { jsonFeed } from "./json-feed.ts";
import { rssXml } from "./rss.ts";

const origin = "https://news.example.org";
const channel: Channel = { title: "The Ledger", description: "Daily", language: "en-GB", origin, path: "/" };
const headline = "Why &apos; & ]]> <end> a “page”";
const entries = [feedEntry(publishedStory({ headline, path: "/city/salt&pepper" }), new Map(), origin)];

const textOf = (xml: string, selector: string): string | null | undefined =>
  new DOMParser().parseFromString(xml, "text/xml").querySelector(selector)?.textContent;

describe("exact text of feeds", () => {
  test("keeps every character of a headline, and adds no space around it", () => {
    expect(textOf(rssXml(channel, entries), "item > title")).toBe(headline);
    expect(textOf(atomXml(channel, entries, "The Ledger"), "entry > title")).toBe(headline);
    expect(JSON.parse(jsonFeed(channel, entries)).items[0].title).toBe(headline);
  });

  test("adds no space around an address with an ampersand", () => {
    expect(textOf(rssXml(channel, entries), "item > link")).toBe(`${origin}/city/salt&pepper`);
  });

  test("gives JSON Feed its required list of items even without a story", () => {
    expect(JSON.parse(jsonFeed(channel, []))).toMatchObject({ items: [] });
  });
});
