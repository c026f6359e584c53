import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ComposedFront, ShownContainer } from "#lib/fronts/layout-policy.ts";
import {
  type Arrangement,
  arrangements,
  cardSizes,
  containerSchema,
  frontCardSchema,
} from "#lib/fronts/layout-schema.ts";
import { cardSpans } from "#lib/fronts/pack-policy.ts";
import { newId } from "#lib/ids.ts";
import type { LiveCard } from "#lib/published/types.ts";
import { makeStyle } from "#lib/static/make-styles.ts";
import { timesOf } from "#lib/times.ts";
import { Containers, FrontContainer } from "./containers.tsx";

const times = timesOf("Europe/London", "en-GB");
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
const story = (id: string, hasPicture: boolean): LiveCard => ({
  id,
  path: `/city/${id}`,
  headline: `Headline of ${id}`,
  kicker: "",
  standfirst: `What ${id} is about.`,
  label: "",
  badge: "",
  language: "en-GB",
  section: { id: "city", name: "City", path: "/city" },
  authors: [],
  publishedAt: new Date("2026-11-24T12:00:00Z"),
  updatedAt: null,
  picture: hasPicture ? picture : null,
});
const shown = (arrangement: Arrangement, stories: ShownContainer["stories"], given = {}): ShownContainer => {
  const { cards: _, ...settings } = containerSchema.parse({ id: newId(), arrangement, ...given });
  return { ...settings, stories, subject: null };
};
const front = (containers: ShownContainer[]): ComposedFront => ({
  newest: undefined,
  containers,
  latest: [],
  rivers: [],
});
const html = (containers: ShownContainer[]) =>
  renderToStaticMarkup(<Containers front={front(containers)} topics={[]} mostRead={[]} times={times} />);
const placed = (id: string, given = {}, hasPicture = true) => ({
  story: story(id, hasPicture),
  card: frontCardSchema.parse({ story: "00000000-0000-4000-8000-000000000001", ...given }),
  links: [] as LiveCard[],
});

test("every arrangement shows each of its stories once, whatever their number, size and pictures", () => {
  const lists = fc.array(fc.record({ size: fc.constantFrom(...cardSizes), hasPicture: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  });
  const which = arrangements.filter((one) => one !== "most-read" && one !== "sections");
  fc.assert(
    fc.property(fc.constantFrom(...which), lists, fc.boolean(), (arrangement, list, isInColumn) => {
      const stories = list.map(({ size, hasPicture }, index) => placed(`s${index}.`, { size }, hasPicture));
      const container = shown(arrangement, stories);
      const page = isInColumn
        ? renderToStaticMarkup(
            <FrontContainer container={container} isLandmark mostRead={[]} times={times} isInColumn />,
          )
        : html([container]);
      for (const [index] of stories.entries()) expect(page.split(`>Headline of s${index}.<`)).toHaveLength(2);
    }),
    { numRuns: 60 },
  );
});

test("every width that a card can have has a rule in the style sheet", () => {
  const css = makeStyle("components/site/styles/site.css", true);
  for (const span of cardSpans) expect(css).toContain(`.full-width>.w${span}{`);
});

test("a container has its title as a link, else the name of what its rule is about", () => {
  const titled = shown("row", [placed("a")], { title: "The strike", link: "/topics/strike" });
  expect(html([titled])).toMatch(/<h2 id="([^"]+)"><a href="\/topics\/strike">The strike<\/a><\/h2>/);
  const river = { ...shown("river", [placed("a")]), subject: { name: "City", path: "/city" } };
  expect(html([river])).toContain('<a href="/city">City</a>');
  expect(html([shown("row", [placed("a")])])).not.toContain('class="head"');
});

test("only the first of several containers with one heading is a landmark, and none that is called as another part of the page", () => {
  const rows = ["In brief", "In brief", "Latest", ""].map((title, index) =>
    shown("row", [placed(`s${index}`)], { title }),
  );
  const page = html(rows);
  expect(page.split("<section")).toHaveLength(2);
  expect(page.split(">In brief</h2>")).toHaveLength(3);
  expect(page).toContain(`<section class="zone" aria-labelledby="c-${rows[0]?.id}">`);
});

test("only the first lead of a front has the newest stories beside it", () => {
  const two = [shown("lead", [placed("a")]), shown("lead", [placed("b")])];
  const page = renderToStaticMarkup(
    <Containers front={{ ...front(two), latest: [story("new", false)] }} topics={[]} mostRead={[]} times={times} />,
  );
  expect(page.split("Headline of new")).toHaveLength(2);
});

test("a card without a picture fills the height of its row beside cards with pictures, and only there", () => {
  const grounds = (pictures: boolean[], arrangement: Arrangement = "row") =>
    html([
      shown(
        arrangement,
        pictures.map((hasPicture, index) => placed(`s${index}.`, {}, hasPicture)),
      ),
    ]).split(" ground").length - 1;
  expect(grounds([true, false, true, false])).toBe(2);
  expect(grounds([false, false, false, false])).toBe(0);
  expect(grounds([true, true])).toBe(0);
  expect(grounds([true, false], "list")).toBe(0);
});

test("related stories are links below their card, in every arrangement that has cards", () => {
  for (const arrangement of arrangements.filter((one) => one !== "most-read" && one !== "sections")) {
    const stories = ["a", "b"].map((id) => ({ ...placed(id), links: [story(`link-of-${id}`, false)] }));
    const page = html([shown(arrangement, stories)]);
    for (const id of ["a", "b"])
      expect(page, arrangement).toContain(`<a href="/city/link-of-${id}">Headline of link-of-${id}</a>`);
  }
});
