import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { correctionsPath, pagePath, pageSlug } from "#lib/addresses/paths.ts";
import { newId } from "#lib/ids.ts";
import { conversations } from "./comments.ts";
import { documentOf, type Ids } from "./convert.ts";
import { asFirstPublished, replaceWords } from "./corrected.ts";
import { authors, frontPins, people, sectionPins, sections, topics } from "./newsroom.ts";
import { pages } from "./pages.ts";
import { pictures, picturesFolder } from "./pictures.ts";
import { stories } from "./stories.ts";
import type { Block, Inline, ListItem, Story, StoryState } from "./types.ts";

const idsOf = <K extends string>(keys: readonly K[]) => new Map(keys.map((key) => [key, newId()]));
const ids: Ids = {
  sections: idsOf(sections.map(({ key }) => key)),
  topics: idsOf(topics.map(({ key }) => key)),
  authors: idsOf(authors.map(({ key }) => key)),
  pictures: idsOf(Object.keys(pictures) as (keyof typeof pictures)[]),
  stories: idsOf(stories.map(({ key }) => key)),
};
const keysOf = (list: { key: string }[]) => list.map(({ key }) => key);
const live = stories.filter(({ state }) => state === "published");
const inState = (state: StoryState) => stories.filter((story) => story.state === state).length;

function itemText(item: ListItem): Inline[] {
  if (typeof item === "string") return [item];
  return [item.text, ...(item.ul ?? []).flatMap(itemText), ...(item.ol ?? []).flatMap(itemText)];
}

function blockText(block: Block): Inline[] {
  if ("p" in block) return [block.p];
  if ("h2" in block) return [block.h2];
  if ("h3" in block) return [block.h3];
  if ("ul" in block) return block.ul.flatMap(itemText);
  if ("ol" in block) return block.ol.flatMap(itemText);
  if ("quote" in block) return [...block.quote, block.by ?? ""];
  if ("pull" in block) return [...block.pull, block.by ?? ""];
  if ("figure" in block) return [block.caption, block.credit, block.alt];
  return [];
}

const bodyText = (story: Story) => story.body.flatMap(blockText);

function allText(story: Story): string[] {
  return [
    story.headline,
    story.kicker ?? "",
    story.standfirst,
    story.place ?? "",
    ...(story.main ? [story.main.caption, story.main.credit, story.main.alt] : []),
    ...(story.keyPoints ?? []),
    ...bodyText(story),
    ...(story.inShort ?? []),
    story.correction?.note ?? "",
    story.pendingUpdate?.headline ?? "",
    ...(story.pendingUpdate?.addBlocks ?? []).flatMap(blockText),
  ].filter((text) => text !== "");
}

