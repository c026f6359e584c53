import { expect, test } from "vitest";
import { link, paragraph, quote, storyDocument, toJson } from "./build.ts";
import { toFeedHtml } from "./feed.ts";
import { type MarkJson, type NodeJson, wordsOf } from "./json.ts";
import { projectLive } from "./project-live.ts";
import { newReferences, referencesOf } from "./references.ts";
import { documentSchema } from "./schema.ts";
import { linkedStories, withStoryLinks } from "./story-links.ts";

const pier = "0190a6c0-0000-7000-8000-000000000001";
const quay = "0190a6c0-0000-7000-8000-000000000002";
const storyLink = (words: string, story: string, address = "/city/old"): NodeJson[] =>
  link(words, address).map((run) => ({
    ...run,
    marks: (run.marks ?? []).map((mark): MarkJson => ({ ...mark, attrs: { ...mark.attrs, story } })),
  }));
const doc = storyDocument({
  headline: "Ferry",
  standfirst: ["See ", ...storyLink("the quay", quay)],
  body: [
    paragraph(["The ", ...storyLink("pier", pier), " and ", ...link("a page", "https://example.org/")]),
    quote([storyLink("pier", pier)]),
  ],
});
const hrefs = (node: NodeJson): unknown[] => [
  ...(node.marks ?? []).flatMap(({ type, attrs }) => (type === "link" ? [attrs?.href] : [])),
  ...(node.content ?? []).flatMap(hrefs),
];

test("finds every story that a text links to, once each", () => {
  expect(linkedStories(toJson(doc)).sort()).toEqual([pier, quay]);
  expect(projectLive(doc).bodyStories.sort()).toEqual([pier, quay]);
});

test("gives a link to a story the address that it has now", () => {
  const now = withStoryLinks(toJson(doc), (id) => `/city/${id.slice(-1)}`);
  expect(hrefs(now)).toEqual(["/city/2", "/city/1", "https://example.org/", "/city/1"]);
});

test("keeps the part of the page that a link names", () => {
  const json = toJson(
    storyDocument({ headline: "x", body: [paragraph(storyLink("note", pier, "/old#correction-1"))] }),
  );
  expect(hrefs(withStoryLinks(json, () => "/city/now"))).toEqual(["/city/now#correction-1"]);
});

test("makes plain text of a link to a story that is not live, and keeps other links", () => {
  const now = withStoryLinks(toJson(doc), (id) => (id === quay ? "/city/quay" : null));
  expect(hrefs(now)).toEqual(["/city/quay", "https://example.org/"]);
  expect(wordsOf(now)).toBe(wordsOf(toJson(doc)));
});

test("leaves a document without such links as it is", () => {
  const json = toJson(storyDocument({ headline: "Ferry", body: [paragraph(link("a page", "/about"))] }));
  expect(withStoryLinks(json, () => null)).toBe(json);
});

test("reads a stored link without a story as a link to an address", () => {
  const stored = { type: "text", text: "a", marks: [{ type: "link", attrs: { href: "/about" } }] };
  expect(documentSchema.nodeFromJSON(stored).marks[0]?.attrs).toEqual({ href: "/about", story: null });
});

test("refuses a link to a story by something that is not an id", () => {
  expect(() => documentSchema.mark("link", { href: "/a", story: "../x" })).toThrow("story of link");
});

test("names linked stories as references, so that nobody links to a story that they cannot open", () => {
  expect(referencesOf(doc).stories.sort()).toEqual([pier, quay]);
  expect(newReferences(storyDocument({ headline: "Ferry" }), doc).stories.sort()).toEqual([pier, quay]);
});

test("names the story of a link that a suggestion would remove", () => {
  const mark = documentSchema.mark("modification", {
    id: "a",
    type: "mark",
    previousValue: { type: "link", attrs: { href: "/a", story: pier } },
    newValue: null,
  });
  const line = doc.type.schema.node("paragraph", { id: "abcdefgh" }, documentSchema.text("pier", [mark]));
  const changed = doc.copy(doc.content.addToEnd(line));
  expect(referencesOf(changed).stories).toContain(pier);
});

test("keeps the words of a link to a story that feeds cannot reach", () => {
  const shown = withStoryLinks(toJson(doc), () => null);
  const html = toFeedHtml(shown, {
    base: "https://paper.example/city/a",
    pictureUrl: () => null,
    mediaUrl: () => null,
    storyLink: () => null,
  } as unknown as Parameters<typeof toFeedHtml>[1]);
  expect(html).toContain("The pier and");
  expect(html).not.toContain("/city/old");
});
