import { describe, expect, test } from "vitest";
import { itemsOf, readAll, readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { openReader } from "../formats.ts";
import { lexicalHtml } from "./lexical.ts";
import { mobiledocHtml } from "./mobiledoc.ts";

const text = (words: string, format = 0) => ({ type: "extended-text", text: words, format });
const lexical = (...children: object[]) => JSON.stringify({ root: { children } });
const post = {
  id: "p1",
  uuid: "0a1b",
  title: "Ferry & crew",
  slug: "ferry-crew",
  lexical: lexical({ type: "paragraph", children: [text("Words")] }),
  html: "<p>Old words</p>",
  feature_image: "__GHOST_URL__/content/images/2020/ferry.jpg",
  type: "post",
  status: "published",
  visibility: "public",
  published_at: "2020-05-01T08:00:00.000Z",
  updated_at: "2020-06-01T08:00:00.000Z",
  custom_excerpt: "A <short> text",
};
const data = (posts: object[]) => ({
  meta: { version: "5.0.0" },
  data: {
    posts,
    posts_authors: [
      { post_id: "p1", author_id: "u2", sort_order: 1 },
      { post_id: "p1", author_id: "u1", sort_order: 0 },
    ],
    posts_meta: [{ post_id: "p1", feature_image_alt: "A ferry", feature_image_caption: "The <b>Solveig</b>" }],
    posts_tags: [
      { post_id: "p1", tag_id: "t2", sort_order: 1 },
      { post_id: "p1", tag_id: "t1", sort_order: 0 },
      { post_id: "p1", tag_id: "t3", sort_order: 2 },
    ],
    tags: [
      { id: "t1", name: "City", slug: "the-city" },
      { id: "t2", name: "Boats", slug: "boats" },
      { id: "t3", name: "#hidden", visibility: "internal" },
    ],
    users: [
      { id: "u1", name: "Anna Berg", slug: "anna", bio: "Writes." },
      { id: "u2", name: "Ben Cole", slug: "ben" },
    ],
  },
});
const open = async (posts: object[], { site = "https://old.example" } = {}) =>
  openReader(
    sourceOf({ "a.ghost.json": JSON.stringify({ db: [data(posts)] }, null, 2) }),
    { ...readOptions, site },
    undefined,
  );

describe("an export of Ghost", () => {
  test("is recognised, and gives posts with tags, authors, picture and address", async () => {
    const { format, reader } = await open([post]);
    expect(format).toBe("ghost");
    expect(await itemsOf(reader)).toMatchObject([
      {
        kind: "STORY",
        key: "ghost:0a1b",
        headline: "Ferry & crew",
        standfirst: { text: "A &lt;short> text" },
        body: { text: "<p>Words</p>" },
        date: new Date("2020-05-01T08:00:00Z"),
        updated: new Date("2020-06-01T08:00:00Z"),
        section: "City",
        topics: ["Boats"],
        authors: [{ slug: "anna", name: "Anna Berg", bio: "Writes." }, { name: "Ben Cole" }],
        picture: { src: "https://old.example/content/images/2020/ferry.jpg", alt: "A ferry", caption: "The Solveig" },
        path: "/ferry-crew",
        archives: [
          { kind: "tag", path: "/tag/the-city", name: "City" },
          { kind: "tag", path: "/tag/boats", name: "Boats" },
          { kind: "author", path: "/author/anna", name: "Anna Berg" },
          { kind: "author", path: "/author/ben", name: "Ben Cole" },
        ],
        draft: null,
      },
    ]);
  });

  test.each([
    [{ status: "draft" }, "it was a draft"],
    [{ status: "scheduled" }, /^it was scheduled for 2020-05-01 08:00 UTC/],
    [{ visibility: "paid" }, "only members could read it"],
  ])("keeps a post as a draft: %j", async (change, reason) => {
    const [found] = await itemsOf((await open([{ ...post, ...change }])).reader);
    expect(found?.draft).toMatch(reason);
  });

  test("takes the HTML of a post whose text is damaged, and continues after one without any", async () => {
    const read = await readAll(
      (
        await open([
          { ...post, lexical: "{" },
          { ...post, lexical: "{", html: null },
          { ...post, lexical: null },
        ])
      ).reader,
    );
    expect(read.map((each) => ("item" in each ? each.item.body.text : each.problem))).toEqual([
      "<p>Old words</p>",
      "its text cannot be read: it is not JSON, and there is no HTML",
      "<p>Old words</p>",
    ]);
  });
});

const made = (...children: object[]) => {
  const dropped: string[] = [];
  return { html: lexicalHtml(lexical(...children), (what) => dropped.push(what)), dropped };
};

describe("a text of Ghost in Lexical", () => {
  test("keeps marks, links, lists, headings and quotes", () => {
    expect(
      made(
        { type: "heading", tag: "h3", children: [text("A < B")] },
        {
          type: "paragraph",
          children: [
            text("b", 1),
            text("bi", 3),
            { type: "linebreak" },
            { type: "link", url: "https://e.org/?a&b", children: [text("l")] },
          ],
        },
        { type: "list", listType: "number", start: 3, children: [{ type: "listitem", children: [text("one")] }] },
        { type: "extended-quote", children: [text("q", 18)] },
      ).html,
    ).toBe(
      '<h3>A &lt; B</h3><p><strong>b</strong><strong><em>bi</em></strong><br><a href="https://e.org/?a&amp;b">l</a></p><ol start="3"><li>one</li></ol><blockquote><em><code>q</code></em></blockquote>',
    );
  });

  test("keeps the content of cards", () => {
    const { html, dropped } = made(
      { type: "image", src: "a.jpg", alt: "x", caption: "<b>c</b>" },
      { type: "gallery", images: [{ src: "b.jpg" }, { src: "c.jpg" }], caption: "two" },
      { type: "embed", url: "https://www.youtube.com/watch?v=abc_DEF-123" },
      { type: "bookmark", url: "https://e.org", metadata: { title: "T", description: "D" } },
      { type: "bookmark", url: "https://e.org/b", metadata: { title: "U", author: "A < B", publisher: "P" } },
      { type: "toggle", heading: "H", content: "<p>C</p>" },
      { type: "header", header: "Big", buttonEnabled: true, buttonUrl: "https://e.org/h", buttonText: "Go" },
      {
        type: "call-to-action",
        textValue: "<p>Join</p>",
        imageUrl: "d.jpg",
        buttonUrl: "https://e.org/j",
        buttonText: "J",
      },
      { type: "codeblock", code: "a<b" },
      { type: "markdown", markdown: "**m**" },
      { type: "signup" },
    );
    for (const part of [
      '<figure><img src="a.jpg" alt="x"><figcaption><b>c</b></figcaption></figure>',
      'src="b.jpg"',
      '<iframe src="https://www.youtube.com/watch?v=abc_DEF-123">',
      '<a href="https://e.org">T</a><br>D',
      '<a href="https://e.org/b">U</a><br>A &lt; B · P',
      '<h2>Big</h2><p><a href="https://e.org/h">Go</a></p>',
      'src="d.jpg"',
      '<p>Join</p><p><a href="https://e.org/j">J</a></p>',
      "<details><summary>H</summary><p>C</p></details>",
      "<pre>a&lt;b</pre>",
      "<strong>m</strong>",
    ])
      expect(html).toContain(part);
    expect(dropped).toEqual(["signup card"]);
  });
});

test("leaves out what a text of Ghost shows to members alone, and reports it", () => {
  const visibleTo = (nonMember: boolean) => ({ visibility: { web: { nonMember, memberSegment: "status:-free" } } });
  expect(
    made(
      { type: "html", html: "<p>Paid</p>", ...visibleTo(false) },
      { type: "html", html: "<p>All</p>", ...visibleTo(true) },
    ),
  ).toEqual({ html: "<p>All</p>", dropped: ["html card for members"] });
});

test("reads a text of Ghost in Mobiledoc", () => {
  const mobiledoc = {
    version: "0.3.1",
    atoms: [["soft-return", "", {}]],
    cards: [
      ["image", { src: "a.jpg", caption: "c" }],
      ["unknown", {}],
    ],
    markups: [["strong"], ["a", ["href", "https://e.org"]]],
    sections: [
      [1, "h2", [[0, [], 0, "H"]]],
      [
        1,
        "p",
        [
          [0, [0], 0, "bold "],
          [0, [1], 2, "link"],
          [1, [], 0, 0],
          [0, [], 0, "end"],
        ],
      ],
      [3, "ol", [[[0, [], 0, "one"]], [[0, [], 0, "two"]]]],
      [10, 0],
      [10, 1],
    ],
  };
  const dropped: string[] = [];
  expect(mobiledocHtml(JSON.stringify(mobiledoc), (what) => dropped.push(what))).toBe(
    '<h2>H</h2><p><strong>bold <a href="https://e.org">link</a></strong><br>end</p><ol><li>one</li><li>two</li></ol><figure><img src="a.jpg" alt=""><figcaption>c</figcaption></figure>',
  );
  expect(dropped).toEqual(["card unknown"]);
});