const words = (story: Story) =>
  bodyText(story)
    .join(" ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const blocks = stories.flatMap((story) => [...story.body, ...(story.pendingUpdate?.addBlocks ?? [])]);
const count = (kind: string) => blocks.filter((block) => kind in block).length;
const nests = (item: ListItem) => typeof item !== "string" && (item.ul !== undefined || item.ol !== undefined);

describe("the example newsroom", () => {
  test("the example has six sections and uses every key, slug and address once", () => {
    expect(sections).toHaveLength(6);
    for (const list of [sections, topics, authors, people, stories, Object.values(pictures)])
      expect(new Set(keysOf(list)).size).toBe(list.length);
    for (const list of [sections, topics, authors, stories]) {
      const slugs = list.map(({ slug }) => slug);
      expect(new Set(slugs).size).toBe(slugs.length);
      for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
  });

  test("the example has two editors, two reporters and a contributor, separate from bylines", () => {
    expect(people.map(({ role }) => role).sort()).toEqual(["contributor", "editor", "editor", "reporter", "reporter"]);
    for (const { author } of people) if (author) expect(keysOf(authors)).toContain(author);
  });

  test("the example pins only published stories, each once", () => {
    for (const { lead, seconds } of [frontPins, ...Object.values(sectionPins)]) {
      const pinned = [lead, ...seconds];
      expect(new Set(pinned).size).toBe(pinned.length);
      for (const key of pinned) expect(keysOf(live)).toContain(key);
    }
    expect(frontPins.seconds).toHaveLength(4);
  });

  test("the example has a thread with a mention and a resolved one, each on existing words", () => {
    for (const { story: key, on, said } of conversations) {
      const story = stories.find((one) => one.key === key);
      expect(said.length).toBeGreaterThan(0);
      expect(story && allText(story).filter((text) => text.replaceAll("*", "").includes(on)), on).toHaveLength(1);
    }
    expect(conversations.filter(({ resolved }) => resolved)).toHaveLength(1);
    expect(conversations.filter(({ said }) => said.some(({ text }) => text.includes("@{")))).toHaveLength(1);
  });

  test("the example has stories in every state", () => {
    expect(stories.length).toBeGreaterThanOrEqual(22);
    expect(stories.length).toBeLessThanOrEqual(26);
    expect(inState("published")).toBeGreaterThanOrEqual(17);
    expect(inState("draft")).toBe(2);
    expect(inState("filed")).toBe(2);
    expect(inState("ready")).toBe(1);
    expect(inState("spiked")).toBe(1);
    expect(inState("takenDown")).toBe(1);
    expect(stories.filter(({ pendingUpdate }) => pendingUpdate)).toHaveLength(2);
    expect(stories.filter(({ correction }) => correction)).toHaveLength(2);
  });

  test("the example uses every kind of block", () => {
    for (const kind of ["p", "h2", "h3", "ul", "ol", "quote", "pull", "figure", "divider", "related"])
      expect(count(kind), kind).toBeGreaterThan(0);
    const numbered = blocks.flatMap((block) => ("ol" in block ? [block] : []));
    expect(numbered.length).toBeGreaterThanOrEqual(3);
    expect(numbered.some(({ start }) => start !== undefined && start > 1)).toBe(true);
    expect(blocks.some((block) => ("ul" in block ? block.ul : "ol" in block ? block.ol : []).some(nests))).toBe(true);
    expect(stories.filter(({ inShort }) => inShort).length).toBeGreaterThanOrEqual(6);
    expect(stories.filter(({ keyPoints }) => keyPoints).length).toBeGreaterThanOrEqual(3);
  });

  test("the example never skips a heading level", () => {
    for (const { key, body } of stories) {
      let level = 1;
      for (const block of body) {
        const next = "h2" in block ? 2 : "h3" in block ? 3 : null;
        if (next === null) continue;
        expect(next - level, key).toBeLessThanOrEqual(1);
        level = next;
      }
    }
  });

  test("the example has one long read and no repeated front picture", () => {
    expect(stories.filter((story) => words(story) >= 2000).map(({ key }) => key)).toEqual(["line-4"]);
    const main = stories.flatMap((story) => (story.main ? [story.main.picture] : []));
    expect(new Set(main).size).toBe(main.length);
  });
});

describe.each(stories.map((story) => [story.key, story] as const))("%s", (key, story) => {
  test(`${key} names only existing people, sections and pictures`, () => {
    expect(keysOf(sections)).toContain(story.section);
    expect(keysOf(people)).toContain(story.writtenBy);
    for (const author of story.authors) expect(keysOf(authors)).toContain(author);
    for (const topic of story.topics) expect(keysOf(topics)).toContain(topic);
    const named = story.body.flatMap((block) => ("related" in block ? [block.related] : []));
    for (const other of [...(story.readAlso ?? []), ...named]) {
      expect(other).not.toBe(key);
      expect(keysOf(live)).toContain(other);
    }
    if (story.main) expect(pictures[story.main.picture]).toBeDefined();
    for (const block of story.body) if ("figure" in block) expect(pictures[block.figure]).toBeDefined();
  });

  test(`${key} is complete if published, with its dates in order`, () => {
    const out = story.state === "published" || story.state === "takenDown";
    expect(story.publishedHoursAgo !== undefined).toBe(out);
    expect(story.headline).not.toBe("");
    expect(story.standfirst).not.toBe("");
    expect(words(story)).toBeGreaterThan(60);
    if (story.publishedHoursAgo === undefined) return;
    expect(story.publishedHoursAgo).toBeLessThan(13 * 24);
    for (const later of [story.updatedHoursAgo, story.correction?.hoursAgo, story.takenDown?.hoursAgo])
      if (later !== undefined) expect(later).toBeLessThan(story.publishedHoursAgo);
  });

  test("reads differently before its correction, as the note says", () => {
    if (!story.correction) return;
    const { note, was, now } = story.correction;
    const first = asFirstPublished(story);
    const text = (of: Story) => JSON.stringify({ ...of, correction: undefined });
    expect(text(story)).toContain(now);
    expect(text(story)).not.toContain(was);
    expect(text(first)).toBe(text(story).replaceAll(now, was));
    for (const words of [was, now]) expect(note).toContain(/[\d,]+/.exec(words)?.[0]);
    const { doc } = replaceWords(documentOf(first, ids, "en-GB"), was, now);
    expect(doc.textContent).toBe(documentOf(story, ids, "en-GB").textContent);
  });

  test("is set with proper quotes and plain markup", () => {
    for (const text of allText(story)) {
      const prose = text.replace(/\]\([^)]*\)/g, "]");
      expect(prose).not.toMatch(/["'`]|--|\.\.\.| {2}/);
      expect(text.match(/“/g)?.length ?? 0).toBe(text.match(/”/g)?.length ?? 0);
      expect(text.trim()).toBe(text);
      for (const [, url] of text.matchAll(/\]\(([^)]*)\)/g)) expect(url).toMatch(/^https:\/\/example\.org\//);
      const marks = prose.replaceAll("**", "").match(/\*/g)?.length ?? 0;
      expect(marks % 2).toBe(0);
    }
  });
});

describe("the pages of the paper", () => {
  test("the example's pages are about, contact, ethics, corrections and ownership, each once", () => {
    expect(pages.map(({ purpose }) => purpose)).toEqual(["about", "contact", "ethics", "corrections", "ownership"]);
  });

  test("the example's pages link only to existing addresses", () => {
    const there = [
      correctionsPath,
      ...pages.map(({ purpose, headline }) => pagePath(pageSlug({ slug: "", purpose, headline }))),
    ];
    const links = pages.flatMap(({ body }) =>
      body.flatMap(blockText).flatMap((text) => [...text.matchAll(/\]\(([^)]*)\)/g)].map((match) => match[1] ?? "")),
    );
    const paths = links.filter((href) => !/^mailto:\w+@ledger\.example$/.test(href));
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) expect(there).toContain(path);
  });

  test("are set with proper quotes and plain markup", () => {
    for (const { headline, standfirst, body } of pages)
      for (const text of [headline, standfirst, ...body.flatMap(blockText)])
        expect(text.replace(/\]\([^)]*\)/g, "]")).not.toMatch(/["'`]|--|\.\.\.| {2}/);
  });
});

describe("the pictures", () => {
  test("the example's pictures all exist with their stated sizes, under three megabytes together", async () => {
    let total = 0;
    for (const { file, width, height, alt } of Object.values(pictures)) {
      const at = path.join(picturesFolder, file);
      expect(existsSync(at), file).toBe(true);
      const found = await sharp(at).metadata();
      expect([file, found.width, found.height]).toEqual([file, width, height]);
      expect(alt).not.toBe("");
      total += statSync(at).size;
    }
    expect(total).toBeLessThan(3_000_000);
  });

  test("every picture and file of the example is used", () => {
    const used = new Set([
      ...stories.flatMap((story) => (story.main ? [story.main.picture] : [])),
      ...blocks.flatMap((block) => ("figure" in block ? [block.figure] : [])),
      ...authors.map(({ portrait }) => portrait),
    ]);
    expect([...used].sort()).toEqual(Object.keys(pictures).sort());
    const files = readdirSync(picturesFolder).filter((name) => name.endsWith(".webp"));
    expect(files.sort()).toEqual(
      Object.values(pictures)
        .map(({ file }) => file)
        .sort(),
    );
  });
});
