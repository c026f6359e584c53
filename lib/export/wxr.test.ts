import fc from "fast-check";
import type { Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { itemsOf, readOptions, sourceOf } from "#prisma/testing/import-source.ts";
import { someIds, storyArb } from "../document/arbitraries.ts";
import { file as fileBlock } from "../document/blocks/file/block.ts";
import { documentFromJson, figure, paragraph, storyDocument, toJson } from "../document/build.ts";
import { toFeedHtml } from "../document/feed.ts";
import { textContent } from "../document/html-tree.ts";
import { readersDocument } from "../document/readers-document.ts";
import { headlineOf, standfirstText } from "../document/text.ts";
import { openReader } from "../import/formats.ts";
import type { ExportedStory } from "./types.ts";
import { type WxrAddresses, type WxrStory, wxrEnd, wxrHead, wxrItems } from "./wxr.ts";

const site = { name: "Ropewalk & Sons", language: "en", timeZone: "Asia/Kathmandu", origin: "https://courier.example" };

const addresses: WxrAddresses = {
  pictureUrl: (id, crop) => `${site.origin}/pictures/${id}/${crop ?? "whole"}/640.jpg`,
  mediaUrl: () => null,
  storyLink: (id) => ({ url: `${site.origin}/stories/${id}`, headline: "Another story" }),
};

const names = {
  sections: someIds.map((id, n) => ({ id, name: `Section <${n}>`, path: `/section-${n}`, description: "" })),
  topics: someIds.map((id, n) => ({ id, name: `Topic & ${n}`, slug: `topic-${n}`, description: "" })),
  authors: someIds.map((id, n) => ({ id, name: `Author ]]> ${n}`, slug: `author-${n}`, jobTitle: "", bio: "" })),
};

function exported(given: Partial<ExportedStory> & Pick<ExportedStory, "id">): ExportedStory {
  return {
    format: 1,
    schema: 1,
    kind: "STORY",
    copy: "DRAFT",
    scheduled: null,
    publication: "LIVE",
    headline: "",
    language: "en",
    path: "/city/ferry",
    formerPaths: [],
    createdAt: "2019-01-01T00:00:00.000Z",
    firstPublishedAt: "2019-05-01T20:00:00.000Z",
    publishedAt: null,
    updatedAt: null,
    corrections: [],
    ...names,
    people: [],
    document: { type: "doc" },
    published: null,
    ...given,
  };
}

function fileOf(stories: readonly WxrStory[]): string {
  let last = stories.length;
  const pictures = { nextNumber: () => ++last, taken: new Set<string>() };
  return wxrHead(site, names) + stories.map((each) => wxrItems(each, site, addresses, pictures)).join("") + wxrEnd;
}

async function read(file: string) {
  new SaxesParser({ xmlns: true }).write(file).close(); // throws for XML that is not well-formed
  const { format, reader } = await openReader(sourceOf({ "paper.xml": file }), readOptions, undefined);
  expect(format).toBe("wxr");
  return itemsOf(reader);
}

const squeezed = (text: string): string => text.replace(/\s+/g, "");
const words = (html: string): string => squeezed(textContent(fromHtml(html, { fragment: true })));

/** Zones that have places of their own in WordPress. */
const apart = ["kicker", "headline", "standfirst", "mainFigure"];
/** Each run of text in HTML, without the dash before the name below a quotation, which WordPress does not have. */
const runsIn = (html: string): string[] => {
  const walk = (node: Nodes): string[] =>
    node.type === "text"
      ? [squeezed(node.value).replace(/^—/, "")]
      : "children" in node
        ? node.children.flatMap(walk)
        : [];
  return walk(fromHtml(html, { fragment: true }));
};

const caseArb = fc.record({
  doc: storyArb.filter((doc) => headlineOf(doc).trim() !== ""),
  authors: fc.uniqueArray(fc.constantFrom(...someIds), { maxLength: 3 }),
  at: fc.date({ min: new Date("1990-01-01"), max: new Date("2025-01-01"), noInvalidDate: true }),
  note: fc.string(),
  slug: fc.stringMatching(/^[a-z]{1,12}$/),
});

test("the reader of WordPress exports finds the headlines, texts, dates, addresses and authors of any stories", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(caseArb, { minLength: 1, maxLength: 3 }), async (cases) => {
      const stories = cases.map(({ doc: made, authors, at, note, slug }, index) => {
        const json = toJson(made);
        // An embed of WordPress is an address and has no words.
        const content = json.content?.map((node) => (node.type === "embed" ? paragraph() : node)) ?? [];
        const doc = documentFromJson({ ...json, content, attrs: { ...json.attrs, authors } });
        const path = `/city/${slug}-${index}`;
        const firstPublishedAt = at.toISOString();
        const corrections = [{ number: 1, kind: "CORRECTION" as const, note, at: firstPublishedAt, revision: null }];
        const story = exported({ id: someIds[index] ?? "", path, firstPublishedAt, corrections });
        return { story, doc, number: index + 1, scheduledFor: null };
      });
      const items = await read(fileOf(stories));
      expect(items).toHaveLength(stories.length);
      for (const [index, item] of items.entries()) {
        const { story, doc } = stories[index] as WxrStory;
        expect(squeezed(item.headline)).toBe(squeezed(headlineOf(doc)));
        expect(words(item.standfirst?.text ?? "")).toBe(squeezed(standfirstText(doc)));
        expect(item.path).toBe(story.path);
        expect(item.date?.getTime()).toBe(Math.floor(Date.parse(story.firstPublishedAt ?? "") / 1000) * 1000);
        expect(item.authors.map(({ name }) => name)).toEqual(
          (doc.attrs.authors as string[]).map((id) => names.authors[someIds.indexOf(id)]?.name),
        );
        const readers = toJson(readersDocument(doc));
        const content = readers.content?.filter(({ type }) => !apart.includes(type)) ?? [];
        const text = words(item.body.text);
        const html = toFeedHtml({ ...readers, content }, { ...addresses, base: site.origin });
        for (const run of runsIn(html)) expect(text).toContain(run);
        expect(item.notes).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
});

const [section = "", topic = "", author = "", second = "", picture = "", other = ""] = someIds;

const ferry = () =>
  storyDocument({
    fields: { section, topics: [topic], authors: [author, second] },
    kicker: "Harbour",
    headline: "Ferry & crew <return>",
    standfirst: "After [two] years",
    mainFigure: { picture, alt: "A ferry", caption: "At noon", credit: "R. Vale" },
    body: [
      paragraph("It says [gallery] and ]]> here."),
      figure({ picture: other, alt: "The pier", caption: "The old pier" }),
    ],
  });

test("an export for WordPress has files as attachments with their names", () => {
  const doc = storyDocument({ headline: "Fares", body: [fileBlock({ media: other, title: "Fares" })] });
  const url = `${site.origin}/media/${other}/fares%20table.pdf`;
  const given = { story: exported({ id: section }), doc, number: 1, scheduledFor: null };
  const pictures = { nextNumber: () => 2, taken: new Set<string>() };
  const file = wxrItems(given, site, { ...addresses, mediaUrl: () => url }, pictures);
  expect(file).toContain("<title><![CDATA[fares table.pdf]]></title>");
  expect(file).toContain(`<wp:attachment_url><![CDATA[${url}]]></wp:attachment_url>`);
});

test("an export for WordPress has pictures as attachments with their address, caption and credit", async () => {
  const story = exported({ id: section, path: "/city/2019/ferry", formerPaths: ["/city/2019/boat", "/old/boat"] });
  const file = fileOf([{ story, doc: ferry(), number: 1, scheduledFor: null }]);
  const [item] = await read(file);
  expect(item).toMatchObject({
    headline: "Ferry & crew <return>",
    section: "Section <0>",
    topics: ["Topic & 1"],
    aliases: ["/city/2019/boat", "/?p=1"],
    picture: {
      src: `https://courier.example/pictures/${picture}/whole/640.jpg`,
      alt: "A ferry",
      caption: "At noon",
      credit: "R. Vale",
    },
    draft: null,
  });
  expect(file.match(/<wp:attachment_url>/g)).toHaveLength(2);
  expect(file).toContain("<wp:meta_key><![CDATA[_thumbnail_id]]></wp:meta_key><wp:meta_value><![CDATA[2]]>");
  expect(file).toContain(
    "<!-- wp:paragraph -->\n<p>It says &#91;gallery&#93; and &#93;&#93;&gt; here.</p>\n<!-- /wp:paragraph -->",
  );
  expect(file).toContain(
    `<!-- wp:image -->\n<figure class="wp-block-image"><img src="https://courier.example/pictures/${other}/whole/640.jpg" alt="The pier"/><figcaption class="wp-element-caption">The old pier</figcaption></figure>\n<!-- /wp:image -->`,
  );
});

test("an export for WordPress has each date on the clock of the paper and in UTC, and corrections at the end of the text", async () => {
  const corrections = [
    { number: 1, kind: "CORRECTION" as const, note: "It was <Monday>.", at: "2019-05-02T20:00:00Z", revision: null },
  ];
  const story = exported({ id: section, updatedAt: "2019-06-01T20:00:00.000Z", corrections });
  const file = fileOf([{ story, doc: ferry(), number: 1, scheduledFor: null }]);
  expect(file).toContain("<wp:post_date><![CDATA[2019-05-02 01:45:00]]></wp:post_date>");
  expect(file).toContain("<wp:post_date_gmt><![CDATA[2019-05-01 20:00:00]]></wp:post_date_gmt>");
  expect(file).toContain("<p><strong>Correction, 2019-05-03:</strong> It was &lt;Monday&gt;.</p>");
  expect((await read(file))[0]?.updated).toEqual(new Date("2019-06-01T20:00:00Z"));
});

test.each<[string, Partial<ExportedStory>, string]>([
  ["published", { publication: "LIVE", copy: "FILED" }, "publish"],
  ["taken down", { publication: "TAKEN_DOWN" }, "private"],
  ["a draft", { publication: "NEVER", firstPublishedAt: null }, "draft"],
  ["filed", { publication: "NEVER", copy: "FILED", firstPublishedAt: null }, "pending"],
  ["scheduled", { publication: "NEVER", copy: "SCHEDULED", firstPublishedAt: null }, "future"],
  ["spiked", { publication: "NEVER", copy: "SPIKED", firstPublishedAt: null }, "trash"],
])("a story that is %s has the nearest state of WordPress", (_, state, status) => {
  const story = exported({ id: section, ...state });
  const file = fileOf([{ story, doc: ferry(), number: 1, scheduledFor: "2030-01-01T08:00:00.000Z" }]);
  expect(file).toContain(`<wp:status><![CDATA[${status}]]></wp:status>`);
  const isDated = status === "publish" || status === "private" || status === "future";
  expect(file.slice(0, file.indexOf("</item>")).includes("0000-00-00 00:00:00")).toBe(!isDated);
  if (status === "future") expect(file).toContain("<wp:post_date_gmt><![CDATA[2030-01-01 08:00:00]]>");
});
