import { describe, expect, test } from "vitest";
import { captionOf } from "./page-lines.ts";
import { readPage, type WholePage } from "./whole-page.ts";

const paragraphs = [
  "The night ferry across the Ouzel is to return in spring, the harbour board decided on Tuesday after a debate of four hours.",
  "It stopped two years ago, when the old pier was closed, and since then nobody has crossed the water after ten in the evening.",
  "“We have waited long enough,” said Anna Berg, who runs the bar at the quay and counted the days, she said to this paper.",
];
const page = `Skip to content
Menu
News
Sport
Sign in
City
Night ferry to return in spring
After two years without it, the last boat leaves at midnight again.
By Ada Moss
Published 24 November 2026, 09:15
Share
A ferry at the old pier on Monday. Photo: Ben Okafor
Key points
• The first boat leaves in March
• A crossing costs two crowns
${paragraphs[0]}
Read also: Why the pier was closed
${paragraphs[1]}
What it costs
${paragraphs[2]}
1. Adults pay two crowns.
2. Children pay nothing.
Advertisement
In short
The ferry is back in spring and costs two crowns.
Related stories
Trams to run all night
Harbour board elects a chair
© 2026 The Ouzel Courier
Privacy policy`;

const story = (read: WholePage | null): Record<string, unknown> => {
  if (!read) throw new Error("not recognised");
  const { headline, standfirst, caption, keyPoints, inShort, counts } = read;
  return { headline, standfirst, caption, keyPoints, inShort, counts };
};
/** Every word of the story's parts. */
const kept = (node: { text?: string; content?: readonly unknown[] }): string =>
  (node.text ?? "") + (node.content ?? []).map((child) => ` ${kept(child as { text?: string })}`).join("");

describe("a page of a news site", () => {
  test("is read as headline, standfirst, caption, key points, text, numbered list and summary", () => {
    expect(story(readPage(page))).toEqual({
      headline: "Night ferry to return in spring",
      standfirst: "After two years without it, the last boat leaves at midnight again.",
      caption: "A ferry at the old pier on Monday. · Ben Okafor",
      keyPoints: ["The first boat leaves in March", "A crossing costs two crowns"],
      inShort: ["The ferry is back in spring and costs two crowns."],
      counts: { paragraphs: 3, subheadings: 1, lists: 1, captions: 0 },
    });
  });
  test("names every line that is left out", () => {
    expect(readPage(page)?.leftOut).toEqual([
      "Skip to content",
      "Menu",
      "News",
      "Sport",
      "Sign in",
      "City",
      "By Ada Moss",
      "Published 24 November 2026, 09:15",
      "Share",
      "Key points",
      "Read also: Why the pier was closed",
      "Advertisement",
      "In short",
      "Related stories",
      "Trams to run all night",
      "Harbour board elects a chair",
      "© 2026 The Ouzel Courier",
      "Privacy policy",
    ]);
  });
  test("keeps or names every word", () => {
    const read = readPage(page);
    const all = `${read?.leftOut.join(" ")} ${read?.parts.map(kept).join(" ")}`;
    for (const word of page.replace(/[•]|\b[12]\. |Photo: /g, "").split(/\s+/)) expect(all).toContain(word);
  });
  test("is read in German too", () => {
    const german = `Zum Inhalt springen
Menü
Anmelden
Nachtfähre kehrt im Frühling zurück
Nach zwei Jahren Pause legt das letzte Boot wieder um Mitternacht ab.
Von Ada Moos
24.11.2026, 09.15 Uhr
Foto: dpa
Die Nachtfähre über die Ouzel kehrt im Frühling zurück, wie der Hafenrat am Dienstag nach vier Stunden Debatte beschlossen hat.
Lesen Sie auch: Warum der Kai geschlossen wurde
Sie wurde vor zwei Jahren eingestellt, als der alte Kai geschlossen wurde, und seitdem fuhr nach zehn Uhr niemand mehr über das Wasser.
Impressum`;
    const read = readPage(german);
    expect(read?.headline).toBe("Nachtfähre kehrt im Frühling zurück");
    expect(read?.standfirst).toBe("Nach zwei Jahren Pause legt das letzte Boot wieder um Mitternacht ab.");
    expect(read?.leftOut).toContain("Lesen Sie auch: Warum der Kai geschlossen wurde");
    expect(read?.leftOut).toContain("Impressum");
  });
});

