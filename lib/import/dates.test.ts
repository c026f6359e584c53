import { describe, expect, test } from "vitest";
import { parseDate } from "./dates.ts";

const read = (text: string, zone = "Europe/Oslo") => parseDate(text, zone)?.toISOString() ?? null;

describe("parseDate", () => {
  test("reads a time without a zone in the newsroom's time zone, in summer and winter", () => {
    expect(read("2024-01-15 09:30")).toBe("2024-01-15T08:30:00.000Z");
    expect(read("2024-07-15T09:30:05")).toBe("2024-07-15T07:30:05.000Z");
    expect(read("2024-07-15")).toBe("2024-07-14T22:00:00.000Z");
    expect(read("2024-03-31 03:30")).toBe("2024-03-31T01:30:00.000Z");
    expect(read("March 5, 2014")).toBe("2014-03-04T23:00:00.000Z");
  });

  test("keeps a written time zone", () => {
    expect(read("2013-10-30 8:45:15 -0400")).toBe("2013-10-30T12:45:15.000Z");
    expect(read("2015-12-08 14:00:00 -5")).toBe("2015-12-08T19:00:00.000Z");
    expect(read("2015-12-08T14:00:00.123+05:30")).toBe("2015-12-08T08:30:00.000Z");
    expect(read("2015-12-08T14:00:00Z")).toBe("2015-12-08T14:00:00.000Z");
    expect(read("Tue, 08 Dec 2015 14:00:00 +0100")).toBe("2015-12-08T13:00:00.000Z");
  });

  test("rejects text that is not a date", () => {
    for (const text of ["", "2024-02-30", "2024-13-01", "2024-01-01 25:00", "soon", "12", "2024"])
      expect(read(text)).toBeNull();
  });
});
