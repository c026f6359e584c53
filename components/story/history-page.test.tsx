import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { LiveVersion } from "#lib/published/versions/data.ts";
import { parseSiteSettings } from "#lib/site/schema.ts";
import { timesOf } from "#lib/times.ts";
import { publishedStory } from "#prisma/testing/published-story.ts";
import { headOf } from "../site/page-table.tsx";
import { HistoryPage } from "./history-page.tsx";

const paper = parseSiteSettings({ name: "The Ledger", timeZone: "Europe/London", language: "en-GB" });
const times = timesOf(paper.timeZone, paper.language);
const story = publishedStory({ headline: "عودة العبّارة", language: "ar", versions: 2 });
const version = (given: Partial<LiveVersion>): LiveVersion => ({
  number: 2,
  revision: 4,
  kind: "CORRECTED",
  note: "A note <b>.",
  at: new Date("2026-07-01T10:40:00Z"),
  revisionHash: "abc123",
  words: "COMPARED",
  change: {
    words: { added: 2, takenOut: 1 },
    blocks: [
      {
        kind: "changed",
        zone: "body",
        type: "paragraph",
        hasOtherPicture: false,
        lines: [
          [
            { kind: "out", text: "Smith" },
            { kind: "in", text: "<i>A man" },
            { kind: "same", text: " took it." },
          ],
        ],
      },
      { kind: "changed", zone: "mainFigure", type: "mainFigure", hasOtherPicture: true, lines: [] },
    ],
    more: 2,
  },
  isFirst: false,
  blankedAt: null,
  ...given,
});
const render = (...versions: LiveVersion[]) =>
  renderToStaticMarkup(
    <HistoryPage story={story} page={{ versions, number: 1, pages: 1 }} paper={paper} latest={[]} times={times} />,
  );

test("shows and announces insertions and deletions in the language of the story", () => {
  const html = render(version({}));
  expect(html).toContain('<h2 class="hl">Correction, <time dateTime="2026-07-01T11:40:00+01:00">');
  expect(html).toContain("A note &lt;b&gt;.");
  expect(html).toContain("2 words added, 1 word deleted.");
  expect(html).toMatch(
    /<p lang="ar" dir="rtl"><del><span class="visually-hidden"[^>]*> removed: <\/span>Smith<\/del><ins><span[^>]*> added: <\/span>&lt;i&gt;A man<\/ins> took it\.<\/p>/,
  );
  expect(html).toContain("Main picture, another picture");
  expect(html).toContain("2 more passages changed, too much to be shown here.");
});

test("counts versions from 1 and links the digest under Verify", () => {
  const html = render(version({}));
  expect(html).toContain('<li id="version-2"><p class="kicker">Version 2</p>');
  expect(html).toMatch(
    /<details class="meta"><summary>Verify<\/summary><p class="seal">.* revision 4: <code>abc123<\/code><\/p><\/details>/,
  );
  expect(html.replace(/<details.*?<\/details>/gs, "")).not.toContain("abc123");
});

test("says when a part is withheld", () => {
  const change = { words: { added: 0, takenOut: 0 }, blocks: [], more: 0 };
  expect(render(version({ words: "NEW" }))).toContain("The deleted words are not shown.");
  expect(render(version({ words: "NONE", change: null }))).toContain("The changes in this version are not shown.");
  expect(render(version({ change }))).toContain("The text did not change.");
  expect(render(version({ kind: "PUBLISHED", note: "", isFirst: true, change: null }))).toContain(">Published,");
  expect(render(version({ blankedAt: new Date("2026-11-24T09:00:00Z") }))).toContain("blanked by law on");
});

test("points search engines to the story", () => {
  const view = { kind: "history" as const, story, page: { versions: [], number: 1, pages: 1 }, latest: [] };
  expect(headOf(view, { paper, times, origin: "https://ledger.example" })).toMatchObject({
    robots: { index: false },
    alternates: { canonical: "https://ledger.example/city/2026/11/24/night-ferry" },
  });
});
