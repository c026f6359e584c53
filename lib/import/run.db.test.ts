import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SYSTEM } from "#lib/actor.ts";
import { findAddress } from "#lib/addresses/data.ts";
import { documentFromJson } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { plainText } from "#lib/document/text.ts";
import { appClient } from "#lib/postgres/app.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { addRedirect } from "#lib/redirects/mutations.ts";
import { changeSiteSettings } from "#lib/site/mutations.ts";
import { parseSiteSettings } from "#lib/site/schema.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { mp3File } from "#prisma/testing/media-files.ts";
import { createPerson } from "../../prisma/factories.ts";
import type { ImportReport } from "./report.ts";
import { formatReport, summarise } from "./report.ts";
import { type ImportOptions, importSource } from "./run.ts";
import { openSource } from "./source.ts";

const fixtures = path.resolve("lib/import/fixtures/site");
/** Real exports of static sites; without a corpus only the fixtures are imported. */
const corpora = corpusFolder("5-corpus/give");

// Pictures are decoded in child processes.
vi.setConfig({ testTimeout: 120_000 });

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "galley-import-test-"));
  await cp(fixtures, root, { recursive: true });
  await mkdir(path.join(root, "static"), { recursive: true }); // holds pictures only, which the test draws itself
  const draw = (green: number) =>
    sharp({ create: { width: 640, height: 400, channels: 3, background: { r: 20, g: green, b: 90 } } });
  await draw(120)
    .jpeg()
    .toFile(path.join(root, "static", "ferry.jpg"));
  await draw(40)
    .png()
    .toFile(path.join(root, "content", "city", "crew.png"));
  await changeSiteSettings(SYSTEM, { ...parseSiteSettings(null), timeZone: "Europe/Oslo" });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function folderWith(name: string, matter: string): Promise<string> {
  const folder = await mkdtemp(path.join(root, "own-"));
  await writeFile(path.join(folder, name), `---\n${matter}\n---\nText of the story.\n`);
  return folder;
}

async function run(options: ImportOptions = {}, place = root): Promise<ImportReport> {
  const source = await openSource(place);
  try {
    return await importSource(SYSTEM, source, options);
  } finally {
    await source.close();
  }
}

const live = (where: string) =>
  readerClient().liveStory.findUnique({
    where: { path: where },
    include: {
      section: true,
      authors: { include: { author: { select: { name: true, jobTitle: true } } }, orderBy: { position: "asc" } },
      topics: { include: { topic: true }, orderBy: { position: "asc" } },
      pictures: true,
    },
  });
const nodesOf = (json: NodeJson, type: string): NodeJson[] => [
  ...(json.type === type ? [json] : []),
  ...(json.content ?? []).flatMap((child) => nodesOf(child, type)),
];
const hrefs = (json: NodeJson) =>
  nodesOf(json, "text").flatMap(({ marks = [] }) => marks.flatMap(({ attrs }) => attrs?.href ?? []));
const kinds = (report: ImportReport) =>
  Object.fromEntries(
    [...new Set(report.warnings.map(({ kind }) => kind))].map((kind) => [
      kind,
      report.warnings.filter((each) => each.kind === kind).length,
    ]),
  );

