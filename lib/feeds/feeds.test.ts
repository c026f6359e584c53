import { parseFeed } from "@rowanmanning/feed-parser";
import { parseFeed as feedsmith } from "feedsmith";
import { describe, expect, test } from "vitest";
import { figure, paragraph, relatedStory, storyDocument, toJson } from "#lib/document/build.ts";
import { escapeHtml } from "#lib/document/feed.ts";
import { publishedStory } from "#prisma/testing/published-story.ts";
import { newId } from "../ids.ts";
import type { LiveStoryPage } from "../published/types.ts";
import { atomXml } from "./atom.ts";
import { type Channel, feedEntry } from "./entry.ts";
import { jsonFeed } from "./json-feed.ts";
import { rssXml } from "./rss.ts";
import { newsSitemapXml, sitemapIndexXml, sitemapXml } from "./sitemap.ts";

/** Names of a document's elements in order. Throws if it is not well-formed. */
function elementsOf(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const markup = /<\?xml [^<>]*\?>|<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>/y;
  const words = /(?:[^<>&]|&(?:amp|lt|gt|quot|#\d+);)+/y;
  for (let at = 0; at < xml.length; ) {
    markup.lastIndex = words.lastIndex = at;
    const tag = markup.exec(xml);
    if (!tag) {
      if (!words.test(xml)) throw new Error(`not well-formed: ${xml.slice(at, at + 60)}`);
      at = words.lastIndex;
      continue;
    }
    at = markup.lastIndex;
    const [, isEnd, name, attributes = "", isEmpty] = tag;
    if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(attributes)) throw new Error(`a bare & in ${attributes}`);
    if (name === undefined) continue;
    if (isEnd) {
      if (open.pop() !== name) throw new Error(`</${name}> closes what is not open`);
      continue;
    }
    names.push(name);
    if (!isEmpty) open.push(name);
  }
  if (open.length > 0) throw new Error(`${open.join(", ")} never ends`);
  return names;
}

const origin = "https://news.example.org";
const picture = newId();
const facts = {
  key: "0",
  width: 2000,
  height: 1000,
  color: "#808080",
  renditions: [320, 1280, 1600].map((width) => ({ format: "jpeg" as const, width, height: width / 2, bytes: 1 })),
};
const named = (name: string) => ({ id: newId(), name, path: `/${name}` });

const story = (given: Partial<LiveStoryPage> = {}): LiveStoryPage =>
  publishedStory({
    id: newId(),
    path: "/city/2026/11/24/ferry",
    headline: "The ferry returns",
    standfirst: "After nine years.",
    language: "en",
    section: named("City"),
    publishedAt: new Date("2026-11-24T09:15:00Z"),
    document: toJson(storyDocument({ headline: "The ferry returns", body: [paragraph("It sails at nine.")] })),
    ...given,
  });
const channel: Channel = { title: "The Ledger", description: "Daily", language: "en-GB", origin, path: "/" };
const entries = (...stories: LiveStoryPage[]) => stories.map((one) => feedEntry(one, new Map(), origin));
const feed = (...stories: LiveStoryPage[]) => rssXml(channel, entries(...stories));

describe("feeds", () => {
  test("states title, authors, categories and date of each story", () => {
    const one = story({
      authors: [named("Ada Roe"), named("Ben Ash")].map((author) => ({ ...author, jobTitle: "", bio: "" })),
      topics: [named("Ferries"), named("Harbour")],
    });
    const xml = feed(one);
    for (const line of [
      "<title>The ferry returns</title>",
      "<link>https://news.example.org/city/2026/11/24/ferry</link>",
      `<guid isPermaLink="false">urn:uuid:${one.id}</guid>`,
      "<pubDate>Tue, 24 Nov 2026 09:15:00 GMT</pubDate>",
      "<dc:creator>Ada Roe</dc:creator>\n<dc:creator>Ben Ash</dc:creator>",
      "<category>City</category>\n<category>Ferries</category>\n<category>Harbour</category>",
      "<description>After nine years.</description>",
      "<content:encoded>&lt;p&gt;It sails at nine.&lt;/p&gt;</content:encoded>",
      '<atom:link href="https://news.example.org/rss.xml" rel="self" type="application/rss+xml"/>',
    ])
      expect(xml).toContain(line);
    expect(elementsOf(xml).slice(0, 8)).toEqual([
      "rss",
      "channel",
      "title",
      "link",
      "description",
      "language",
      "lastBuildDate",
      "atom:link",
    ]);
  });

  test("is well-formed whatever a story contains", () => {
    const nasty = `]]> <script>alert("1 & 2")</script> \u0000\u000b 'x' 😀`;
    const xml = feed(
      story({
        headline: nasty,
        standfirst: nasty,
        path: `/city/<"&'>`,
        authors: [{ ...named(nasty), jobTitle: "", bio: "" }],
        topics: [named(nasty)],
        picture: { id: picture, alt: nasty, facts },
        document: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: nasty }] }] },
      }),
    );
    expect(() => elementsOf(xml)).not.toThrow();
    expect(xml.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(xml).not.toContain("<script");
  });

  test("contains the published pictures of a story and no others", () => {
    const other = newId();
    const body = [figure({ picture, alt: "The pier" }), figure({ picture: other, alt: "Withdrawn" })];
    const xml = feed(
      story({
        document: toJson(storyDocument({ body })),
        pictures: { [picture]: facts },
        media: {},
        picture: { id: picture, alt: "The pier", facts },
      }),
    );
    const address = `${origin}/pictures/${picture}/1280.jpg`;
    expect(xml).toContain(
      `<media:content url="${address}" medium="image" type="image/jpeg" width="1280" height="640"><media:description>The pier</media:description></media:content>`,
    );
    expect(xml).toContain(`&lt;img src=&quot;${address}&quot; alt=&quot;The pier&quot;&gt;`);
    expect(xml).not.toContain("Withdrawn");
  });

  test("links stories that the text shows as cards while they are published", () => {
    const [live, gone] = [newId(), newId()];
    const document = toJson(storyDocument({ body: [relatedStory(live), relatedStory(gone)] }));
    const linked = new Map([[live, { path: "/city/pier", headline: "The pier" }]]);
    const xml = rssXml(channel, [feedEntry(story({ document }), linked, origin)]);
    expect(xml).toContain(
      "<content:encoded>&lt;p&gt;Read also: &lt;a href=&quot;https://news.example.org/city/pier&quot;&gt;The pier&lt;/a&gt;&lt;/p&gt;</content:encoded>",
    );
  });

  test("is dated by its newest change, and identical while nothing changes", () => {
    const stories = [
      story({ publishedAt: new Date("2026-11-24T09:00:00Z") }),
      story({ publishedAt: new Date("2026-11-23T09:00:00Z"), updatedAt: new Date("2026-11-24T10:00:00Z") }),
    ];
    expect(feed(...stories)).toContain("<lastBuildDate>Tue, 24 Nov 2026 10:00:00 GMT</lastBuildDate>");
    expect(feed(...stories)).toBe(feed(...stories));
    expect(elementsOf(feed())).not.toContain("lastBuildDate");
  });

  test("of a section names its own address, and lists no category twice", () => {
    const city = named("City");
    const xml = rssXml({ ...channel, path: "/city" }, entries(story({ topics: [city] })));
    expect(xml).toContain("<link>https://news.example.org/city</link>");
    expect(xml).toContain('href="https://news.example.org/city/rss.xml" rel="self"');
    expect(xml.match(/<category>/g)).toHaveLength(1);
  });
});

