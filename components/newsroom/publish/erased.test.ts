import { describe, expect, test } from "vitest";
import { timesOf } from "#lib/times.ts";
import { explainErasure } from "./erased.ts";

const times = timesOf("Europe/London", "en");
const stopsAt = "2026-11-24T10:05:07.000Z";
const varnish = { name: "Varnish", stopsAt, isCdn: true };

describe("what the editor is told of an erasure", () => {
  test("names the cache that did not confirm, with the end of its copies", () => {
    expect(explainErasure([varnish], times)).toEqual({
      isEverywhere: false,
      title: "Varnish did not confirm",
      why: "Copies in Varnish may live until 10:05:07. It is asked again until it answers.",
    });
  });

  test("names nodes and cache together", () => {
    const { title, why } = explainErasure([{ name: "web-2", stopsAt }, varnish], times);
    expect(title).toBe("2 places may still show it");
    expect(why).toBe(
      "Node web-2 is cut off and stops at 10:05:07. Copies in Varnish may live until 10:05:07. It is asked again until it answers.",
    );
  });
});
