import { expect, test } from "vitest";
import { figure, link, paragraph, quote, relatedStory, storyDocument, table, toJson } from "#lib/document/build.ts";
import { canBeRepublished, parseSiteSettings } from "#lib/site/schema.ts";
import { timesOf } from "#lib/times.ts";
import { publishedStory } from "#prisma/testing/published-story.ts";
import { republishHtml } from "./republish.ts";

const paper = parseSiteSettings({
  name: "The Ledger & Sons",
  timeZone: "Europe/London",
  language: "en-GB",
  licence: "CC BY 4.0",
  licenceLink: "/licence",
  mayRepublish: true,
});
const times = timesOf(paper.timeZone, paper.language);
const picture = "01a20c44-1b8d-7627-9e7c-679aa74f6efc";
const document = storyDocument({
  headline: "Night ferry <returns>",
  standfirst: "It is back.",
  mainFigure: { picture, alt: "A ferry", caption: "CAPTION", credit: "CREDIT" },
  body: [
    paragraph(["It sails ", ...link("at nine", "/city/times"), "."]),
    figure({ picture, alt: "A quay", caption: "CAPTION" }),
    quote(["We waited."], "A baker"),
    relatedStory(picture),
    table({ rows: [["Line", "Cost"]] }),
  ],
});
const author = (name: string) => ({ id: name, name, path: "/authors/a", jobTitle: "", bio: "" });
const story = publishedStory({
  headline: "Night ferry <returns>",
  authors: [author("Ines Calloway"), author("Jo Tan"), author("K. Lowe")],
  document: toJson(document),
  corrections: [{ number: 1, kind: "CORRECTION", note: "She carries 340.", at: new Date("2026-07-02T08:15:00Z") }],
});
const around = { paper, times, origin: "https://ledger.example" };

test("contains the text with authors, corrections, source and licence", () => {
  expect(republishHtml(story, around).split("\n")).toEqual([
    '<article lang="en-GB" dir="ltr">',
    "<h1>Night ferry &lt;returns&gt;</h1>",
    "<p>By Ines Calloway, Jo Tan and K. Lowe</p>",
    "<p><b>It is back.</b></p>",
    '<p>It sails <a href="https://ledger.example/city/times">at nine</a>.</p>',
    "<blockquote><p>We waited.</p>",
    "<p>— A baker</p></blockquote>",
    "<table><tbody><tr><td>Line</td><td>Cost</td></tr></tbody></table>",
    "<p>Correction, 2 July 2026: She carries 340.</p>",
    '<p>This story was first published by <a href="https://ledger.example/city/2026/11/24/night-ferry">The Ledger &amp; Sons</a> on 1 July 2026. <a href="https://ledger.example/licence">CC BY 4.0</a></p>',
    "</article>",
  ]);
});

test("runs an Arabic story from right to left, and the English sentences around it from left to right", () => {
  const html = republishHtml({ ...story, language: "ar" }, around);
  expect(html).toContain('<article lang="ar" dir="rtl">');
  expect(html).toContain('<p lang="en" dir="ltr">By Ines Calloway');
  expect(html).toContain('<p><span lang="en" dir="ltr">Correction, 2 July 2026:</span> She carries 340.</p>');
  expect(html).toContain('<p lang="en" dir="ltr">This story was first published');
});

test("contains no picture or caption, and is signed by the staff if no author is named", () => {
  const html = republishHtml({ ...story, authors: [] }, { ...around, paper: { ...paper, licenceLink: "" } });
  expect(html).not.toMatch(/<img|<figure|CAPTION|CREDIT|pictures\//);
  expect(html).toContain("By The Ledger &amp; Sons staff");
  expect(html).toMatch(/1 July 2026\. CC BY 4\.0<\/p>/);
});

test("allows republishing only if the paper does, with a licence, and not for excluded stories", () => {
  expect(canBeRepublished(paper, story)).toBe(true);
  expect(canBeRepublished(paper, { noRepublish: true })).toBe(false);
  expect(canBeRepublished({ ...paper, licence: "" }, story)).toBe(false);
  expect(canBeRepublished(parseSiteSettings(null), story)).toBe(false);
});
