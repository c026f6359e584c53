import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { FrontContent, River } from "#lib/fronts/compose.ts";
import type { LiveCard, NavSection } from "#lib/published/types.ts";
import { parseSiteSettings } from "#lib/site/schema.ts";
import { timesOf } from "#lib/times.ts";
import { RowCard } from "./card.tsx";
import { FrontPage } from "./front-page.tsx";
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

  test("puts a section below the rail rather than beside an empty rail", () => {
    const pairs = [river("A", 2), river("B", 2)];
    expect(fitRail(rowsOf([...pairs, river("C", 1), river("D", 3)]), topics, []).rows).toBe(1);
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

test("shows kickers in a section only if one of them differs from the name of the section", () => {
  const html = (cards: LiveCard[]) =>
    renderToStaticMarkup(
      <Rivers rivers={[{ section: section("City"), cards }]} topics={[]} mostRead={[]} times={times} />,
    );
  expect(html([card("a"), card("b"), card("c"), card("d")])).not.toContain('class="kicker"');
  const mixed = html([card("a"), card("b"), card("c"), { ...card("d"), kicker: "Trams" }]);
  expect(mixed.split('class="kicker"')).toHaveLength(5);
});

describe("the top of a front", () => {
  const top = (front: Partial<FrontContent>) => {
    const content: FrontContent = {
      newest: undefined,
      lead: card("lead"),
      seconds: [card("s1", false), card("s2", false)],
      four: [],
      latest: ["l1", "l2", "l3", "l4", "l5"].map((id) => card(id, false)),
      opinion: { section: null, cards: [] },
      rivers: [],
      ...front,
    };
    return renderToStaticMarkup(
      <FrontPage name="The Ledger" front={content} topics={[]} mostRead={[]} times={times} />,
    );
  };

  test("puts both second stories below a lead without a picture if no other stories fill that column", () => {
    const html = top({ lead: card("lead", false) });
    expect(html).toContain('<div class="front-top two"><div><article class="card lead">');
    expect(html).not.toContain('class="seconds');
    for (const id of ["lead", "s1", "s2"]) expect(html.split(`>Headline of ${id}<`)).toHaveLength(2);
  });

  test("puts the second stories beside a lead with a picture", () => {
    expect(top({})).toContain('<div class="seconds stack">');
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
