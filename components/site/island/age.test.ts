import { describe, expect, test } from "vitest";
import { ageOf } from "./age.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const minute = 60_000;
const ago = (minutes: number, language = "en-GB", style: "long" | "short" = "long") =>
  ageOf(now - minutes * minute, now, language, style);

describe("age of a time", () => {
  test("gives minutes and hours for the first day", () => {
    expect([0, 0.9, 1, 12, 59.9, 60, 23.9 * 60].map((minutes) => ago(minutes))).toEqual([
      "just now",
      "just now",
      "1 minute ago",
      "12 minutes ago",
      "59 minutes ago",
      "1 hour ago",
      "23 hours ago",
    ]);
    expect(ago(24 * 60)).toBeNull();
  });

  test("uses the language of the page, and a short form in columns", () => {
    expect(ago(12, "de")).toBe("vor 12 Minuten");
    expect([0, 1, 12, 60, 130].map((minutes) => ago(minutes, "en-GB", "short"))).toEqual([
      "just now",
      "1 min ago",
      "12 min ago",
      "1 h ago",
      "2 h ago",
    ]);
    expect(ago(0, "de", "short")).toBe("jetzt");
    expect(ago(130, "fr", "short")?.replace(/\s/g, " ")).toBe("il y a 2 h");
  });

  test("is empty if the reader's clock is behind or the time is invalid", () => {
    expect(ago(-1)).toBeNull();
    expect(ageOf(Number.NaN, now, "en", "long")).toBeNull();
  });
});
