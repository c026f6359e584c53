import fc from "fast-check";
import { expect, test } from "vitest";
import { rowIdArb, someIds, storyArb } from "../../document/arbitraries.ts";
import { documentFromJson, toJson } from "../../document/build.ts";
import type { StoryFields } from "../../document/fields.ts";
import { SCHEMA_NUMBER } from "../../document/schema.ts";
import { rejectAll } from "../../document/suggestions.ts";
import { headlineOf } from "../../document/text.ts";
import type { ExportedStory } from "../../export/types.ts";
import type { ReadResult } from "../item.ts";
import type { Source } from "../source.ts";
import { readGalley } from "./reader.ts";
import { convertOwn } from "./story.ts";

const instantArb = fc.date({ min: new Date("1990-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

const exportedArb: fc.Arbitrary<ExportedStory> = fc
  .record({
    id: rowIdArb,
    doc: storyArb,
    slug: fc.stringMatching(/^[a-z]{1,12}$/),
    at: instantArb,
    updated: fc.option(instantArb),
    isLive: fc.boolean(),
    note: fc.string(),
  })
  .map(({ id, doc, slug, at, updated, isLive, note }) => ({
    format: 1,
    schema: SCHEMA_NUMBER,
    id,
    kind: "STORY",
    copy: "DRAFT",
    publication: isLive ? "LIVE" : "NEVER",
    headline: headlineOf(doc),
    language: "en",
    path: `/city/${slug}`,
    formerPaths: [`/old/${slug}`],
    createdAt: at.toISOString(),
    firstPublishedAt: isLive ? at.toISOString() : null,
    publishedAt: isLive ? at.toISOString() : null,
    updatedAt: updated?.toISOString() ?? null,
    corrections: isLive ? [{ number: 1, kind: "CORRECTION", note, at: at.toISOString() }] : [],
    sections: someIds.map((each) => ({ id: each, name: `s ${each}`, path: "/city", description: "" })),
    topics: someIds.map((each) => ({ id: each, name: `t ${each}`, slug: each, description: "" })),
    authors: someIds.map((each) => ({ id: each, name: `a ${each}`, slug: each, jobTitle: "", bio: "" })),
    document: toJson(doc),
    published: null,
  }));

const sourceOf = (stories: readonly ExportedStory[]) =>
  ({ read: async (file: string) => Buffer.from(JSON.stringify(stories[Number(file)])) }) as Pick<
    Source,
    "read"
  > as Source;

async function readAll(stories: readonly ExportedStory[]): Promise<ReadResult[]> {
  return Array.fromAsync(readGalley(sourceOf(stories), {}, [...stories.keys()].map(String)).items());
}

/** The places of an item are found by their names, as the import does. */
const idIn = (name: string) => name.slice(2);

test("any corpus that was exported comes in with the same documents, addresses, dates and corrections", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(exportedArb, { minLength: 1, maxLength: 4 }), async (stories) => {
      const ids = new Set(stories.map(({ id }) => id));
      const results = await readAll(stories);
      expect(results).toHaveLength(stories.length);
      for (const [index, result] of results.entries()) {
        const story = stories[index] as ExportedStory;
        if (!("item" in result) || !result.item.own) throw new Error(JSON.stringify(result));
        const { item } = result;
        expect(item).toMatchObject({
          path: story.path,
          aliases: story.formerPaths,
          date: story.firstPublishedAt === null ? null : new Date(story.firstPublishedAt),
          updated: story.updatedAt === null ? null : new Date(story.updatedAt),
          own: { id: story.id, corrections: story.corrections },
        });
        const section = idIn(item.section);
        const fields: Pick<StoryFields, "section" | "topics" | "authors"> = {
          section,
          topics: item.topics.map(idIn),
          authors: item.authors.map(({ name }) => idIn(name)),
        };
        const doc = await convertOwn(result.item.own, {
          takePicture: async (src) => ({ id: src.replace("/pictures/", ""), alt: "", caption: "", credit: "" }),
          fields,
          warn: () => {},
        });
        expect(toJson(doc)).toEqual(expected(story, ids));
      }
    }),
    { numRuns: 100 },
  );
});

/** The document without files, snippets and collections, and without what names a story outside the export. */
function expected(story: ExportedStory, ids: ReadonlySet<string>): unknown {
  const doc = rejectAll(documentFromJson(story.document));
  const kept = (id: unknown) => (typeof id === "string" && ids.has(id) ? id : null);
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (key === "media" || key === "snippet" || key === "collection") return [key, null];
        if (key === "story" || key === "translationOf") return [key, kept(inner)];
        if (key === "related") return [key, (inner as string[]).filter(kept)];
        return [key, walk(inner)];
      }),
    );
  };
  return walk(toJson(doc));
}