describe("feed formats", () => {
  const one = story({
    standfirst: "After <nine> years & more.",
    authors: [{ ...named("Ada Roe"), jobTitle: "", bio: "" }],
    topics: [named("Ferries")],
    picture: { id: picture, alt: "The pier", facts },
    updatedAt: new Date("2026-11-24T11:00:00Z"),
  });
  const texts = {
    rss: feed(one),
    atom: atomXml(channel, entries(one), "The Ledger"),
    json: jsonFeed(channel, entries(one)),
  };

  test.each(["rss", "atom"] as const)("is read in the same way by a strict parser: %s", (format) => {
    const read = parseFeed(texts[format]);
    expect(read.title).toBe("The Ledger");
    expect(read.items).toHaveLength(1);
    const [item] = read.items;
    expect(item).toMatchObject({
      id: `urn:uuid:${one.id}`,
      url: "https://news.example.org/city/2026/11/24/ferry",
      title: "The ferry returns",
      content: "<p>It sails at nine.</p>",
      published: new Date("2026-11-24T09:15:00Z"),
    });
    expect(item?.authors.map(({ name }) => name)).toEqual(["Ada Roe"]);
    expect(item?.categories.map(({ term, label }) => label ?? term)).toEqual(["City", "Ferries"]);
  });

  test("names the WebSub hub, and none if the paper has none", () => {
    const withHub = { ...channel, hub: "https://hub.example/?a=1&b=2" };
    expect(rssXml(withHub, [])).toContain('<atom:link href="https://hub.example/?a=1&amp;b=2" rel="hub"/>');
    expect(atomXml(withHub, [], "The Ledger")).toContain('<link rel="hub" href="https://hub.example/?a=1&amp;b=2"/>');
    expect(JSON.parse(jsonFeed(withHub, []))).toMatchObject({ hubs: [{ type: "WebSub", url: withHub.hub }] });
    for (const feed of [rssXml(channel, []), atomXml(channel, [], "The Ledger"), jsonFeed({ ...channel, hub: "" }, [])])
      expect(feed).not.toMatch(/hub/);
  });

  test("is recognised in each format by a second parser", () => {
    expect(feedsmith(texts.rss)).toMatchObject({
      format: "rss",
      feed: { items: [{ title: "The ferry returns", description: "After &lt;nine&gt; years &amp; more." }] },
    });
    expect(feedsmith(texts.atom)).toMatchObject({
      format: "atom",
      feed: {
        entries: [{ id: `urn:uuid:${one.id}`, authors: [{ name: "Ada Roe" }], categories: [{ term: "City" }, {}] }],
      },
    });
    expect(feedsmith(texts.json)).toMatchObject({
      format: "json",
      feed: { items: [{ content_html: "<p>It sails at nine.</p>", tags: ["City", "Ferries"] }] },
    });
  });

  test("contains all required elements in Atom, even without a story", () => {
    const empty = atomXml({ ...channel, description: "" }, [], "The Ledger");
    expect(elementsOf(empty)).toEqual(["feed", "id", "title", "updated", "link", "link", "author", "name", "uri"]);
    expect(empty).toContain("<id>https://news.example.org/atom.xml</id>");
    expect(() => elementsOf(texts.atom)).not.toThrow();
  });
});

