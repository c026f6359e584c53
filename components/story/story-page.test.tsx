import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { paragraph, subheading } from "#lib/document/build.ts";
import type { LiveCard } from "#lib/published/types.ts";
import {
  facts,
  other,
  paper,
  parts,
  picture,
  section,
  story,
  times,
  translations,
} from "#prisma/testing/ferry-story.ts";
import { SiteDocument } from "../site/site-document.tsx";
import { StoryPage, type StoryPageProps } from "./story-page.tsx";

const card = (id: string, headline: string): LiveCard => ({
  id,
  path: `/city/${id}`,
  headline,
  kicker: "",
  standfirst: "",
  label: "",
  badge: "",
  language: "en-GB",
  section,
  authors: [],
  publishedAt: new Date("2026-06-30T08:00:00Z"),
  updatedAt: null,
  picture: null,
});
const url = "https://ledger.example/city/2026/11/24/night-ferry";
const render = (given: Partial<StoryPageProps> = {}) =>
  renderToStaticMarkup(
    <SiteDocument
      head={null}
      paper={given.paper ?? paper}
      pages={[]}
      times={times}
      sections={[]}
      current="/city"
      language={given.story?.language}
    >
      <StoryPage
        paper={paper}
        times={times}
        story={story()}
        url={url}
        translations={[]}
        cards={[card(other, "The last night boat")]}
        readAlso={[card("2", "Why the bridge closes")]}
        latest={[card("3", "Footbridge shut")]}
        isOld={false}
        {...given}
      />
    </SiteDocument>,
  );

/** Fails at the first text that is missing or out of order. */
function expectInOrder(html: string, ...pieces: string[]): void {
  let from = 0;
  for (const piece of pieces) {
    const at = html.indexOf(piece, from);
    expect(at, `${piece} in its place`).toBeGreaterThanOrEqual(0);
    from = at + piece.length;
  }
}

