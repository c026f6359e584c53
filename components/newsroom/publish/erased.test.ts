import { describe, expect, test } from "vitest";
import { timesOf } from "#lib/times.ts";
import { explainErasure } from "./erased.ts";

const times = timesOf("Europe/London", "en");
const stopsAt = "2026-11-24T10:05:07.000Z";
const varnish = { name: "Varnish", stopsAt, isCdn: true };

describe("message about removed text", () => {
  test("names the cache that did not confirm, and when its copies expire", () => {
    expect(explainErasure([varnish], times)).toEqual({
      isEverywhere: false,
      title: "Varnish did not confirm",
      why: "Copies in Varnish may remain until 10:05:07. Galley keeps retrying.",
    });
  });

  test("names both servers and cache", () => {
    const { title, why } = explainErasure([{ name: "web-2", stopsAt }, varnish], times);
    expect(title).toBe("2 servers may still show it");
    expect(why).toBe(
      "Server web-2 is disconnected and stops showing pages at 10:05:07. Copies in Varnish may remain until 10:05:07. Galley keeps retrying.",
    );
  });
});
