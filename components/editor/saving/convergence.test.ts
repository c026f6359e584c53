import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { factBox } from "#lib/document/blocks/fact-box/block.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { linesOf, TestHands } from "../testing/hands.ts";
import { Ledger, randomFrom } from "../testing/ledger.ts";
import { Newsroom, Reporter, type Weather } from "../testing/newsroom.ts";

const weathers: Weather[] = ["fine", "fine", "request lost", "answer lost"];

/** Four people write at the same time; their changes reach the others at random times. */
async function writeTogether(seed: number, acts: number) {
  const random = randomFrom(seed);
  const below = (most: number) => Math.floor(random() * most);
  const newsroom = new Newsroom(
    storyDocument({
      headline: "Head",
      standfirst: "Deck",
      body: [paragraph("One two"), factBox("Five", [paragraph("Six seven")]), paragraph("Three four")],
    }),
  );
  const ledger = new Ledger();
  const people = [0, 1, 2, 3].map(() => new Reporter(newsroom));
  const hands = people.map((reporter) => new TestHands(reporter, random, ledger));
  for (let i = 0; i < acts; i++) {
    const who = below(4);
    const reporter = people[who] as Reporter;
    const choice = random();
    if (choice < 0.12) {
      reporter.weather = weathers[below(4)] as Weather;
      await reporter.loop.flush();
    } else if (choice < 0.2) newsroom.tell();
    else hands[who]?.act();
  }
  for (const reporter of people) reporter.weather = "fine";
  for (let i = 0; i < 60 && people.some(({ loop }) => loop.hasUnsent); i++) {
    for (const { loop } of people) await loop.flush();
    newsroom.tell();
  }
  newsroom.tell();
  for (const { loop } of people) loop.close();
  guardDocument(newsroom.doc);
  const kept = people.flatMap((person) => person.kept).join(" ");
  const { lost, doubled, mixed } = ledger.count(linesOf(newsroom.doc), kept);
  const isOne = people.every(({ state, loop }) => !loop.hasUnsent && state.doc.eq(newsroom.doc));
  return { seed, lost, doubled, mixed, isOne };
}

beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

describe("four people editing at once over a bad network", () => {
  test.each([
    { acts: 50, runs: 300 },
    { acts: 150, runs: 100 },
  ])(
    "ends with one text that contains each typed character once, with no words mixed, after $acts acts",
    async ({ acts, runs }) => {
      for (let seed = 1; seed <= runs; seed++)
        expect(await writeTogether(seed, acts)).toEqual({ seed, lost: [], doubled: [], mixed: [], isOne: true });
    },
  );
});