test("imports stories with text, dates, addresses, names and pictures, and reports what it could not import", async () => {
  const report = await run();
  expect(report).toMatchObject({ imported: 6, live: 2, drafts: 4, known: 0, pictures: 2 });
  expect(report.skipped).toEqual([
    { file: "content/city/broken.md", reason: expect.stringContaining("its front matter cannot be read (line 3") },
    { file: "content/city/plain.md", reason: "it has no front matter" },
  ]);
  expect(
    report.warnings.filter(({ kind }) => kind === "draft").map(({ file, what }) => [path.basename(file), what]),
  ).toEqual([
    ["empty.md", "it has no text"],
    ["future.md", "its date is in the future"],
    ["over.md", "its expiry date is past"],
    ["waiting.md", "it is marked as a draft"],
  ]);
  expect(report.warnings).toContainEqual({
    kind: "picture-missing",
    file: "content/city/2024-03-01-ferry-returns.md",
    line: 25,
    what: "2024/03/not-here.jpg",
  });
  expect(report.warnings).toContainEqual({
    kind: "link-dropped",
    file: "content/city/2024-03-01-ferry-returns.md",
    line: 21,
    what: "/no/such/page.md",
  });
  expect(kinds(report)).toEqual({
    draft: 4,
    "picture-missing": 1,
    "link-dropped": 1,
    "shortcode-dropped": 3,
    "element-dropped": 1,
  });

  // 23:30 in New York is the next morning in the newsroom's time zone.
  const ferry = await live("/city/2024/03/02/ferry-returns");
  expect(ferry).toMatchObject({
    headline: "The night ferry returns — after eleven years",
    kicker: "Harbour",
    standfirst: "Service starts on Friday, the harbour office says. It’s free for a week.",
    publishedAt: new Date("2024-03-02T04:30:00Z"),
    updatedAt: new Date("2024-03-03T08:00:00Z"),
    revisionNumber: 1,
    language: "en-GB",
    section: { name: "City", path: "/city" },
    picture: { alt: "The ferry at the quay", caption: "The Solveig on Thursday", credit: "Benedict Cole" },
    authors: [
      { author: { name: "Anna Berg", jobTitle: "Transport correspondent" } },
      { author: { name: "Benedict Cole", jobTitle: "Photographer" } },
    ],
    topics: [
      { topic: { name: "Public transport", slug: "public-transport" } },
      { topic: { name: "Harbour", slug: "harbour" } },
    ],
  });
  expect(ferry?.pictures).toHaveLength(2);
  const json = ferry?.document as NodeJson;
  expect(hrefs(json)).toEqual([
    "https://harbour.example/ferry",
    "/2023/11/bridge",
    "https://www.youtube.com/watch?v=abc_DEF-123",
    "/2023/11/bridge",
  ]);
  expect(json.content?.filter(({ type }) => type === "embed").map(({ attrs }) => attrs?.embed)).toEqual([
    "youtube:abc_DEF-123",
  ]);
  const text = plainText(documentFromJson(json));
  expect(text).toContain("Tickets are sold on board.");
  expect(text).toContain("Day\nBoats\nFriday\n2");
  expect(text).not.toMatch(/\{\{|\{%|<\/?[a-z]|\*\*|\]\(|alert\(1\)/);

  const bridge = await live("/2023/11/bridge");
  expect(bridge).toMatchObject({
    headline: "A bridge for the harbour",
    standfirst: "The council voted late on Sunday.",
  });
  expect(hrefs(bridge?.document as NodeJson)).toEqual(["/city/2024/03/02/ferry-returns"]);
  expect(bridge?.authors.map(({ author }) => author.name)).toEqual(["Anna Berg"]);

  for (const old of ["/2024/ferry.html", "/city/old-ferry/"]) {
    expect(await findAddress(old)).toEqual({ kind: "REDIRECT", to: "/city/2024/03/02/ferry-returns" });
  }
  expect(await readerClient().address.findUnique({ where: { path: "/timetables/summer-2020" } })).toBeNull();
  expect(formatReport(report)).toContain(
    "picture-missing\tcontent/city/2024-03-01-ferry-returns.md:25\t2024/03/not-here.jpg",
  );
  expect(summarise(report).join("\n")).toContain("--expired live");
});

describe("importing again", () => {
  test("imports no story twice and keeps changes of the newsroom on a second import", async () => {
    await run();
    const counts = () =>
      Promise.all([
        appClient().story.count(),
        appClient().revision.count(),
        appClient().address.count(),
        appClient().topic.count(),
        appClient().author.count(),
        appClient().picture.count(),
      ]);
    const before = await counts();
    const again = await run();
    expect(again).toMatchObject({ imported: 0, known: 6, published: 0, warnings: [] });
    expect(await counts()).toEqual(before);
  });

  test("publishes an untouched draft at its old address once its expiry is ignored", async () => {
    const folder = await folderWith(
      "harvest.md",
      "title: Harvest\ndate: 2020-09-01\nexpirydate: 2020-10-01\nurl: /kept/harvest/",
    );
    expect(await run({}, folder)).toMatchObject({ imported: 1, drafts: 1 });
    expect(await live("/kept/harvest")).toBeNull();
    expect(await readerClient().address.findUnique({ where: { path: "/kept/harvest" } })).toBeNull();
    expect(await run({ expired: "live" }, folder)).toMatchObject({ imported: 0, published: 1 });
    expect(await live("/kept/harvest")).toMatchObject({
      headline: "Harvest",
      publishedAt: new Date("2020-08-31T22:00:00Z"),
    });
  });

  test("offers the old address to an editor who publishes an imported draft", async () => {
    const folder = await folderWith("sowing.md", "title: Sowing\ndate: 2020-03-01\ndraft: true\nurl: /kept/sowing/");
    await run({}, folder);
    const { id } = await appClient().story.findUniqueOrThrow({ where: { path: "/kept/sowing" }, select: { id: true } });
    const receipt = await publishStory(await createPerson("EDITOR"), { storyId: id, version: 0, showUpdated: false });
    expect(receipt.path).toBe("/kept/sowing");
    expect(await live("/kept/sowing")).toMatchObject({ publishedAt: new Date("2020-02-29T23:00:00Z") });
  });

  test("keeps a taken address with its owner: a story with its own address is skipped, others get a new one", async () => {
    await run({ section: "Taken" }, await folderWith("one.md", "title: One\ndate: 2021-01-01\nurl: /taken/here"));
    const chosen = await run(
      { section: "Taken" },
      await folderWith("two.md", "title: Two\ndate: 2021-01-01\nurl: /taken/here"),
    );
    expect(chosen.skipped).toEqual([{ file: "two.md", reason: "the address /taken/here is taken" }]);
    const made = await run(
      { section: "Taken", pattern: "/taken/{slug}" },
      await folderWith("here.md", "title: Here\ndate: 2021-01-01"),
    );
    expect(made.warnings).toEqual([{ kind: "address-changed", file: "here.md", what: "/taken/here → /taken/here-2" }]);
  });
});

test("imports a published file without text as a draft, and explains on the next import why it remains one", async () => {
  const folder = await mkdtemp(path.join(root, "empty-"));
  const file = path.join(folder, "pier.md");
  const matter = "---\ntitle: Pier\ndate: 2020-01-01\nsection: Empty\n---\n";
  await writeFile(file, matter);
  const first = await run({}, folder);
  expect(first).toMatchObject({ imported: 1, drafts: 1, live: 0, skipped: [] });
  expect(first.warnings).toEqual([{ kind: "draft", file: "pier.md", what: "it has no text" }]);
  await writeFile(file, `${matter}Text that came later.\n`);
  const second = await run({}, folder);
  expect(second).toMatchObject({ imported: 0, known: 1, published: 0, skipped: [] });
  expect(second.warnings).toMatchObject([
    { kind: "draft", what: expect.stringMatching(/^the draft of an earlier import has no text/) },
  ]);
});

test("reports the same in a dry run, and changes nothing", async () => {
  const before = await appClient().story.count();
  const report = await run({ dryRun: true, section: "Elsewhere" });
  expect(report).toMatchObject({ imported: 6, live: 2, drafts: 4 });
  expect(report.skipped).toHaveLength(2);
  expect(await appClient().story.count()).toBe(before);
  expect(await appClient().section.count({ where: { name: "Elsewhere" } })).toBe(0);
});

test("rejects an impossible section before the import begins", async () => {
  await expect(run({ section: "Admin" })).rejects.toThrow('No section can be called "Admin".');
});

test("allows only admins to import", async () => {
  const source = await openSource(root);
  const report = await importSource(await createPerson("EDITOR"), source, { section: "Nowhere" });
  expect(report.imported).toBe(0);
  expect(report.skipped.every(({ reason }) => /the right to change settings|front matter/.test(reason))).toBe(true);
});

test.each([
  ["18f-posts-2014-2015.tar.gz", 4],
  ["digitalgov-news-2013-2015.tar.gz", 12],
])(
  "skips nothing and leaves no syntax of the old system in a real export (%s, every %i. file)",
  async (archive, step) => {
    if (corpora === null || !existsSync(path.join(corpora, archive))) return;
    const source = await openSource(path.join(corpora, archive));
    const markdown = source.markdown.filter((_, index) => index % step === 0);
    const report = await importSource(
      SYSTEM,
      { ...source, markdown },
      { expired: "live", section: archive.slice(0, 4) },
    );
    await source.close();
    expect(report).toMatchObject({ imported: markdown.length, live: markdown.length, skipped: [] });

    const rows = await readerClient().liveStory.findMany({
      where: { section: { name: archive.slice(0, 4) } },
      select: { path: true, document: true },
    });
    expect(rows).toHaveLength(markdown.length);
    for (const row of rows) {
      const json = row.document as NodeJson;
      expect(plainText(documentFromJson(json)), row.path).not.toMatch(/\{\{|\{%|galley-nowhere/);
      // Articles about code may show tags as code.
      expect(plainText(documentFromJson(withoutCode(json))), row.path).not.toMatch(
        /<\/?(?:p|div|span|a|img|table|ul|li|br|iframe|script)\b[^>]*>|\]\(|\*\*\w/i,
      );
    }
  },
  120_000,
);

function withoutCode(node: NodeJson): NodeJson {
  const isCode = ({ marks = [] }: NodeJson) => marks.some(({ type }) => type === "code");
  return { ...node, ...(node.content && { content: node.content.filter((child) => !isCode(child)).map(withoutCode) }) };
}

test("leads the lists of the old site, and links to them, to those of sections, topics and authors", async () => {
  const text = ["category/news/harbour/", "category/news", "tag/boats", "author/anna", "", "about/crew-page/"]
    .map((place) => `<a href="https://old.example/${place}">x</a>`)
    .join(" ");
  const folder = await mkdtemp(path.join(root, "own-"));
  await writeFile(
    path.join(folder, "export.xml"),
    `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
    <wp:author><wp:author_login>anna</wp:author_login><wp:author_display_name>Anna Berg</wp:author_display_name></wp:author>
    <wp:category><wp:category_nicename>news</wp:category_nicename><wp:category_parent/><wp:cat_name>News</wp:cat_name></wp:category>
    <wp:category><wp:category_nicename>harbour</wp:category_nicename><wp:category_parent>news</wp:category_parent><wp:cat_name>The Harbour</wp:cat_name></wp:category>
    <item><title>Ferry</title><link>https://old.example/2019/ferry/</link><dc:creator>anna</dc:creator><wp:post_id>1</wp:post_id>
    <wp:post_date_gmt>2019-05-01 08:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
    <category domain="category" nicename="harbour">The Harbour</category><category domain="post_tag" nicename="boats">Boats</category>
    <category domain="post_tag" nicename="busy">covid-19</category>
    <content:encoded><![CDATA[${text}]]></content:encoded></item>
    <item><title>Crew</title><link>https://old.example/about/crew-page/</link><wp:post_id>2</wp:post_id>
    <wp:post_date_gmt>2019-05-01 08:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>page</wp:post_type>
    <content:encoded>Names</content:encoded></item></channel></rss>`,
  );
  await addRedirect(SYSTEM, { from: "/tag/busy", to: "/elsewhere" });
  expect((await run({}, folder)).imported).toBe(2);
  const story = await live("/2019/ferry");
  expect(story?.topics.map(({ topic }) => topic.name)).toEqual(["The Harbour", "Boats", "covid-19"]);
  expect(hrefs(story?.document as NodeJson)).toEqual([
    "/topics/the-harbour",
    "/news",
    "/topics/boats",
    "/author/anna",
    "/",
    "/crew-page",
  ]);
  const targets = ["/category/news/harbour", "/category/news", "/tag/boats", "/author/anna", "/tag/busy"];
  expect(
    await appClient().address.findMany({
      where: { path: { in: targets } },
      select: { path: true, target: true },
      orderBy: { path: "asc" },
    }),
  ).toEqual([
    { path: "/author/anna", target: expect.stringMatching(/^\/authors\/anna/) },
    { path: "/category/news", target: "/news" },
    { path: "/category/news/harbour", target: "/topics/the-harbour" },
    { path: "/tag/boats", target: "/topics/boats" },
    { path: "/tag/busy", target: "/elsewhere" },
  ]);
});

test("takes videos, sounds and documents of the archive, leads their old addresses on, and says what it cannot take", async () => {
  const folder = await mkdtemp(path.join(root, "own-"));
  const uploads = path.join(folder, "wp-content", "uploads", "2019");
  await mkdir(uploads, { recursive: true });
  const pdf = `%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF ${folder}`;
  await writeFile(path.join(uploads, "fares table.pdf"), pdf);
  await writeFile(path.join(uploads, "horn.mp3"), Buffer.concat([mp3File(), Buffer.from(folder)]));
  await writeFile(path.join(uploads, "old.doc"), "no document");
  const at = (name: string) => `/wp-content/uploads/2019/${name}`;
  const body = [
    `[Fares](${at("fares%20table.pdf")})`,
    `See [the fares](${at("fares%20table.pdf")}) and [old ones](${at("old.doc")}).`,
    `<audio controls src="${at("horn.mp3")}"></audio>`,
  ].join("\n\n");
  const name = `files-${path.basename(folder).toLowerCase()}`;
  const matter = `---\ntitle: Fares of the ferry\ndate: 2019-05-01\nurl: /${name}\n---\n`;
  await writeFile(path.join(folder, "fares.md"), `${matter}${body}\n`);
  expect(await run({ dryRun: true }, folder)).toMatchObject({ imported: 1, files: 2 });
  const report = await run({}, folder);
  expect(report).toMatchObject({ imported: 1, live: 1, files: 2, skipped: [] });
  expect(report.warnings).toEqual([
    {
      kind: "file-refused",
      file: "fares.md",
      line: expect.any(Number),
      what: "wp-content/uploads/2019/old.doc: it is not a file that Galley can show",
    },
    expect.objectContaining({ kind: "link-unknown", what: at("old.doc") }),
  ]);
  const story = await live(`/${name}`);
  const document = story?.document as NodeJson;
  const blocks = (document.content ?? [])
    .map(({ type }) => type)
    .filter((type) => type !== "headline" && type !== "standfirst");
  expect(blocks).toEqual(["file", "paragraph", "audio"]);
  const [link] = hrefs(document);
  expect(link).toMatch(/^\/media\/[0-9a-f-]{36}\/fares%20table\.pdf$/);
  expect(
    await appClient().address.findUnique({
      where: { path: "/wp-content/uploads/2019/fares table.pdf" },
      select: { target: true },
    }),
  ).toEqual({ target: decodeURIComponent(link as string) });
});
