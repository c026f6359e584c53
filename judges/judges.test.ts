// Each judge is shown a page that is wrong: one that finds nothing in it would find nothing anywhere.
import { describe, expect, test } from "vitest";
import { judgeByHtmlRules } from "./html-rules.ts";
import { kindOfPage, kindOfPath, linksOf } from "./kinds.ts";
import { judgeOutline } from "./outline.ts";
import { judgePlainPage } from "./plain-page.ts";
import { judgeStructuredData } from "./structured-data.ts";
import type { Finding, Page } from "./types.ts";

const page = (html: string): Page => ({ kind: "story", address: "https://paper.example/x", status: 200, html });
const says = ({ findings }: { findings: Finding[] }): string[] => findings.map((finding) => finding.says);

const font = '<link rel="preload" as="font" href="/f.woff2" crossorigin="anonymous">';
const story = (body: string) =>
  `<!DOCTYPE html><html lang="en"><head><title>Night ferry</title></head><body>${font}<a href="#content">Skip</a>
<main id="content" tabindex="-1"><h1>Night ferry</h1>${body}</main></body></html>`;

describe("JSON-LD", () => {
  const linked = (value: object) =>
    says(
      judgeStructuredData([
        page(
          `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", ...value })}</script>`,
        ),
      ]),
    );

  test("accepts JSON-LD that uses the schema.org vocabulary, including inherited properties", () => {
    expect(
      linked({
        "@type": "AnalysisNewsArticle",
        headline: "Night ferry",
        datePublished: "2026-11-24T15:45:56+00:00",
        wordCount: 12,
        isAccessibleForFree: true,
        author: [{ "@type": "Person", name: "Ines" }, "The staff"],
        publisher: { "@type": "NewsMediaOrganization", name: "Ledger", correctionsPolicy: "https://paper.example/c" },
        image: { "@type": "ImageObject", url: "https://paper.example/1.jpg", width: 1600 },
        correction: { "@type": "CorrectionComment", text: "It carries 340." },
      }),
    ).toEqual([]);
  });

  test("reports JSON-LD terms that schema.org does not know, with their path", () => {
    expect(
      linked({
        "@type": "NewsArticle",
        headlin: "Night ferry",
        author: { "@type": "Place", name: "Quay" },
        datePublished: "yesterday",
        wordCount: "twelve",
        description: "",
        image: { "@type": "ImageObject", correctionsPolicy: "https://paper.example/c" },
        publisher: { "@type": "Newsroom" },
      }),
    ).toEqual([
      "NewsArticle.headlin: schema.org knows no such property of NewsArticle.",
      "NewsArticle.author: a Place where Organization or Person is expected.",
      'NewsArticle.datePublished: "yesterday" where Date or DateTime is expected.',
      'NewsArticle.wordCount: "twelve" where Integer is expected.',
      'NewsArticle.description: "" where Text or TextObject is expected.',
      "NewsArticle.image.ImageObject.correctionsPolicy: schema.org knows no such property of ImageObject.",
      "schema.org has no type Newsroom, which is NewsArticle.publisher.",
    ]);
    expect(says(judgeStructuredData([page('<script type="application/ld+json">{</script>')]))).toHaveLength(1);
  });
});

describe("the outline", () => {
  test("accepts an outline with one headline, named landmarks and a skip link", () => {
    const nav = '<nav aria-label="Share"></nav><aside aria-labelledby="lt"><h2 id="lt">Latest</h2></aside>';
    expect(says(judgeOutline([page(story(nav))]))).toEqual([]);
  });

  test("reports skipped levels, two headlines, and landmarks with a missing or repeated name", () => {
    const bad = '<h3>Deep</h3><nav></nav><aside aria-label="A"></aside><aside aria-label="A"></aside><h1>Again</h1>';
    expect(says(judgeOutline([page(story(bad).replace('href="#content"', 'href="/"'))]))).toEqual([
      "It has 2 <h1>, not one.",
      "The first thing that takes the focus does not lead to the content.",
      "“Deep” is a heading of level 3 after one of level 1.",
      "A <nav> has no name.",
      "<aside> “A” comes 2 times.",
    ]);
  });
});

