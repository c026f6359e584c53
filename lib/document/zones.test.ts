import { expect, test } from "vitest";
import { divider, emptyDocument, figure, paragraph, quote, storyDocument } from "./build.ts";
import {
  crossesZones,
  neighbourZone,
  textBounds,
  zoneAt,
  zoneEnd,
  zoneRanges,
  zoneStart,
  zonesBetween,
} from "./zones.ts";

const whole = storyDocument({
  kicker: "City",
  headline: "Trams return",
  standfirst: "After ten years.",
  mainFigure: { picture: null, caption: "A tram", credit: "Photo" },
  keyPoints: ["One", "Two"],
  body: [
    divider(),
    paragraph("First."),
    quote(["Said so."], "Mayor"),
    figure({ picture: null, caption: "Map" }),
    divider(),
  ],
  inShort: [paragraph("Short.")],
});

test("the zones of a story are in order and cover it without a gap", () => {
  const ranges = zoneRanges(whole);
  expect(ranges.map(({ zone }) => zone)).toEqual([
    "kicker",
    "headline",
    "standfirst",
    "mainFigure",
    "keyPoints",
    "body",
    "inShort",
  ]);
  expect(ranges[0]?.from).toBe(0);
  expect(ranges.at(-1)?.to).toBe(whole.content.size);
  for (let i = 1; i < ranges.length; i++) expect(ranges[i]?.from).toBe(ranges[i - 1]?.to);
});

test("every position belongs to a zone, and a border to the later one", () => {
  for (const { zone, from, to } of zoneRanges(whole)) {
    expect(zoneAt(whole, from)).toBe(zone);
    expect(zoneAt(whole, to - 1)).toBe(zone);
  }
  expect(zoneAt(whole, whole.content.size)).toBe("inShort");
  expect(zoneAt(whole, -5)).toBe("kicker");
  expect(zoneAt(whole, 1e6)).toBe("inShort");
});

test("the caret goes to the first and last text of a zone, past dividers", () => {
  const text = (zone: "headline" | "body" | "keyPoints" | "mainFigure") =>
    whole.textBetween(zoneStart(whole, zone) ?? -1, zoneEnd(whole, zone) ?? -1, "|");
  expect(text("headline")).toBe("Trams return");
  expect(text("body")).toBe("First.|Said so.|Mayor|Map|");
  expect(text("keyPoints")).toBe("One|Two");
  expect(text("mainFigure")).toBe("A tram|Photo");
});

test("an empty zone has one caret position, and a missing zone has none", () => {
  const doc = emptyDocument();
  expect([zoneStart(doc, "headline"), zoneEnd(doc, "headline")]).toEqual([1, 1]);
  expect([zoneStart(doc, "body"), zoneEnd(doc, "body")]).toEqual([5, 5]);
  expect(zoneStart(doc, "inShort")).toBeNull();
  expect(zoneEnd(storyDocument({ body: [divider()] }), "body")).toBeNull();
  expect(textBounds(doc, 0, doc.content.size)).toEqual({ start: 1, end: 5 });
});

test("the neighbours of a zone are the nearest zones that the story has", () => {
  const doc = emptyDocument();
  expect(neighbourZone(doc, "standfirst", 1)).toBe("body");
  expect(neighbourZone(doc, "headline", -1)).toBeNull();
  expect(neighbourZone(doc, "kicker", 1)).toBeNull();
  expect(neighbourZone(whole, "standfirst", 1)).toBe("mainFigure");
});

test("a selection across zones is split into one part per zone", () => {
  const from = (zoneStart(whole, "headline") ?? 0) + 6;
  const to = (zoneStart(whole, "body") ?? 0) + 3;
  expect(zonesBetween(whole, from, to).map(({ zone }) => zone)).toEqual([
    "headline",
    "standfirst",
    "mainFigure",
    "keyPoints",
    "body",
  ]);
  expect(zonesBetween(whole, from, to)[0]?.from).toBe(from);
  expect(zonesBetween(whole, from, to).at(-1)?.to).toBe(to);
  expect(crossesZones(whole, from, to)).toBe(true);
  expect(crossesZones(whole, from, from + 2)).toBe(false);
  expect(zonesBetween(whole, from, from)).toEqual([{ zone: "headline", from, to: from }]);
});
