import { describe, expect, test } from "vitest";
import { dateNear, directionOf, isoInZone, startOfDay, timesOf } from "./times.ts";

describe("the first instant of a day", () => {
  test("a day starts at midnight of its time zone", () => {
    expect(startOfDay("2026-11-24", "UTC").toISOString()).toBe("2026-11-24T00:00:00.000Z");
    expect(startOfDay("2026-11-24", "Asia/Kathmandu").toISOString()).toBe("2026-11-23T18:15:00.000Z");
    expect(startOfDay("2026-07-01", "Europe/London").toISOString()).toBe("2026-06-30T23:00:00.000Z");
    expect(startOfDay("2026-11-24", "America/New_York").toISOString()).toBe("2026-11-24T05:00:00.000Z");
  });

  test("a day on which summer time begins or ends starts with its own offset", () => {
    expect(startOfDay("2026-03-29", "Europe/Berlin").toISOString()).toBe("2026-03-28T23:00:00.000Z");
    expect(startOfDay("2026-10-25", "Europe/Berlin").toISOString()).toBe("2026-10-24T22:00:00.000Z");
    expect(startOfDay("2026-10-26", "Europe/Berlin").toISOString()).toBe("2026-10-25T23:00:00.000Z");
  });

  test("a day whose midnight is skipped starts at one o'clock", () => {
    expect(startOfDay("2026-03-29", "Asia/Beirut").toISOString()).toBe("2026-03-28T22:00:00.000Z");
  });
});

describe("a time on a page", () => {
  test("a time has the offset of its zone at that instant", () => {
    expect(isoInZone(new Date("2026-11-24T09:15:00Z"), "Europe/London")).toBe("2026-11-24T09:15:00+00:00");
    expect(isoInZone(new Date("2026-07-01T09:15:00Z"), "Europe/London")).toBe("2026-07-01T10:15:00+01:00");
    expect(isoInZone(new Date("2026-11-24T20:00:00Z"), "Asia/Kathmandu")).toBe("2026-11-25T01:45:00+05:45");
    expect(isoInZone(new Date("2026-11-24T01:00:00Z"), "America/St_Johns")).toBe("2026-11-23T21:30:00-03:30");
  });

  test("times before and after a clock change have their own offsets in any order", () => {
    const iso = (at: string) => isoInZone(new Date(at), "America/St_Johns");
    expect(iso("2000-04-02T03:30:59Z")).toBe("2000-04-02T00:00:59-03:30");
    expect(iso("2000-04-02T03:31:00Z")).toBe("2000-04-02T01:01:00-02:30");
    expect(iso("2000-04-02T03:30:00Z")).toBe("2000-04-02T00:00:00-03:30");
    const there = (at: string) => isoInZone(new Date(at), "Africa/Monrovia");
    expect(there("1972-01-07T00:44:59Z")).toBe("1972-01-07T00:44:59+00:00");
    expect(there("1972-01-07T00:44:00Z")).toBe("1972-01-07T00:00:00-00:44");
  });

  test("a time is formatted in the newsroom's time zone, not the server's", () => {
    const times = timesOf("Pacific/Auckland", "en-GB");
    const at = new Date("2026-11-24T11:30:00Z");
    expect(times.clock(at)).toBe("00:30");
    expect(times.dayKey(at)).toBe("2026-11-25");
    expect(times.day(at)).toMatch(/^Wednesday,? 25 November 2026$/);
  });

  test("a time shows its year when it differs from its context", () => {
    const times = timesOf("UTC", "en-GB");
    const newest = new Date("2026-01-02T00:00:00Z");
    expect(dateNear(times, new Date("2026-01-01T00:00:00Z"), newest)).toBe("1 January");
    expect(dateNear(times, new Date("2025-12-31T23:59:59Z"), newest)).toBe("31 December 2025");
  });
});

describe("a language", () => {
  test("a language has the direction of its script", () => {
    expect(["en-GB", "zh-Hant", "az"].map(directionOf)).toEqual(["ltr", "ltr", "ltr"]);
    expect(["ar", "he-IL", "fa", "ur", "az-Arab"].map(directionOf)).toEqual(["rtl", "rtl", "rtl", "rtl", "rtl"]);
    expect(directionOf("not a tag")).toBe("ltr");
  });
});

test("formatters of at most 100 zones and languages are kept", () => {
  const made = timesOf("Europe/London", "en-GB");
  expect(timesOf("Europe/London", "en-GB")).toBe(made);
  for (let count = 0; count < 100; count++) timesOf("UTC", `en-x-n${count}`);
  expect(timesOf("Europe/London", "en-GB")).not.toBe(made);
});