describe("where a page puts its parts", () => {
  const [first, second, third] = paragraphs;
  test("finds a headline above the date, though captions and names are closer to the text", () => {
    const read = readPage(
      [
        "Skip to content",
        "Home",
        "News",
        "Local news",
        "Night ferry will return in spring, harbour board says",
        "24 November 2026",
        "Share",
        "Ada Moss",
        "Harbour correspondent",
        "Getty Images",
        "A white ferry at an old wooden pier in the evening light",
        first,
        second,
        "More on this story",
        "Trams to run all night",
        "Harbour board elects a chair",
        third,
        "Related topics",
        "Harbour",
      ].join("\n\n"),
    );
    expect(story(read)).toMatchObject({
      headline: "Night ferry will return in spring, harbour board says",
      standfirst: "",
      caption: "A white ferry at an old wooden pier in the evening light · Getty Images",
      counts: { paragraphs: 3, subheadings: 0 },
    });
    expect(read?.leftOut).toContain("Harbour board elects a chair");
  });
  test("finds a standfirst without a full stop below the headline", () => {
    const read = readPage(
      [
        "Skip to main content",
        "Sign in",
        "Opinion",
        "Night ferry to return after two years, board decides",
        "Boats until midnight, but the cost of a crossing is still unknown",
        "Ada Moss Harbour correspondent",
        "Tue 24 Nov 2026 09.15 CET",
        "The old pier. Photograph: Ben Okafor/The Courier",
        first,
        "Free daily newsletter",
        second,
        "The options are:",
        "1. A boat each hour.",
        "2. No boat.",
        "Explore more",
      ].join("\n"),
    );
    expect(story(read)).toMatchObject({
      headline: "Night ferry to return after two years, board decides",
      standfirst: "Boats until midnight, but the cost of a crossing is still unknown",
      caption: "The old pier. · Ben Okafor/The Courier",
      counts: { paragraphs: 3, subheadings: 0, lists: 1 },
    });
  });
  test("joins the words under a picture with the name of its photographer", () => {
    const read = readPage(
      [
        "Menü",
        "Anmelden",
        "Nachtfähre fährt ab Frühling wieder",
        "Von Ada Moos",
        "Die Nachtfähre am alten Kai",
        "Foto: Ben Okafor / dpa",
        first,
        second,
        "Impressum",
      ].join("\n"),
    );
    expect(read?.caption).toBe("Die Nachtfähre am alten Kai · Ben Okafor / dpa");
  });
  test("reads short paragraphs where a link past the menu shows that it is a page", () => {
    const read = readPage(
      [
        "Skip to content",
        "The Courier",
        "Night ferry to return in spring",
        "After two years, the boat is back.",
        "Photo: the old pier at night",
        "The board voted for it on Tuesday evening.",
        "The first boat leaves at the end of March.",
        "Summary",
        "The ferry is back.",
        "Read also: Trams at night",
      ].join("\n"),
    );
    expect(story(read)).toMatchObject({
      headline: "Night ferry to return in spring",
      standfirst: "After two years, the boat is back.",
      caption: "the old pier at night",
      inShort: ["The ferry is back."],
      counts: { paragraphs: 2 },
    });
    expect(read?.leftOut).toEqual(["Skip to content", "The Courier", "Summary", "Read also: Trams at night"]);
  });
});

test.each([
  [
    "a story without a site around it",
    ["Night ferry to return in spring", "After two years without it.", ...paragraphs, ...paragraphs].join("\n\n"),
  ],
  ["a short text", "Menu\nSearch\nA ferry"],
  ["a list of links", ["Menu", "Search", "News", "Sport", "City", "Login", "Share", "Print", "Home"].join("\n")],
  ["a mail", `Hello Ada,\n\n${paragraphs.join("\n\n")}\n\nBest\nBen`],
])("%s is no page", (_what, text) => {
  expect(readPage(text)).toBeNull();
});

test.each([
  ["A tram. Photo: Ada Moss", { caption: "A tram.", credit: "Ada Moss" }],
  ["A tram (Foto: dpa)", { caption: "A tram", credit: "dpa" }],
  ["A tram at night / Getty Images", { caption: "A tram at night", credit: "Getty Images" }],
  ["© Reuters", { caption: "", credit: "Reuters" }],
])("takes the photographer from “%s”", (text, parts) => {
  expect(captionOf(text)).toEqual(parts);
});
