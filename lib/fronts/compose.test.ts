import { describe, expect, test } from "vitest";
import type { Candidate, LiveCard, NavSection } from "#lib/published/types.ts";
import { composeFront, composeSectionTop, storiesOf, withCards } from "./compose.ts";

const city: NavSection = { id: "city", name: "City", path: "/city", description: "", children: [] };
const views: NavSection = { ...city, id: "views", name: "Views", path: "/views" };

/** Story 1 is the newest. */
const card = (number: number, given: Partial<Candidate> = {}): Candidate => ({
  id: String(number),
  label: "",
  section: city,
  publishedAt: new Date(Date.UTC(2026, 10, 24) - number * 60_000),
  hasPicture: false,
  ...given,
});
const cards = (count: number) => Array.from({ length: count }, (_, index) => card(index + 1));
const ids = (list: readonly Candidate[]) => list.map(({ id }) => id);
const compose = (newest: Candidate[], pinned: [number, Candidate][] = []) =>
  composeFront({
    pinned: new Map(pinned),
    newest,
    ofSections: [{ section: city, cards: newest.filter(({ section }) => section === city) }],
  });

describe("a front page", () => {
  test("a section without pictures shows four stories, which fill a row, and one with pictures five", () => {
    const sizes = (hasPicture: boolean) =>
      compose(cards(40).map((one) => ({ ...one, hasPicture }))).rivers.map((river) => river.cards.length);
    expect(sizes(false)).toEqual([4]);
    expect(sizes(true)).toEqual([5]);
  });

  test("a front page has no two cards of one story", () => {
    const all = [...cards(40), card(50, { label: "opinion" }), card(51, { label: "opinion" })];
    const { lead, seconds, four, opinion, rivers } = compose(all, [[1, card(7)]]);
    const shown = [lead, ...seconds, ...four, ...opinion.cards, ...rivers.flatMap((river) => river.cards)];
    expect(new Set(shown.map((story) => story?.id)).size).toBe(shown.length);
  });

  test("Latest lists the newest stories, newest first, including those with a card", () => {
    for (const count of [5, 24, 200]) {
      const front = compose(cards(count), [[0, card(count)]]);
      expect(ids(front.latest)).toEqual(ids(cards(Math.min(count, 9))));
    }
  });

  test("a front page has no Latest while all stories are at the top", () => {
    expect(compose(cards(1)).latest).toEqual([]);
    expect(compose(cards(3)).latest).toEqual([]);
    expect(ids(compose(cards(4)).latest)).toEqual(["1", "2", "3", "4"]);
  });

  test("a front page keeps pinned stories in place and fills other slots with the newest", () => {
    const front = compose(cards(30), [
      [0, card(20)],
      [2, card(90)], // too old for the pool
    ]);
    expect(front.lead?.id).toBe("20");
    expect(ids(front.seconds)).toEqual(["1", "90"]);
    expect(ids(front.four)).toEqual(["2", "3", "4", "5"]);
  });

  test("a front page prefers stories with a picture that are not much older, and news to opinion", () => {
    expect(compose([card(1), card(2), card(3, { hasPicture: true }), card(4)]).lead?.id).toBe("3");
    expect(compose([...cards(6), card(7, { hasPicture: true })]).lead?.id).toBe("1");
    expect(compose([card(1, { label: "opinion", hasPicture: true }), card(2)]).lead?.id).toBe("2");
  });

  test("a front page has a row of four only when it is full or has a pinned story", () => {
    expect(compose(cards(8)).four).toEqual([]);
    expect(ids(compose(cards(8), [[3, card(8)]]).four)[0]).toBe("8");
    expect(compose(cards(20)).four).toHaveLength(4);
  });

  test("a front page names the section of its opinion pieces only when all are from it", () => {
    const pieces = [card(40, { label: "opinion", section: views }), card(41, { label: "opinion", section: views })];
    expect(compose([...cards(9), ...pieces]).opinion).toMatchObject({ section: views, cards: pieces });
    expect(compose([...cards(9), card(40, { label: "opinion" }), ...pieces]).opinion.section).toBeNull();
    expect(compose([...cards(9), card(40, { label: "opinion" })]).opinion.cards).toEqual([]);
  });

  test("the front page of an empty paper is empty", () => {
    expect(compose([])).toEqual({
      newest: undefined,
      lead: null,
      seconds: [],
      four: [],
      latest: [],
      opinion: { section: null, cards: [] },
      rivers: [],
    });
  });
});

test("a front leaves out a story that was taken down before its card was read", () => {
  const front = compose(cards(30), [[0, card(20)]]);
  const read = storiesOf(front).map(
    ({ id, ...rest }): LiveCard => ({
      ...rest,
      id,
      path: `/city/${id}`,
      headline: `Story ${id}`,
      kicker: "",
      standfirst: "",
      badge: "",
      language: "en",
      section: city,
      authors: [],
      updatedAt: null,
      picture: null,
    }),
  );
  expect(storiesOf(withCards(front, read))).toEqual(read);
  const rest = withCards(front, read.slice(1));
  expect(rest.lead).toBeNull();
  expect(storiesOf(rest)).toEqual(read.slice(1));
});

describe("the top of a section", () => {
  test("the top of a section is its newest story alone while nothing is pinned beside it", () => {
    expect(composeSectionTop(new Map(), cards(9))).toEqual({ lead: card(1), seconds: [] });
    expect(composeSectionTop(new Map([[0, card(5)]]), cards(9))).toEqual({ lead: card(5), seconds: [] });
    expect(composeSectionTop(new Map(), [])).toEqual({ lead: null, seconds: [] });
  });

  test("the top of a section fills the row of four around pinned stories", () => {
    const top = composeSectionTop(new Map([[3, card(1)]]), cards(9));
    expect(top.lead?.id).toBe("2");
    expect(ids(top.seconds)).toEqual(["3", "4", "1", "5"]);
  });
});
