import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { counted, type LeftOut, leftOut, onPasteReport } from "./paste-report.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the report of a paste", () => {
  test("reports everything that a paste left out, counted by kind", () => {
    const reports: LeftOut[][] = [];
    const stop = onPasteReport((lines) => reports.push(lines));
    leftOut({ key: "frame", what: counted("frame") });
    leftOut({ key: "address", what: counted("picture"), count: 2, names: ["a.png", "b.png"] });
    leftOut({ key: "frame", what: counted("frame"), names: ["https://example.org/map"] });
    expect(reports).toEqual([]);
    vi.runAllTimers();
    expect(reports).toHaveLength(1);
    expect(reports[0]?.map(({ what, count }) => what(count))).toEqual(["2 frames", "2 pictures"]);
    expect(reports[0]?.map(({ names }) => names)).toEqual([["https://example.org/map"], ["a.png", "b.png"]]);
    leftOut({ key: "frame", what: counted("frame") });
    vi.runAllTimers();
    expect(reports[1]?.map(({ what, count }) => what(count))).toEqual(["1 frame"]);
    stop();
  });
  test("reports nothing if a paste left nothing out", () => {
    const reports: LeftOut[][] = [];
    const stop = onPasteReport((lines) => reports.push(lines));
    leftOut({ key: "frame", what: counted("frame"), count: 0 });
    vi.runAllTimers();
    expect(reports).toEqual([]);
    stop();
  });
});