describe("escaping of feeds", () => {
  const one = story({ headline: 'Use <div> & "x"', standfirst: 'Use <div> & "x"' });

  test("escapes the description of an RSS item for HTML and XML, and its title for XML only", () => {
    const xml = rssXml({ ...channel, description: "Salt & <pepper>" }, entries(one));
    expect(xml).toContain("<description>Use &amp;lt;div&amp;gt; &amp;amp; &amp;quot;x&amp;quot;</description>");
    expect(xml).toContain("<title>Use &lt;div&gt; &amp; &quot;x&quot;</title>");
    expect(xml).toContain("<description>Salt &amp; &lt;pepper&gt;</description>");
  });

  test("escapes plain text of Atom once and of JSON Feed not at all", () => {
    const xml = atomXml(channel, entries(one), "The Ledger");
    expect(xml).toContain("<summary>Use &lt;div&gt; &amp; &quot;x&quot;</summary>");
    const [item] = JSON.parse(jsonFeed(channel, entries(one))).items;
    expect(item).toMatchObject({ title: 'Use <div> & "x"', summary: 'Use <div> & "x"' });
  });
});

describe("feed entries in another language", () => {
  const arabic = story({
    headline: "العبّارة",
    standfirst: "بعد <تسع> سنوات",
    language: "ar",
    document: toJson(storyDocument({ body: [paragraph("نص")] })),
  });
  const around = { ...channel, language: "ar" };

  test("states language and direction in the HTML of each format", () => {
    const content = '<div lang="ar" dir="rtl"><p>نص</p></div>';
    const summary = '<span lang="ar" dir="rtl">بعد &lt;تسع&gt; سنوات</span>';
    for (const channelOf of [channel, around]) {
      const rss = parseFeed(rssXml(channelOf, entries(arabic)));
      expect(rss.items[0]?.content).toBe(content);
      expect(rssXml(channelOf, entries(arabic))).toContain('<item xml:lang="ar">');
      expect(rssXml(channelOf, entries(arabic))).toContain(`<description>${escapeHtml(summary)}</description>`);
      const atom = atomXml(channelOf, entries(arabic), "The Ledger");
      expect(parseFeed(atom).items[0]?.content).toBe(content);
      expect(atom).toContain(`<summary type="html">${escapeHtml(summary)}</summary>`);
      expect(atom).toContain('<entry xml:lang="ar">');
      const [item] = JSON.parse(jsonFeed(channelOf, entries(arabic))).items;
      expect(item).toMatchObject({ content_html: content, summary: "بعد <تسع> سنوات", language: "ar" });
    }
  });

  test("sets left-to-right direction within a right-to-left feed", () => {
    expect(rssXml(around, entries(story()))).toContain(
      "&lt;div lang=&quot;en&quot; dir=&quot;ltr&quot;&gt;&lt;p&gt;It sails at nine.",
    );
  });
});

