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

describe("search plans", () => {
  test("uses the index for a rare word, and walks through the newest stories if all words are common", () => {
    expect(plan("ferry")?.way).toBe("index");
    expect(plan("council ferry")?.way).toBe("index");
    expect(plan("unheardof")?.way).toBe("index");
    expect(plan("council")?.way).toBe("walk");
    expect(plan("council city")?.way).toBe("walk");
    expect(plan("council", [["s/1"]])?.way).toBe("walk");
  });

  test("uses the index in a small paper for any words", () => {
    expect(plan("council", [], 900)?.way).toBe("index");
  });

  test("reads no vectors of thousands of stories for a phrase", () => {
    expect(plan('"city council"')?.way).toBe("walk");
    expect(plan('"city council"')?.isWalkOnly).toBe(true);
    expect(plan('"city ferry"')?.way).toBe("index");
  });

  test("requires all words in one of their forms, and excludes words with a minus", () => {
    expect(plan('ferry "city council" -tram', [["s/1", "s/2"]])).toMatchObject({
      match: "(('ferry')) & (('city') <-> ('council')) & ('s/1' | 's/2') & !(('tram'))",
      rank: "(('ferry')) & (('city') <-> ('council'))",
    });
  });

  test("requires stop words only in quotes or if there are no other words", () => {
    expect(plan("the ferry")?.match).toBe("(('ferry'))");
    expect(plan("to be")?.match).toBe("(('to')) & (('be'))");
    expect(plan('"the ferry"')?.match).toBe("(('the') <-> ('ferry'))");
  });

  test("is null for an empty query", () => {
    expect(plan("-ferry")).toBeNull();
    expect(plan("")).toBeNull();
  });
});
