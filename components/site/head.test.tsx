import fs from "node:fs";
import path from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { shared } from "#lib/process.ts";
import { DocumentHead, type Head } from "./head.tsx";

beforeEach(() => {
  shared().style = (name) => `.${name}::after{content:"</style>"}`;
});
afterEach(() => {
  delete shared().style;
});

const written = (head: Partial<Head>) =>
  renderToStaticMarkup(
    <DocumentHead
      head={{ title: "T", robots: { index: false, follow: true }, ...head }}
      paperName="The Paper"
      sheets={["site", "search"]}
      island={undefined}
    />,
  );

test("puts the encoding first, before anything that a reader could have written", () => {
  expect(written({ title: "</title><script>" })).toMatch(
    /^<meta charSet="utf-8"\/>.*<title>&lt;\/title&gt;&lt;script&gt;<\/title>/s,
  );
});

test("inlines style sheets in the head, and escapes what would end the style element", () => {
  const [site, search, ...others] = [...written({}).matchAll(/<style>(.*?)<\/style>/g)].map((match) => match[1]);
  expect([site, search]).toEqual([`.site::after{content:"<\\/style>"}`, `.search::after{content:"<\\/style>"}`]);
  expect(others).toEqual([]);
});

test("states robots rules, languages and sharing data", () => {
  const html = written({
    robots: { index: true, follow: true, "max-image-preview": "large" },
    alternates: {
      canonical: "https://n.example/a",
      languages: { ar: "https://n.example/b" },
      types: { "application/rss+xml": [{ url: "https://n.example/rss.xml", title: 'The "Paper"' }] },
    },
    openGraph: {
      type: "article",
      url: "https://n.example/a",
      title: "T",
      description: "D",
      siteName: "The Paper",
      locale: "en_GB",
      images: [{ url: "https://n.example/p.jpg", width: 3, height: 2, alt: "" }],
      publishedTime: "2026-11-24T09:00:00+00:00",
      authors: ["https://n.example/authors/a"],
      tags: ["Ferries"],
    },
  });
  for (const tag of [
    '<meta name="robots" content="index, follow, max-image-preview:large"/>',
    '<link rel="canonical" href="https://n.example/a"/>',
    '<link rel="alternate" hrefLang="ar" href="https://n.example/b"/>',
    '<link rel="alternate" type="application/rss+xml" href="https://n.example/rss.xml" title="The &quot;Paper&quot;"/>',
    '<meta property="og:image:width" content="3"/>',
    '<meta property="article:published_time" content="2026-11-24T09:00:00+00:00"/>',
    '<meta property="article:author" content="https://n.example/authors/a"/>',
    '<meta property="article:tag" content="Ferries"/>',
  ])
    expect(html).toContain(tag);
  expect(written({})).toContain('<meta name="robots" content="noindex, follow"/>');
});

test("fonts that are asked for early are the roman one, and the italic one where it is seen first", () => {
  const fonts = (head: Partial<Head>) =>
    [...written(head).matchAll(/rel="preload" href="\/fonts\/([a-z-]+)\./g)].map((match) => match[1]);
  expect(fonts({})).toEqual(["newsreader"]);
  expect(fonts({ hasItalics: true })).toEqual(["newsreader", "newsreader-italic"]);
});

test("each font that is asked for early is one of the style sheet", () => {
  const css = fs.readFileSync(path.join(import.meta.dirname, "styles/site/fonts.css"), "utf8");
  for (const [, file] of written({ hasItalics: true }).matchAll(/rel="preload" href="([^"]+)"/g))
    expect(css).toContain(`url(${file})`);
});
