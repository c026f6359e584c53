import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { River } from "#lib/fronts/compose.ts";
import type { LiveCard, NavSection } from "#lib/published/types.ts";
import { parseSiteSettings } from "#lib/site/schema.ts";
import { timesOf } from "#lib/times.ts";
import { RowCard } from "./card.tsx";
import { fitRail, Rivers, rowsOf } from "./rivers.tsx";
import { SiteDocument } from "./site-document.tsx";

const paper = parseSiteSettings({ name: "The Ledger", timeZone: "Europe/London", language: "en-GB" });
const times = timesOf(paper.timeZone, paper.language);
const section = (name: string): NavSection => ({
  id: name,
  name,
  path: `/${name.toLowerCase()}`,
  description: "",
  children: [],
});
const picture: LiveCard["picture"] = {
  id: "p",
  alt: "",
  facts: {
    key: "k",
    width: 960,
    height: 640,
    color: "",
    renditions: [{ format: "jpeg", width: 960, height: 640, bytes: 1 }],
  },
};
const card = (id: string, hasPicture = true): LiveCard => ({
  id,
  path: `/city/${id}`,
  headline: `Headline of ${id}`,
  kicker: "",
  standfirst: `What ${id} is about.`,
  label: "",
  badge: "",
  language: "en-GB",
  section: section("City"),
  authors: [],
  publishedAt: new Date("2026-11-24T12:00:00Z"),
  updatedAt: null,
  picture: hasPicture ? picture : null,
});
const river = (name: string, count: number, hasPictures = true): River => ({
  section: section(name),
  cards: Array.from({ length: count }, (_, index) => card(`${name}${index}`, hasPictures)),
});
const named = (names: readonly string[]) => names.map((name) => ({ id: name, name, path: `/topics/${name}` }));
const topics = named(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);
const namesOf = (rows: ReturnType<typeof rowsOf>) => rows.map((row) => row.map((one) => one?.section.name).join(" + "));

describe("section blocks of a front", () => {
  test("pairs short sections of about the same height, so that no half of the page is empty", () => {
    const rivers = [river("A", 1), river("B", 2), river("C", 1), river("D", 1, false), river("E", 5), river("F", 1)];
    expect(namesOf(rowsOf(rivers))).toEqual(["A + B", "C", "D", "E", "F"]);
  });

  test("puts as many sections beside the rail as it is tall, and the others across the page", () => {
    const rows = rowsOf(Array.from({ length: 8 }, (_, index) => river(`S${index}`, 5)));
    expect(fitRail(rows, topics, [])).toEqual({ rows: 1, topics });
    const read = Array.from({ length: 5 }, (_, index) => card(`r${index}`));
    expect(fitRail(rows, topics, read).rows).toBe(2);
    expect(fitRail(rows, [], []).rows).toBe(0);
  });

  test("ends the rail with the sections beside it: it lists only the topics that fit", () => {
    const rail = fitRail(rowsOf([river("A", 1, false)]), topics, []);
    expect(rail.rows).toBe(1);
    expect(rail.topics).toEqual(topics.slice(0, rail.topics.length));
    expect(rail.topics.length).toBeGreaterThanOrEqual(3);
    expect(rail.topics.length).toBeLessThan(10);
  });

  test("shows every story of every section once", () => {
    for (const count of [1, 2, 3, 4, 5])
      for (const hasPictures of [true, false]) {
        const rivers = [river("A", count, hasPictures), river("B", 5, hasPictures), river("C", count, hasPictures)];
        const html = renderToStaticMarkup(<Rivers rivers={rivers} topics={topics} mostRead={[]} times={times} />);
        for (const { headline } of rivers.flatMap(({ cards }) => cards))
          expect(html.split(`>${headline}<`)).toHaveLength(2);
      }
  });
});

test("fills the place of a missing picture in a row with the standfirst", () => {
  expect(renderToStaticMarkup(<RowCard card={card("a", false)} times={times} />)).toContain("What a is about.");
  expect(renderToStaticMarkup(<RowCard card={card("a")} times={times} />)).not.toContain("What a is about.");
});

test("gives each entry of the navigation a unique name, even with a section called News or Home", () => {
  const entries = (...names: string[]) => {
    const html = renderToStaticMarkup(
      <SiteDocument paper={paper} pages={[]} sections={names.map(section)} times={times} head={null}>
        <main />
      </SiteDocument>,
    );
    const nav = /<nav class="sections".*?<\/nav>/s.exec(html)?.[0] ?? "";
    return [...nav.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map(([, name]) => name);
  };
  expect(entries("News", "City")).toEqual(["Home", "News", "City"]);
  expect(entries("News", "Home")).toEqual(["The Ledger", "News", "Home"]);
});
