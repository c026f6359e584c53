import { describe, expect, test } from "vitest";
import { startOfDay } from "./times.ts";

describe("the first instant of a day", () => {
  test("is midnight on the clock of the zone", () => {
    expect(startOfDay("2026-11-24", "UTC").toISOString()).toBe("2026-11-24T00:00:00.000Z");
    expect(startOfDay("2026-11-24", "Asia/Kathmandu").toISOString()).toBe("2026-11-23T18:15:00.000Z");
    expect(startOfDay("2026-07-01", "Europe/London").toISOString()).toBe("2026-06-30T23:00:00.000Z");
    expect(startOfDay("2026-11-24", "America/New_York").toISOString()).toBe("2026-11-24T05:00:00.000Z");
  });

  test("counts the day's own summer time on the days on which it begins and ends", () => {
    expect(startOfDay("2026-03-29", "Europe/Berlin").toISOString()).toBe("2026-03-28T23:00:00.000Z");
    expect(startOfDay("2026-10-25", "Europe/Berlin").toISOString()).toBe("2026-10-24T22:00:00.000Z");
    expect(startOfDay("2026-10-26", "Europe/Berlin").toISOString()).toBe("2026-10-25T23:00:00.000Z");
  });

  test("is one o'clock where the clock leaps over midnight", () => {
    expect(startOfDay("2026-03-29", "Asia/Beirut").toISOString()).toBe("2026-03-28T22:00:00.000Z");
  });
});
