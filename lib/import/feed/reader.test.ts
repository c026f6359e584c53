import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { itemsOf, readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { openReader } from "../formats.ts";

const read = async (files: Record<string, string | Buffer>) => {
  const { format, reader } = await openReader(sourceOf(files), readOptions, undefined);
  expect(format).toBe("feed");
  return itemsOf(reader);
};

test("reads RSS with its whole text, authors, topics, picture and address", async () => {
  const items = await read({
    "feed.xml": `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:creator="http://purl.org/dc/elements/1.1/"><channel><title>Post</title><link>https://old.example/</link><language>en-GB</language>
      <item><title>Ferry &amp; crew &nbsp;return</title><link>https://old.example/city/ferry-returns?utm_source=rss</link>
        <guid isPermaLink="false">42</guid><creator:creator>Anna Berg and Ben Cole</creator:creator><category>Boats</category>
        <pubDate>Wed, 01 May 2019 10:00:00 +0200</pubDate><description>A summary.</description>
        <content:encoded><![CDATA[<p>Text.</p><p>The post <a href="x">Ferry</a> appeared first on <a href="y">Post</a>.</p>]]></content:encoded>
        <media:content medium="image" url="https://old.example/ferry.jpg"><media:credit>Cy Dahl</media:credit></media:content></item>
      <item><title>Tom & Jerry</title><description>&lt;p&gt;Only a description&lt;/p&gt;</description></item></channel></rss>`,
  });
  expect(items).toMatchObject([
    {
      key: "feed:42",
      headline: "Ferry & crew return",
      standfirst: { text: "A summary." },
      body: { text: "<p>Text.</p>" },
      slug: "ferry-returns",
      date: new Date("2019-05-01T08:00:00Z"),
      language: "en-GB",
      topics: ["Boats"],
      authors: [{ name: "Anna Berg" }, { name: "Ben Cole" }],
      picture: { src: "https://old.example/ferry.jpg", credit: "Cy Dahl" },
      path: "/city/ferry-returns",
      draft: null,
    },
    { headline: "Tom & Jerry", body: { text: "<p>Only a description</p>" }, draft: "it has no date" },
  ]);
});

test("reads Atom with XHTML", async () => {
  const items = await read({
    "feed.xml": `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Post</title><link href="https://old.example/"/>
      <entry><id>tag:1</id><title type="html">Die &lt;em&gt;Fähre&lt;/em&gt;</title><link rel="alternate" href="https://old.example/faehre"/>
      <published>2019-05-01T08:00:00Z</published><updated>2019-05-02T08:00:00Z</updated><author><name>Anna Berg</name></author>
      <category term="boats" label="Boote"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ein <b>Text</b> &amp; mehr</p></div></content></entry></feed>`,
  });
  expect(items).toMatchObject([
    {
      headline: "Die Fähre",
      body: { text: "<div><p>Ein <b>Text</b> &amp; mehr</p></div>" },
      date: new Date("2019-05-01T08:00:00Z"),
      updated: new Date("2019-05-02T08:00:00Z"),
      topics: ["Boote"],
      authors: [{ name: "Anna Berg" }],
      path: "/faehre",
    },
  ]);
});

test("reads JSON Feed", async () => {
  const items = await read({
    "feed.json": JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "Post",
      items: [
        {
          id: "1",
          url: "https://old.example/ferry",
          title: "Ferry",
          content_text: "One\n\nTwo & three",
          date_published: "2019-05-01T08:00:00Z",
          tags: ["Boats"],
          image: "https://old.example/a.jpg",
        },
      ],
      home_page_url: "https://old.example/",
      authors: [{ name: "Anna Berg" }],
    }),
  });
  expect(items).toMatchObject([
    {
      key: "feed:1",
      body: { text: "<p>One</p>\n<p>Two &amp; three</p>" },
      topics: ["Boats"],
      authors: [{ name: "Anna Berg" }],
      picture: { src: "https://old.example/a.jpg" },
      path: "/ferry",
    },
  ]);
});

test("reads feeds of real sites in every encoding", async () => {
  const folder = corpusFolder("3-wire/give/miniflux-feeds");
  if (folder === null) return;
  for (const file of fs.readdirSync(folder)) {
    const items = await read({ [file]: fs.readFileSync(path.join(folder, file)) });
    expect(items.length, file).toBeGreaterThan(5);
    for (const { headline, body } of items) {
      expect(headline.length, file).toBeGreaterThan(0);
      expect(headline + body.text, file).not.toContain("\ufffd");
    }
  }
});
