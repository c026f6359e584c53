import { describe, expect, test } from "vitest";
import { itemsOf, readAll, readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { openReader } from "../formats.ts";

const channel = (inside: string) => `<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
  <title>The Harbour Post</title>
  <link>https://old.example</link>
  <language>en-GB</language>
  <wp:wxr_version>1.2</wp:wxr_version>
  <wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[anna]]></wp:author_login>
    <wp:author_display_name><![CDATA[Anna Berg]]></wp:author_display_name></wp:author>
  <wp:category><wp:category_nicename>news</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[News & Views]]></wp:cat_name></wp:category>
  <wp:category><wp:category_nicename>harbour</wp:category_nicename><wp:category_parent>news</wp:category_parent><wp:cat_name><![CDATA[Harbour]]></wp:cat_name></wp:category>
${inside}
</channel>
</rss>`;

type Parts = {
  id?: number;
  title?: string;
  type?: string;
  status?: string;
  date?: string;
  content?: string;
  more?: string;
};
const item = ({
  id = 12,
  title = "Ferry returns",
  type = "post",
  status = "publish",
  date = "2019-05-01 10:00:00",
  content = "Text.",
  more = "",
}: Parts) => `<item>
  <title><![CDATA[${title}]]></title>
  <link>https://old.example/2019/05/ferry-returns/</link>
  <pubDate>Wed, 01 May 2019 08:00:00 +0000</pubDate>
  <dc:creator><![CDATA[anna]]></dc:creator>
  <guid isPermaLink="false">https://old.example/?p=${id}</guid>
  <content:encoded><![CDATA[${content}]]></content:encoded>
  <excerpt:encoded><![CDATA[]]></excerpt:encoded>
  <wp:post_id>${id}</wp:post_id>
  <wp:post_date>${date}</wp:post_date>
  <wp:post_date_gmt>${date === "0000-00-00 00:00:00" ? date : date.replace("10:", "08:")}</wp:post_date_gmt>
  <wp:post_name>ferry-returns</wp:post_name>
  <wp:status>${status}</wp:status>
  <wp:post_parent>0</wp:post_parent>
  <wp:post_type>${type}</wp:post_type>
  ${more}
</item>`;

const attachment = `<item><title>ferry</title><wp:post_id>30</wp:post_id><wp:post_type>attachment</wp:post_type>
  <wp:post_parent>12</wp:post_parent><wp:status>inherit</wp:status>
  <excerpt:encoded><![CDATA[The ferry <em>Solveig</em>]]></excerpt:encoded>
  <wp:attachment_url>https://old.example/wp-content/uploads/2019/05/ferry.jpg</wp:attachment_url>
  <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value><![CDATA[A ferry at the quay]]></wp:meta_value></wp:postmeta>
  <wp:postmeta><wp:meta_key>_media_credit</wp:meta_key><wp:meta_value><![CDATA[Ben Cole]]></wp:meta_value></wp:postmeta>
</item>`;

const open = async (text: string) =>
  (await openReader(sourceOf({ "export.xml": text }), readOptions, undefined)).reader;
const only = async (parts: Parts, before = "") => {
  const [found] = await itemsOf(await open(channel(before + item(parts))));
  if (!found) throw new Error("no item");
  return found;
};

describe("an export of WordPress", () => {
  test("is recognised, and gives posts with date, address, names and main picture", async () => {
    const { format, reader } = await openReader(
      sourceOf({
        "export.xml": channel(
          attachment +
            item({
              title: "Ferry &amp; crew return",
              more: `<category domain="category" nicename="harbour"><![CDATA[Harbour]]></category>
                <category domain="post_tag" nicename="boats"><![CDATA[Boats]]></category>
                <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>30</wp:meta_value></wp:postmeta>`,
            }),
        ),
      }),
      readOptions,
      undefined,
    );
    expect(format).toBe("wxr");
    expect(await itemsOf(reader)).toMatchObject([
      {
        kind: "STORY",
        key: "wxr:old.example:12",
        headline: "Ferry & crew return",
        date: new Date("2019-05-01T08:00:00Z"),
        language: "en-GB",
        section: "News & Views",
        topics: ["Harbour", "Boats"],
        authors: [{ slug: "anna", name: "Anna Berg" }],
        picture: {
          src: "https://old.example/wp-content/uploads/2019/05/ferry.jpg",
          alt: "A ferry at the quay",
          caption: "The ferry Solveig",
          credit: "Ben Cole",
        },
        path: "/2019/05/ferry-returns",
        aliases: ["/?p=12"],
        site: "https://old.example",
        draft: null,
      },
    ]);
  });

  test.each([
    ["draft", "it was a draft"],
    ["private", "it was private"],
    ["pending", "it was waiting for review"],
    ["future", /^it was scheduled for 2019-05-01 08:00 UTC/],
  ])("keeps a post of the state %s as a draft", async (status, reason) => {
    expect((await only({ status })).draft).toMatch(reason);
  });

  test("dates a draft without a time in UTC by the clock of the site", async () => {
    const [, draft] = await itemsOf(
      await open(
        channel(item({}) + item({ id: 13, status: "draft" }).replace(/_gmt>[^<]*</, "_gmt>0000-00-00 00:00:00<")),
      ),
    );
    expect(draft?.date).toEqual(new Date("2019-05-01T08:00:00Z"));
  });

  test("dates a draft of winter by the winter time of the site", async () => {
    const winter = "2019-12-01 10:00:00";
    const published = item({ id: 11 })
      .replace("2019-05-01 10:", "2019-12-02 10:")
      .replace("2019-05-01 08:", "2019-12-02 09:");
    const draft = item({ id: 13, status: "draft", date: winter }).replace(/_gmt>[^<]*</, "_gmt>0000-00-00 00:00:00<");
    const [, , found] = await itemsOf(await open(channel(item({}) + published + draft)));
    expect(found?.date).toEqual(new Date("2019-12-01T09:00:00Z"));
  });

  test("names the pages of the site that list a post", async () => {
    const found = await only({
      more: `<category domain="category" nicename="harbour"><![CDATA[Harbour]]></category>
        <category domain="post_tag" nicename="%d0%bd%d0%be%d1%87%d1%8c"><![CDATA[ночь]]></category>`,
    });
    expect(found.archives).toEqual([
      { kind: "category", path: "/category/news", name: "News & Views" },
      { kind: "category", path: "/category/news/harbour", name: "Harbour" },
      { kind: "tag", path: "/tag/ночь", name: "ночь" },
      { kind: "author", path: "/author/anna", name: "Anna Berg" },
    ]);
  });

  test("leads both addresses of a page by its number to the page", async () => {
    expect((await only({ type: "page" })).aliases).toEqual(["/?p=12", "/?page_id=12"]);
  });

  test("leaves out revisions, menus, trash and what has been saved automatically", async () => {
    const others = [
      item({ type: "revision" }),
      item({ type: "nav_menu_item" }),
      item({ status: "trash" }),
      item({ status: "auto-draft" }),
    ].join("");
    expect(await itemsOf(await open(channel(others)))).toEqual([]);
  });

  test("reads pages, former addresses, co-authors in their order and the main category", async () => {
    expect((await only({ type: "page" })).kind).toBe("PAGE");
    const found = await only({
      more: `<category domain="author" nicename="cap-ben-cole"><![CDATA[Ben Cole]]></category>
        <category domain="author" nicename="cap-anna"><![CDATA[anna]]></category>
        <category domain="category" nicename="harbour"><![CDATA[Harbour]]></category>
        <category domain="category" nicename="culture"><![CDATA[Culture]]></category>
        <wp:postmeta><wp:meta_key>_yoast_wpseo_primary_category</wp:meta_key><wp:meta_value>culture</wp:meta_value></wp:postmeta>
        <wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>ferry-comes</wp:meta_value></wp:postmeta>`,
    });
    expect(found.authors.map(({ name }) => name)).toEqual(["Ben Cole", "Anna Berg"]);
    expect([found.section, found.topics]).toEqual(["Culture", ["Harbour"]]);
    expect(found.aliases).toContain("/2019/05/ferry-comes");
  });

  test("continues after an item with broken XML and names its line", async () => {
    const broken = item({ id: 1 }).replace("<![CDATA[Text.]]>", "a < b </wrong>");
    const read = await readAll(await open(channel(broken + item({ id: 2 }))));
    expect(read).toHaveLength(2);
    expect(read[0]).toMatchObject({
      place: { file: "export.xml", line: 15 },
      problem: "line 21: an end tag is missing or in the wrong place",
    });
    expect(read[1]).toMatchObject({ item: { key: "wxr:old.example:2" } });
  });

  test("gives all items before the place where the file was cut off", async () => {
    const text = channel(item({ id: 1 }) + item({ id: 2 }));
    const read = await readAll(await open(text.slice(0, text.lastIndexOf("<wp:post_name>"))));
    expect(read.map((each) => ("item" in each ? each.item.key : each.problem))).toEqual([
      "wxr:old.example:1",
      "the file ends in the middle of it",
    ]);
  });
});

describe("the text of a post", () => {
  const html = async (content: string, before = "") => (await only({ content }, before)).body.text;

  test("gets paragraphs where the classic editor left empty lines", async () => {
    expect(await html("One\ntwo.\n\n<h2>Head</h2>\nThree")).toBe("<p>One<br>\ntwo.</p><h2>Head</h2><p>Three</p>");
  });

  test("keeps the HTML of blocks without their comments", async () => {
    const text = await html(
      "<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\n<!-- wp:list -->\n<ul><li>Two</li></ul>\n<!-- /wp:list -->",
    );
    expect(text.replace(/\s*\n\s*/g, "")).toBe("<p>One</p><!--more--><ul><li>Two</li></ul>");
  });

  test("turns captions, galleries and addresses on a line of their own into pictures and embeds", async () => {
    expect(await html('[caption id="a" width="3"]<img src="a.jpg" alt="x" /> The words[/caption]')).toContain(
      '<figure><img src="a.jpg" alt="x" /><figcaption>The words</figcaption></figure>',
    );
    expect(await html('[gallery ids="30"]', attachment)).toContain(
      'src="https://old.example/wp-content/uploads/2019/05/ferry.jpg" alt="A ferry at the quay" data-credit="Ben Cole"',
    );
    expect(await html("Look:\n\nhttps://www.youtube.com/watch?v=abc_DEF-123\n\nEnd")).toContain(
      '<iframe src="https://www.youtube.com/watch?v=abc_DEF-123"></iframe>',
    );
  });

  test("takes the original of a picture that the post shows in a smaller size", async () => {
    const folder = "http://old.example/wp-content/uploads";
    const original = 'src="https://old.example/wp-content/uploads/2019/05/ferry.jpg"';
    for (const name of ["ferry-300x200.jpg", "ferry-scaled.jpg", "ferry-e1580000000000-150x150.jpg?w=9"])
      expect(await html(`<img src="${folder}/2019/05/${name}" alt="">`, attachment)).toContain(original);
    expect(await html(`<img src="${folder}/2020/05/ferry.jpg">`, attachment)).not.toContain(original);
  });

  test("links the recordings of a playlist", async () => {
    expect(await html('[playlist ids="30"]', attachment)).toContain(
      '<iframe src="https://old.example/wp-content/uploads/2019/05/ferry.jpg" title="ferry"></iframe>',
    );
  });

  test("turns a button into a link, and keeps the letter of a drop cap", async () => {
    expect(await html('[dropcap]T[/dropcap]he ferry [button url="https://e.example/a"]Book now[/button]')).toContain(
      'The ferry <a href="https://e.example/a">Book now</a>',
    );
  });

  test("reports blocks without content of their own", async () => {
    const found = await only({
      content: '<!-- wp:latest-posts {"a":{"b":1}} /-->\n\n<!-- wp:spacer /-->\n\n[gallery]',
    });
    expect(found.body.text.trim()).toBe("");
    expect(found.notes).toMatchObject([
      { kind: "block-dropped", what: "wp:latest-posts" },
      { kind: "block-dropped", what: "[gallery]" },
    ]);
  });

  test("adds what the media library knows to a picture in the text", async () => {
    expect(await html('<img class="wp-image-30" src="b.jpg" alt="">', attachment)).toContain(
      'src="b.jpg" alt="A ferry at the quay" data-credit="Ben Cole">',
    );
  });

  test("keeps unknown shortcodes as text, reports them, and leaves a writer's brackets alone", async () => {
    const found = await only({ content: 'He said [sic], [the mayor] and [price_table id="3"] here. [[gallery]]' });
    expect(found.body.text).toContain('He said [sic], [the mayor] and [price_table id="3"] here. [gallery]');
    expect(found.notes).toMatchObject([{ kind: "shortcode-kept", what: "[price_table]" }]);
  });
});

test("reports the comments of readers and sticky posts, which have no counterpart", async () => {
  const comment = (type: string, approved: string) =>
    `<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_approved>${approved}</wp:comment_approved><wp:comment_type>${type}</wp:comment_type><wp:comment_content>Well said</wp:comment_content></wp:comment>`;
  const more = `<wp:is_sticky>1</wp:is_sticky>${comment("comment", "1")}${comment("", "0")}${comment("pingback", "1")}${comment("comment", "spam")}`;
  const { reader } = await openReader(sourceOf({ "a.xml": channel(item({ more })) }), readOptions, undefined);
  const [read] = await itemsOf(reader);
  expect(read?.notes).toEqual([
    { kind: "comments-left", what: "2 comments", line: expect.any(Number) },
    { kind: "was-sticky", what: "Ferry returns", line: expect.any(Number) },
  ]);
});

test("reads the file block and lettered lists of WordPress's editor", async () => {
  const content = `<!-- wp:file {"href":"https://old.example/a.pdf"} -->
<div class="wp-block-file"><object class="wp-block-file__embed" data="https://old.example/a.pdf" type="application/pdf"></object><a href="https://old.example/a.pdf">Timetable</a><a href="https://old.example/a.pdf" class="wp-block-file__button wp-element-button" download>Download</a></div>
<!-- /wp:file -->

<!-- wp:list {"ordered":true,"type":"upper-roman","start":3} -->
<ol start="3" style="list-style-type:upper-roman" class="wp-block-list"><!-- wp:list-item -->
<li>One</li>
<!-- /wp:list-item --></ol>
<!-- /wp:list -->`;
  const { reader } = await openReader(sourceOf({ "a.xml": channel(item({ content })) }), readOptions, undefined);
  const [read] = await itemsOf(reader);
  expect(read?.body.text).toContain('<a href="https://old.example/a.pdf">Timetable</a></div>');
  expect(read?.body.text).toMatch(/<ol type="I" start="3"/);
});
