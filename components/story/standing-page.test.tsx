import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { paragraph, type StoryParts, storyDocument, subheading, toJson } from "#lib/document/build.ts";
import type { StandingPage as Page } from "#lib/published/types.ts";
import { type FootPage, inFootOrder, parseFoot } from "#lib/site/foot-schema.ts";
import { parseSiteSettings } from "#lib/site/schema.ts";
import { timesOf } from "#lib/times.ts";
import { headOf } from "../site/page-table.tsx";
import { SiteDocument } from "../site/site-document.tsx";
import { StandingStructuredData } from "../site/structured-data.tsx";
import { StandingPage } from "./standing-page.tsx";

const paper = parseSiteSettings({
  name: "The Ledger",
  timeZone: "Europe/London",
  language: "en-GB",
  links: "Old ethics /ethics\nMastodon https://example.social/@ledger",
});
const times = timesOf(paper.timeZone, paper.language);
const origin = "https://ledger.example";
const pages: FootPage[] = [
  { purpose: "about", name: "About the Ledger", path: "/about", language: "en-GB" },
  { purpose: "ethics", name: "Ethics", path: "/ethics", language: "en-GB" },
];
const parts: StoryParts = {
  headline: "Ethics",
  standfirst: "What we hold to.",
  body: [paragraph("We pay for nothing."), subheading("Gifts"), paragraph("None over ten pounds.")],
};
const page = (given: Partial<Page> = {}): Page => ({
  id: "1",
  path: "/ethics",
  purpose: "ethics",
  headline: "Ethics",
  standfirst: "What we hold to.",
  language: "en-GB",
  picture: null,
  pictures: {},
  media: {},
  document: toJson(storyDocument(parts)),
  corrections: [],
  bodyStories: [],
  seoTitle: "",
  seoDescription: "",
  socialTitle: "",
  socialText: "",
  socialPicture: null,
  socialAlt: "",
  noindex: false,
  publishedAt: new Date("2026-06-01T08:15:00Z"),
  updatedAt: null,
  ...given,
});
const render = (given: Partial<Page> = {}) =>
  renderToStaticMarkup(
    <SiteDocument head={null} paper={paper} pages={pages} times={times} sections={[]} current="/ethics">
      <StandingPage
        paper={paper}
        page={page(given)}
        pages={pages}
        url="https://ledger.example/ethics"
        cards={[]}
        times={times}
      />
      <StandingStructuredData page={page(given)} paper={paper} pages={pages} times={times} origin={origin} />
    </SiteDocument>,
  );
const dataIn = (html: string) =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map((match) =>
    JSON.parse(match[1] ?? ""),
  );

describe("standing page", () => {
  test("shows headline, standfirst, text and date of the last change, and no news", () => {
    const html = render({ updatedAt: new Date("2026-07-02T08:00:00Z") });
    const text = html.replace(/<[^>]+>/g, "|");
    for (const words of ["What we hold to.", "We pay for nothing.", "Gifts", "2 July 2026"])
      expect(text).toContain(words);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/Latest|Read also|rel="author"| style=|Published by <a/);
  });

  test("shows its corrections", () => {
    const corrections = [
      { number: 1, kind: "CORRECTION" as const, note: "It was 2019.", at: new Date("2026-07-02T08:00Z") },
    ];
    expect(render({ corrections })).toMatch(/<aside class="correction" id="correction-1".*It was 2019\./);
    expect(render()).not.toContain("<aside");
  });

  test("is linked in the footer once, in order, with an admin's links after the pages", () => {
    const foot = /<nav class="about".*?<\/nav>/s.exec(render())?.[0] ?? "";
    expect([...foot.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([
      "/about",
      "/ethics",
      "https://example.social/@ledger",
    ]);
    expect(foot).toContain('<a href="/ethics" aria-current="page">Ethics</a>');
  });

  test("is linked in the footer in its own language", () => {
    const arabic: FootPage = { purpose: "", name: "من نحن", path: "/ar", language: "ar" };
    const html = renderToStaticMarkup(
      <SiteDocument head={null} paper={paper} pages={[arabic]} times={times} sections={[]}>
        {null}
      </SiteDocument>,
    );
    expect(html).toContain('<a href="/ar" lang="ar" dir="rtl">من نحن</a>');
  });

  test("renders a row that is not a document", () => {
    // A shape that no type allows, as in a damaged row.
    let deep: unknown = { type: "paragraph" };
    for (let depth = 0; depth < 5000; depth++) deep = { type: "blockquote", content: [deep] };
    for (const document of [{ type: "doc" }, { type: "doc", content: "x" }, { type: "doc", content: [deep] }])
      expect(render({ document: document as never })).toContain("Ethics</h1>");
  });
});

describe("metadata of a standing page", () => {
  test("states the type of the page and the paper's policy pages", () => {
    const [about, trail] = dataIn(render());
    expect(about).toMatchObject({
      "@type": "WebPage",
      name: "Ethics",
      description: "What we hold to.",
      url: `${origin}/ethics`,
      publisher: {
        "@type": "NewsMediaOrganization",
        ethicsPolicy: `${origin}/ethics`,
        publishingPrinciples: `${origin}/ethics`,
      },
    });
    expect(about.publisher).not.toHaveProperty("correctionsPolicy"); // no such page is published
    expect(trail.itemListElement).toHaveLength(2);
    expect(dataIn(render({ purpose: "about" }))[0]).toMatchObject({
      "@type": "AboutPage",
      mainEntity: { name: "The Ledger" },
    });
    expect(dataIn(render({ purpose: "contact" }))[0]["@type"]).toBe("ContactPage");
  });

  test("states address and description, and nothing else if the page is not indexed", () => {
    const view = (given: Partial<Page>) =>
      headOf({ kind: "standing", page: page(given), cards: [] }, { paper, times, origin });
    expect(view({ standfirst: "" })).toMatchObject({
      title: "Ethics | The Ledger",
      description: "Ethics",
      alternates: { canonical: `${origin}/ethics` },
      robots: { index: true },
    });
    expect(view({ seoTitle: "Our ethics", noindex: true })).toMatchObject({
      title: "Our ethics | The Ledger",
      robots: { index: false },
    });
  });
});

test("orders footer pages by purpose, then by name, and skips a damaged row", () => {
  const other = (name: string): FootPage => ({ purpose: "", name, path: `/${name}`, language: "en" });
  const [about, ethics] = pages as [FootPage, FootPage];
  expect(inFootOrder([other("b"), ethics, other("a"), about])).toEqual([about, ethics, other("a"), other("b")]);
  expect(parseFoot(undefined)).toEqual([]);
  expect(parseFoot([{ ...about, purpose: "fun" }])).toEqual([]);
});

test("the other pages of the paper are listed beside a page, and the page itself is not", () => {
  const rail = /<nav class="rail".*?<\/nav>/s.exec(render())?.[0] ?? "";
  expect(rail).toContain('<h2 id="op">More about The Ledger</h2>');
  expect([...rail.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(["/about"]);
});
