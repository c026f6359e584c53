import { describe, expect, test } from "vitest";
import { planSearch, toTerm } from "./plan.ts";
import { parseQuery } from "./query.ts";

const stops = new Set(["the", "of", "to", "be"]);
const terms = (text: string) =>
  parseQuery(text).parts.map((part) =>
    toTerm(part, (word) => [{ names: [word.folded], isStop: stops.has(word.folded) }]),
  );
const stories: Record<string, number> = { council: 300_000, city: 400_000, the: 990_000, ferry: 900, "s/1": 200_000 };
const plan = (text: string, places: string[][] = [], total = 1_000_000) =>
  planSearch(terms(text), places, (name) => stories[name] ?? 0, total);

describe("the plan of a search", () => {
  test("goes by the index where one word is rare, and through the newest where all are common", () => {
    expect(plan("ferry")?.way).toBe("index");
    expect(plan("council ferry")?.way).toBe("index");
    expect(plan("unheardof")?.way).toBe("index");
    expect(plan("council")?.way).toBe("walk");
    expect(plan("council city")?.way).toBe("walk");
    expect(plan("council", [["s/1"]])?.way).toBe("walk");
  });

  test("goes by the index in a small paper, whatever the words", () => {
    expect(plan("council", [], 900)?.way).toBe("index");
  });

  test("reads no vectors of thousands of stories for a phrase", () => {
    expect(plan('"city council"')?.way).toBe("walk");
    expect(plan('"city council"')?.isWalkOnly).toBe(true);
    expect(plan('"city ferry"')?.way).toBe("index");
  });

  test("asks for all words, one name of each, and not for those with a minus", () => {
    expect(plan('ferry "city council" -tram', [["s/1", "s/2"]])).toMatchObject({
      match: "(('ferry')) & (('city') <-> ('council')) & ('s/1' | 's/2') & !(('tram'))",
      rank: "(('ferry')) & (('city') <-> ('council'))",
    });
  });

  test("needs words that say nothing only where nothing else is asked for, or in quotes", () => {
    expect(plan("the ferry")?.match).toBe("(('ferry'))");
    expect(plan("to be")?.match).toBe("(('to')) & (('be'))");
    expect(plan('"the ferry"')?.match).toBe("(('the') <-> ('ferry'))");
  });

  test("is none where nothing is asked for", () => {
    expect(plan("-ferry")).toBeNull();
    expect(plan("")).toBeNull();
  });
});