describe("news site map", () => {
  test("names paper, language, time and headline of each story", () => {
    const at = new Date("2026-11-24T09:15:00Z");
    const xml = newsSitemapXml(
      [
        { path: "/city/ferry", headline: "Ferry & pier", language: "en-GB", publishedAt: at },
        { path: "/zh", headline: "渡輪", language: "zh-Hant", publishedAt: at },
      ],
      "The Ledger",
      origin,
    );
    expect(elementsOf(xml).slice(0, 8)).toEqual([
      "urlset",
      "url",
      "loc",
      "news:news",
      "news:publication",
      "news:name",
      "news:language",
      "news:publication_date",
    ]);
    expect(xml).toContain("<news:title>Ferry &amp; pier</news:title>");
    expect([...xml.matchAll(/<news:language>(.*?)</g)].map(([, language]) => language)).toEqual(["en", "zh-tw"]);
  });
});

describe("site map", () => {
  test("encodes addresses as in links, and states the time of a change if known", () => {
    const xml = sitemapXml([{ path: "/" }, { path: "/stadt/über&co", changedAt: new Date(0) }], origin);
    expect(elementsOf(xml)).toEqual(["urlset", "url", "loc", "url", "loc", "lastmod"]);
    expect(xml).toContain(
      "<url><loc>https://news.example.org/stadt/%C3%BCber&amp;co</loc><lastmod>1970-01-01T00:00:00.000Z</lastmod></url>",
    );
  });

  test("lists the indexed translations of a story, with the original as default", () => {
    const shown = { noindex: false, isOriginal: false };
    const translations = [
      { ...shown, id: "1", path: "/ferry", language: "en", isOriginal: true },
      { ...shown, id: "2", path: "/fähre", language: "de" },
      { ...shown, id: "3", path: "/bac", language: "fr", noindex: true },
    ];
    const xml = sitemapXml(
      [
        { path: "/fähre", translations },
        { path: "/bac", translations: translations.slice(1) },
      ],
      origin,
    );
    expect(
      [...xml.matchAll(/hreflang="(.*?)" href="(.*?)"/g)].map(([, language, address]) => [language, address]),
    ).toEqual([
      ["en", `${origin}/ferry`],
      ["de", `${origin}/f%C3%A4hre`],
      ["x-default", `${origin}/ferry`],
    ]);
  });

  test("is split into parts with an index for a large paper", () => {
    const xml = sitemapIndexXml(["places", "2026-11"], origin);
    expect(elementsOf(xml)).toEqual(["sitemapindex", "sitemap", "loc", "sitemap", "loc"]);
    expect(xml).toContain("<loc>https://news.example.org/sitemap.xml?page=2026-11</loc>");
  });
});