describe("story page", () => {
  test("shows every part in reading order", () => {
    expectInOrder(
      render(),
      '<a class="skip" href="#content">Skip to content</a>',
      "<header",
      '<main id="content" tabindex="-1"><article',
      'aria-label="Breadcrumb"',
      "Analysis · Ferries",
      '<h1 id="hl">Night ferry returns</h1>',
      '<p class="standfirst">A trial of <a href="https://example.org/trial">twelve months</a>.</p>',
      '<a rel="author" href="/authors/ines">Ines Calloway</a>',
      '<time dateTime="2026-07-01T09:15:00+01:00">',
      "Updated ",
      'id="correction-1"',
      '<figure class="hero">',
      "<figcaption>The Marten Lowe. ",
      '<span class="credit">Photo: J. A.</span>',
      "Key points",
      '<span class="dateline">Customs Quay</span> — The last boat.',
      "<h2>Who it is for</h2><ul><li>Nurses</li><li>Bakers</li></ul>",
      "The last night boat",
      '<h2 id="sum">In short</h2><p>Night boats return.</p>',
      'aria-label="Topics"',
      "Transport correspondent.",
      'id="corrections"',
      "</main>",
      '<h2 id="ra">Read also</h2>',
      "Why the bridge closes",
      '<h2 id="lt">Latest</h2>',
      "Footbridge shut",
      "<footer",
    );
  });

  test("has one main element, one h1 and no skipped heading level", () => {
    const html = render({
      story: story({}, { ...parts, body: [subheading("Deep", 3), subheading("Two"), subheading("Three", 3)] }),
    });
    expect(html.match(/<main/g)).toHaveLength(1);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain("<h2>Deep</h2><h2>Two</h2><h3>Three</h3>");
    const levels = [...html.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    }, 0);
  });

  test("loads its main picture first, in every format, with its size", () => {
    const html = render();
    expect(html).toContain(`<source type="image/avif" srcSet="/pictures/${picture}/480.avif 480w`);
    expect(html).toMatch(/<img[^>]*width="1600" height="900" alt="A ferry at dusk" fetchPriority="high"/);
  });

  test("shows the crop of a figure with its own address and size, and cuts cards around the focal point", () => {
    const cropped = { ...parts, mainFigure: { ...parts.mainFigure, picture, crop: "100x0x1200x600" } };
    expect(render({ story: story({}, cropped) })).toMatch(
      /<img src="\/pictures\/[^/]+\/100x0x1200x600\/960\.jpg"[^>]*width="1200" height="600" alt="A ferry at dusk"/,
    );
    const tall = { ...facts, width: 900, height: 1600, focal: { x: 0.5, y: 1 } };
    const beside = { ...card("2", "Bridge"), picture: { id: other, alt: "", facts: tall } };
    expect(render({ readAlso: [beside] })).toMatch(/<img[^>]* class="x2 y5"/);
    expect(render({ readAlso: [{ ...beside, picture: { ...beside.picture, facts } }] })).not.toMatch(
      /<img[^>]* class=/,
    );
  });

  test("is signed by the staff if no author is named", () => {
    expect(render({ story: story({ authors: [] }) })).toContain("By The Ledger staff");
  });

  test("shows the place beside the authors if the text does not begin with a paragraph", () => {
    const html = render({ story: story({}, { ...parts, body: [subheading("First"), paragraph("Then.")] }) });
    expect(html).toContain("Ines Calloway</a></span> in Customs Quay");
    expect(html).not.toContain("dateline");
  });

  test("marks breaking news in words, on its page and on its card", () => {
    expect(render({ story: story({ badge: "breaking" }) })).toContain(
      '<p class="label"><b class="badge">Breaking</b> Analysis · Ferries</p>',
    );
    expect(render({ story: story({ badge: "live", label: "", kicker: "" }) })).toContain('class="badge">Live</b>');
    expect(render({ readAlso: [{ ...card("2", "Bridge"), badge: "developing" }] })).toContain(
      '<p class="kicker"><b class="badge">Developing</b> City</p>',
    );
    expect(render()).not.toContain("badge");
  });

  test("shows an editor's note with its date before the corrections, marked in the language of the story", () => {
    const at = new Date("2026-07-02T10:40:00Z");
    const noted = render({ story: story({ editorsNote: "A name <was> removed.", editorsNoteAt: at }) });
    expect(noted).toContain(
      '<aside class="editors-note" aria-label="Editor’s note"><p><b>Editor’s note, <time dateTime="2026-07-02T11:40:00+01:00">2 July 2026</time>.</b> A name &lt;was&gt; removed.</p></aside>',
    );
    expect(noted.indexOf("editors-note")).toBeLessThan(noted.indexOf('id="correction-1"'));
    expect(noted.indexOf("editors-note")).toBeLessThan(noted.indexOf('class="hero"'));
    const undated = render({ story: story({ editorsNote: "Un nom.", language: "fr", corrections: [] }) });
    expect(undated).toContain('<b>Editor’s note.</b> <span lang="fr" dir="ltr">Un nom.</span>');
    expect(render()).not.toContain("ditor’s note");
  });

  test("does not say again what the breadcrumb says", () => {
    const trail = [{ id: "s", name: "Opinion", path: "/opinion" }];
    const html = render({ story: story({ badge: "", label: "opinion", kicker: "", trail }) });
    expect(html).toContain(">Opinion</a>");
    expect(html).not.toContain('class="label"');
  });

  test("says how long it takes to read, a minute at least", () => {
    for (const [words, said] of [
      [0, ">1 min read<"],
      [800, ">3 min read<"],
    ] as const)
      expect(render({ story: story({ words }) })).toContain(said);
  });

  test("omits empty parts", () => {
    const html = render({
      story: story({ label: "", topics: [], corrections: [], updatedAt: null }, { headline: "Bare" }),
      cards: [],
      readAlso: [],
      latest: [],
    });
    for (const part of [
      "standfirst",
      'class="label"',
      "<figure",
      "In short",
      "Updated",
      'class="correction"',
      'id="corrections"',
      "Read also",
      "Latest",
    ])
      expect(html).not.toContain(part);
  });

  test("ends with the licence and the paper's links, if there are any", () => {
    const own = { ...paper, licence: "CC BY 4.0", licenceLink: "/licence", links: "Ethics https://ledger.example/e" };
    const html = render({ paper: own });
    expectInOrder(
      html,
      '<a rel="license" href="/licence">CC BY 4.0</a>',
      "Share",
      'aria-label="About The Ledger"',
      ">Ethics<",
    );
    expect(render()).not.toMatch(/rel="license"|About The Ledger/);
  });

  test("is in the language of the story, with the site chrome in that of the paper", () => {
    const html = render({ story: story({ language: "ar" }) });
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('<header lang="en-GB" dir="ltr">');
  });

  test("marks the language of labels and of the story wherever they differ from their surroundings", () => {
    const corrections = [
      { number: 1, kind: "CORRECTION" as const, note: "كان الرقم خطأ.", at: new Date("2026-11-25T09:00:00Z") },
    ];
    const html = render({ story: story({ language: "ar", label: "analysis", kicker: "العبّارات", corrections }) });
    expectInOrder(
      html,
      '<nav class="crumbs" aria-label="Breadcrumb" lang="en-GB" dir="ltr">',
      '<p class="label"><span lang="en-GB" dir="ltr">Analysis</span> · العبّارات</p>',
      '<div class="notices" lang="en-GB" dir="ltr">',
      '<span lang="ar" dir="rtl">كان الرقم خطأ.</span> <a href="#corrections">All corrections</a>',
      '<footer class="end" lang="en-GB" dir="ltr">',
      'correction</a>: <span lang="ar" dir="rtl">كان الرقم خطأ.</span>',
    );
    expect(render({ story: story({ corrections }) })).toContain("</b> كان الرقم خطأ. <a href");
  });

  test("links translations by their native names, in their own writing direction", () => {
    const arabic = {
      headline: "عودة العبّارة الليلية",
      standfirst: "تجربة لاثني عشر شهرًا.",
      keyPoints: ["كل 20 دقيقة"],
      body: [paragraph("يغادر آخر قارب في الثالثة.")],
      inShort: [paragraph("تعود القوارب الليلية.")],
    };
    const html = render({ story: story({ id: "3", language: "ar", translationOf: "1" }, arabic), translations });
    expectInOrder(
      html,
      '<html lang="ar" dir="rtl">',
      "عودة العبّارة الليلية</h1>",
      '<div class="story-meta" lang="en-GB" dir="ltr">',
      '<nav class="languages" aria-labelledby="tg"><ul class="row"><li><b id="tg" lang="ar" dir="rtl">بلغات أخرى</b></li>',
      '<a href="/city/2026/11/24/night-ferry" hrefLang="en-GB" lang="en-GB" dir="ltr">British English</a>',
      '<a href="/city/es" hrefLang="es" lang="es" dir="ltr">Español</a>',
      '<h2 id="kp">أبرز النقاط</h2>',
      '<h2 id="sum">باختصار</h2>',
    );
    expect(html).not.toContain('href="/city/ar"');
    expect(render()).not.toContain('class="languages"');
  });

  test("marks labels as English if they are not translated", () => {
    const html = render({ story: story({ language: "fi" }) });
    expect(html).toContain('<h2 id="sum" lang="en" dir="ltr">In short</h2>');
  });

  test("renders a row that is not a story", () => {
    // A shape that no type allows, as in a damaged row.
    let deep: unknown = { type: "paragraph" };
    for (let depth = 0; depth < 5000; depth++) deep = { type: "blockquote", content: [deep] };
    for (const document of [{ type: "doc" }, { type: "doc", content: "x" }, { type: "doc", content: [deep] }])
      expect(render({ story: story({ document: document as never }) })).toContain("Night ferry returns</h1>");
  });
});
