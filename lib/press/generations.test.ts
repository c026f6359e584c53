import { describe, expect, test } from "vitest";
import { type FreshnessFacts, Generations } from "./generations.ts";

const page = (generations: Generations, given: Partial<FreshnessFacts> = {}): FreshnessFacts => ({
  began: generations.current,
  tags: [],
  soon: [],
  until: undefined,
  ...given,
});

describe("freshness of a page", () => {
  test("a change of what a page shows makes it stale if it comes after the render began to read", () => {
    const generations = new Generations();
    generations.apply(["story:1"], false);
    const shows = page(generations, { tags: ["story:1", "story:2"] });
    const other = page(generations, { tags: ["story:3"] });
    expect(generations.freshness(shows)).toBe("fresh");
    generations.apply(["story:2"], false);
    expect(generations.freshness(shows)).toBe("stale");
    expect(generations.freshness(other)).toBe("fresh");
    expect(generations.freshness(page(generations, { tags: ["story:2"] }))).toBe("fresh");
  });

  test("a revoked page stays revoked after later changes", () => {
    const generations = new Generations();
    const shows = page(generations, { tags: ["story:1"] });
    generations.apply(["story:1"], true);
    generations.apply(["story:1"], false);
    expect(generations.freshness(shows)).toBe("revoked");
    const again = page(generations, { tags: ["story:1"] });
    generations.apply(["story:1"], false);
    expect(generations.freshness(again)).toBe("stale");
  });

  test("a list stays valid for 60 s after the first change that it lacks", () => {
    let now = 1_000_000;
    const generations = new Generations(() => now);
    generations.apply(["latest"], false);
    const list = page(generations, { soon: ["latest"] });
    now += 3_600_000;
    expect(generations.freshness(list)).toBe("fresh");
    for (let change = 0; change < 12; change++) {
      generations.apply(["latest"], false);
      expect(generations.freshness(list), `${change * 5} s`).toBe("fresh");
      now += 5_000;
    }
    expect(generations.freshness(list)).toBe("stale");
    generations.apply(["latest"], false);
    expect(generations.freshness(list)).toBe("stale");
    expect(generations.freshness(page(generations, { soon: ["latest"] }))).toBe("fresh");
  });

  test("a change that arrives late leaves less than 60 s", () => {
    let now = 1_000_000;
    const generations = new Generations(() => now);
    const list = page(generations, { soon: ["latest"] });
    generations.apply(["latest"], false, 50_000);
    expect(generations.freshness(list)).toBe("fresh");
    now += 10_000;
    expect(generations.freshness(list)).toBe("stale");
  });

  test("a list that may lag is not revoked when one of its members is erased", () => {
    const generations = new Generations();
    const list = page(generations, { soon: ["latest"] });
    generations.apply(["latest"], true);
    expect(generations.freshness(list)).toBe("fresh");
  });

  test("a page becomes stale at its expiry without any change", () => {
    let now = 1_000_000;
    const generations = new Generations(() => now);
    const until = page(generations, { tags: ["front:front"], until: now + 5_000 });
    expect(generations.freshness(until)).toBe("fresh");
    now += 5_000;
    expect(generations.freshness(until)).toBe("stale");
  });

  test("when too many tags changed to remember them, every older page counts as revoked", () => {
    const generations = new Generations();
    const old = page(generations, { tags: ["story:untouched"] });
    for (let batch = 0; batch < 21; batch++)
      generations.apply(
        Array.from({ length: 10_000 }, (_, index) => `story:${batch}-${index}`),
        false,
      );
    expect(generations.freshness(old)).toBe("revoked");
    expect(generations.freshness(page(generations, { tags: ["story:untouched"] }))).toBe("fresh");
  });
});
