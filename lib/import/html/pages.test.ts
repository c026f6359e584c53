import { expect, test } from "vitest";
import { itemsOf, readAll, readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { openReader } from "../formats.ts";

const read = async (files: Record<string, string>, format: string, options = {}) => {
  const opened = await openReader(sourceOf(files), { ...readOptions, ...options }, undefined);
  expect(opened.format).toBe(format);
  return itemsOf(opened.reader);
};

test("reads pages of HTML by their head, and without what is around their text", async () => {
  const items = await read(
    {
      "news/ferry.html": `<!doctype html><html lang="en-GB"><head><title>Ferry | Post</title><meta name="description" content="A &quot;short&quot; text">
      <meta property="article:published_time" content="2019-05-01T10:00:00+02:00"><meta name="author" content="Anna Berg"><meta name="keywords" content="Boats, Harbour">
      <meta property="og:image" content="/a.jpg"><link rel="canonical" href="https://old.example/city/ferry"></head>
      <body><nav>Menu</nav><article><header><h1>Ferry &amp; crew</h1></header><p>Text <b>one</b>.</p><aside class="related">More</aside><p>Two.</p></article><footer>Foot</footer></body></html>`,
    },
    "html",
  );
  expect(items).toMatchObject([
    {
      headline: "Ferry & crew",
      standfirst: { text: "A &quot;short&quot; text" },
      body: { text: "<p>Text <b>one</b>.</p><p>Two.</p>" },
      slug: "ferry",
      date: new Date("2019-05-01T08:00:00Z"),
      language: "en-GB",
      section: "News",
      topics: ["Boats", "Harbour"],
      authors: [{ name: "Anna Berg" }],
      picture: { src: "/a.jpg" },
      path: "/city/ferry",
      aliases: ["/news/ferry.html"],
      draft: null,
    },
  ]);
});

test("reads the posts of an export of Medium, and none of its other pages", async () => {
  const items = await read(
    {
      "posts/2019-05-01_Ferry-0a1b2c3d4e.html": `<!DOCTYPE html><html><head><title>Ferry</title></head><body><article class="h-entry"><header><h1 class="p-name">Ferry</h1></header>
      <section data-field="subtitle" class="p-summary">Sub</section><section data-field="body" class="e-content"><section class="section"><div class="section-divider"><hr class="section-divider"></div>
      <h3 class="graf graf--h3 graf--title">Ferry</h3><p class="graf graf--p">Text.</p></section></section>
      <footer><p>By <a href="https://medium.com/@anna" class="p-author h-card">Anna Berg</a> on <a href="https://medium.com/p/0a1b2c3d4e"><time class="dt-published" datetime="2019-05-01T08:00:00.000Z">May 1</time></a>.</p>
      <p><a href="https://medium.com/@anna/ferry-0a1b2c3d4e" class="p-canonical">Canonical link</a></p></footer></article></body></html>`,
      "profile/profile.html": `<!DOCTYPE html><html><head><title>Medium</title></head><body><div class="h-card">Medium</div></body></html>`,
    },
    "medium",
  );
  expect(items).toMatchObject([
    {
      headline: "Ferry",
      standfirst: { text: "Sub" },
      slug: "ferry",
      date: new Date("2019-05-01T08:00:00Z"),
      authors: [{ name: "Anna Berg" }],
      path: null,
      draft: null,
    },
  ]);
  expect(items[0]?.body.text).toContain('<p class="graf graf--p">Text.</p>');
  expect(items[0]?.body.text).not.toMatch(/Ferry|<hr/);
});

test("reads an export of Substack with the texts beside its list", async () => {
  const items = await read(
    {
      "posts.csv": `post_id,post_date,is_published,type,audience,title,subtitle
12.ferry-returns,2019-05-01T08:00:00.000Z,true,newsletter,everyone,"Ferry, ""again""",Sub
13.paid-post,2019-05-02T08:00:00.000Z,true,newsletter,only_paid,Paid,
14.draft,,false,newsletter,everyone,Draft,`,
      "posts/12.ferry-returns.html": "<p>Text.</p>",
      "posts/13.paid-post.html": "<p>For those who pay.</p>",
    },
    "substack",
  );
  expect(items).toMatchObject([
    {
      key: "substack:12",
      headline: 'Ferry, "again"',
      body: { text: "<p>Text.</p>" },
      path: "/p/ferry-returns",
      draft: null,
    },
    { headline: "Paid", draft: "only subscribers could read it" },
    { headline: "Draft", draft: "it was a draft" },
  ]);
});

test("reads CSV by the names of its columns, whatever separates them", async () => {
  const rows = [
    "Title;Text;Author;Date;URL;Tags;Status",
    '"Ferry; back";"One\n\nTwo";Anna Berg;2019-05-01;https://old.example/ferry;Boats|Harbour;published',
    "Later;Words;;2019-05-01;;;draft",
  ];
  expect(await read({ "a.csv": rows.join("\n") }, "csv")).toMatchObject([
    {
      headline: "Ferry; back",
      body: { text: "<p>One</p>\n<p>Two</p>" },
      date: new Date("2019-04-30T22:00:00Z"),
      topics: ["Boats", "Harbour"],
      authors: [{ name: "Anna Berg" }],
      path: "/ferry",
      draft: null,
    },
    { headline: "Later", draft: 'its state was "draft"' },
  ]);
});

test("takes the columns of a CSV file that a person names, and says which there are", async () => {
  const file = { "a.csv": "Kopf,Inhalt\nFähre,Text" };
  const [item] = await read(file, "csv", { columns: { headline: "Kopf", body: "Inhalt" } });
  expect(item).toMatchObject({ headline: "Fähre", body: { text: "<p>Text</p>" }, draft: "it has no date" });
  for (const columns of [undefined, { headline: "Nirgends" }]) {
    const { reader } = await openReader(sourceOf(file), { ...readOptions, columns }, undefined);
    await expect(readAll(reader)).rejects.toThrow(/kopf, inhalt/);
  }
});