describe("a plain page", () => {
  const picture = (rest: string) => `<img src="/a.jpg" alt="" width="4" height="3" ${rest}>`;

  test("accepts a small page without script that loads its top picture first", () => {
    const hero = `<figure class="hero tall">${picture('fetchpriority="high"')}</figure>${picture('loading="lazy"')}`;
    expect(says(judgePlainPage([page(story(`${hero}<form action="/search"><button>Go</button></form>`))]))).toEqual([]);
  });

  test("reports scripts, inline styles, dead buttons, and pictures that load early or shift the layout", () => {
    const bad = `<script>1</script><p style="color:red" onclick="x()">a</p><button type="button">Copy</button>
<figure class="hero">${picture('loading="lazy"')}</figure><img src="/b.jpg">`;
    expect(says(judgePlainPage([page(story(bad).replace(font, ""))]))).toEqual([
      "It has a script.",
      "A <p> has a style of its own, which the policy of the page forbids.",
      "A <p> listens to events.",
      "The button “Copy” does nothing without script.",
      "It asks early for 0 fonts, not for one.",
      "The picture that is seen first is not asked for first.",
      "The picture /b.jpg has no alternative text.",
      "The picture /b.jpg does not say its size: what follows will move.",
      "The picture /b.jpg is fetched before it is near.",
    ]);
  });

  test("wants the italic font early exactly where the standfirst has italic words", () => {
    const standfirst = '<p class="standfirst">The <em>Marten Lowe</em> sails.</p>';
    const html = story(standfirst);
    expect(says(judgePlainPage([page(html)]))).toEqual(["It asks early for 1 fonts, not for two."]);
    expect(says(judgePlainPage([page(html.replace(font, font + font))]))).toEqual([]);
    expect(says(judgePlainPage([page(story("").replace(font, font + font))]))).toEqual([
      "It asks early for 2 fonts, not for one.",
    ]);
  });

  test("accepts the one deferred module of a page", () => {
    const script = (rest: string) => `<script ${rest} src="/_next/static/island/0123abcd.js"></script>`;
    expect(says(judgePlainPage([page(story(script('type="module" async')))]))).toEqual([]);
    expect(says(judgePlainPage([page(story(script("")))]))).toEqual(["It has a script."]);
  });

  test("accepts a heavy page only when its text makes it so", () => {
    const noise = (words: number) =>
      Array.from({ length: words }, (_, at) =>
        Math.sin(at + 1)
          .toString(36)
          .slice(3, 11),
      ).join(" ");
    expect(says(judgePlainPage([page(story(`<p>${noise(6000)}</p>`))]))).toEqual([]);
    const hidden = `<p title="${noise(6000)}">Short</p>`;
    expect(says(judgePlainPage([page(story(hidden))]))).toEqual([
      expect.stringMatching(/^It is \d+ bytes, compressed/),
    ]);
  });
});

test("applies the rules of html-validate except those that React's output breaks", async () => {
  const legal = '<meta charSet="utf-8"/><time dateTime="2026-11-24">today</time>';
  expect(says(await judgeByHtmlRules([page(story(legal))]))).toEqual([]);
  expect(says(await judgeByHtmlRules([page(story('<p id="a"></p><p id="a"></p>'))]))).toEqual([
    expect.stringContaining("no-dup-id"),
  ]);
});

describe("kinds of pages", () => {
  test("classifies pages by address and stories by content", () => {
    expect(kindOfPath("/archive/2026/11")).toBe("month of the archive");
    expect(kindOfPath("/city?page=2")).toBe("later page of a list");
    expect(kindOfPath("/city/2026/11/24/night-ferry")).toBeNull();
    const text = '<article class="story"><figure class="hero"></figure><ol><li>One</li></ol></article>';
    expect(kindOfPage("/a/b", 200, story(text))).toEqual({ name: "story", traits: ["picture", "numbered list"] });
    const feed = '<link rel="alternate" href="https://paper.example/city/rss.xml">';
    expect(kindOfPage("/city", 200, story(feed)).name).toBe("section");
    expect(kindOfPage("/about", 200, story("")).name).toBe("other page");
    expect(kindOfPage("/about", 410, story("")).name).toBe("page that answers 410");
  });

  test("finds pages by following links on the same site", () => {
    const html = '<a href="/a">a</a><a href="/a#b">a</a><a href="https://other.example/">o</a><a href="/rss.xml">r</a>';
    expect(linksOf(html, "https://paper.example/x")).toEqual(["/a"]);
  });
});
