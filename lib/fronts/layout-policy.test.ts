import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Candidate, NavSection } from "#lib/published/types.ts";
import { composeLayout, idsOf } from "./layout-policy.ts";
import { type Arrangement, arrangements, type Container, containerSchema, frontCardSchema } from "./layout-schema.ts";

const now = new Date("2026-11-28T12:00:00Z");
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const city: NavSection = { id: uuid(900), name: "City", path: "/city", description: "", children: [] };
const candidate = (number: number, given: Partial<Candidate> = {}): Candidate => ({
  id: uuid(number),
  label: "",
  section: city,
  publishedAt: new Date(now.getTime() - number * 60_000),
  hasPicture: false,
  ...given,
});
const pool = (count: number) => Array.from({ length: count }, (_, index) => candidate(index + 1));
const container = (number: number, arrangement: Arrangement, cards: number[] = [], given: Partial<Container> = {}) =>
  containerSchema.parse({
    id: uuid(500 + number),
    arrangement,
    rule: { from: "newest" },
    cards: cards.map((one) => ({ story: uuid(one) })),
    ...given,
  });

function compose(containers: Container[], stories: Candidate[], live = stories) {
  return composeLayout({
    layout: { containers },
    now,
    live: new Map(live.map((story) => [story.id, story])),
    pools: new Map(containers.map(({ id, rule }) => [id, { stories: rule ? stories : [], subject: null }])),
    newest: stories,
    ofSections: [{ section: city, cards: stories }],
  });
}
const numbers = (front: ReturnType<typeof compose>) =>
  front.containers.map(({ stories }) => stories.map(({ story }) => Number(story.id.slice(-3))));

describe("a composed front", () => {
  test("shows placed stories first and fills up with the newest that no container shows", () => {
    expect(numbers(compose([container(1, "lead", [8]), container(2, "row", [9, 1])], pool(9)))).toEqual([
      [8, 2, 3],
      [9, 1, 4, 5],
    ]);
  });

  test("leaves a rule aside where there are as many cards as fit, and keeps more cards than that", () => {
    expect(numbers(compose([container(1, "row", [1, 2, 3, 4, 5, 6])], pool(9)))).toEqual([[1, 2, 3, 4, 5, 6]]);
    expect(numbers(compose([container(1, "row", [7], { rule: null })], pool(9)))).toEqual([[7]]);
  });

  test("links related stories that are published and have no card, and shows them nowhere else", () => {
    const cards = [frontCardSchema.parse({ story: uuid(1), links: [uuid(2), uuid(3), uuid(70)] })];
    const front = compose([container(1, "lead", [], { cards }), container(2, "row", [3])], pool(9));
    expect(front.containers[0]?.stories[0]?.links.map(({ id }) => id)).toEqual([uuid(2)]);
    expect(numbers(front)).toEqual([
      [1, 4, 5],
      [3, 6, 7, 8],
    ]);
    expect(idsOf(front)).toContain(uuid(2));
  });

  test("fills a band of pictures only with stories that have one", () => {
    const stories = pool(9).map((one, index) => ({ ...one, hasPicture: index % 2 === 0 }));
    expect(numbers(compose([container(1, "gallery")], stories))).toEqual([[1, 3, 5, 7]]);
  });

  test("shows the badge of a card until its time is over", () => {
    const badged = (badgeUntil: string) => {
      const cards = [frontCardSchema.parse({ story: uuid(1), badge: "live", badgeUntil })];
      const front = compose([container(1, "row", [], { cards })], pool(4));
      return front.containers[0]?.stories[0]?.card?.badge;
    };
    expect(badged("2026-11-28T12:00:01Z")).toBe("live");
    expect(badged("2026-11-28T12:00:00Z")).toBe("");
  });

  test("skips a story that is not published until it is", () => {
    const containers = [container(1, "lead", [50, 2])];
    expect(numbers(compose(containers, pool(9)))[0]?.[0]).toBe(2);
    expect(numbers(compose(containers, [...pool(9), candidate(50)]))[0]?.slice(0, 2)).toEqual([50, 2]);
  });

  test("drops a card and a container at their ends", () => {
    const past = "2026-11-28T11:59:59Z";
    const ended = { ...container(1, "row", [3]), cards: [{ ...container(1, "row", [3]).cards[0], until: past }] };
    expect(numbers(compose([containerSchema.parse({ ...ended, rule: null })], pool(9)))).toEqual([]);
    expect(numbers(compose([container(1, "row", [3], { until: past }), container(2, "feature")], pool(9)))).toEqual([
      [1],
    ]);
  });

  test("prefers a lead that is news and has a picture if no editor has placed one", () => {
    const stories = [
      candidate(1, { label: "opinion", hasPicture: true }),
      candidate(2),
      candidate(3, { hasPicture: true }),
    ];
    expect(numbers(compose([container(1, "lead")], stories))).toEqual([[3, 1, 2]]);
  });

  test("leaves out a band of opinion with a single piece from its rule", () => {
    expect(numbers(compose([container(1, "opinion")], pool(1)))).toEqual([]);
    expect(numbers(compose([container(1, "opinion", [1])], pool(1)))).toEqual([[1]]);
  });

  test("leaves a section that has a container of its own out of the sections below", () => {
    const rest = container(2, "sections", [], { rule: null });
    expect(compose([rest], pool(9)).rivers).toHaveLength(1);
    const own = container(1, "river", [], {
      rule: { ...container(1, "row").rule, from: "section", id: city.id } as never,
    });
    expect(compose([own, rest], pool(9)).rivers).toEqual([]);
  });
});

test("no composed front shows a story twice, and each placed story that is published is shown", () => {
  const containers = fc
    .array(fc.tuple(fc.constantFrom(...arrangements), fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 6 })), {
      maxLength: 6,
    })
    .map((list) => list.map(([arrangement, cards], index) => container(index, arrangement, cards)));
  fc.assert(
    fc.property(containers, fc.integer({ min: 0, max: 20 }), (list, count) => {
      const front = compose(list, pool(count));
      const shown = [
        ...front.containers.flatMap(({ stories }) => stories.map(({ story }) => story.id)),
        ...front.rivers.flatMap(({ cards }) => cards.map(({ id }) => id)),
      ];
      expect(new Set(shown).size).toBe(shown.length);
      for (const { story } of list.flatMap(({ cards }) => cards))
        if (Number(story.slice(-3)) <= count) expect(shown).toContain(story);
      for (const id of shown) expect(idsOf(front)).toContain(id);
    }),
    { numRuns: 500 },
  );
});
