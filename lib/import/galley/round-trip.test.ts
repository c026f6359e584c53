import fc from "fast-check";
import { expect, test } from "vitest";
import { rowIdArb, someIds, storyArb } from "../../document/arbitraries.ts";
import { documentFromJson, paragraph, toJson } from "../../document/build.ts";
import { blocksOf } from "../../document/canonical.ts";
import type { StoryFields } from "../../document/fields.ts";
import type { NodeJson } from "../../document/json.ts";
import { SCHEMA_NUMBER } from "../../document/schema.ts";
import { headlineOf } from "../../document/text.ts";
import type { ExportedStory } from "../../export/types.ts";
import { whyNoHistory } from "../../revisions/import-mutations.ts";
import { hashBlock, hashContent, hashRevision } from "../../revisions/mutations.ts";
import type { ExportedVersion } from "../../revisions/types.ts";
import type { ExportedThread } from "../../stories/importing/types.ts";
import type { ReadResult } from "../item.ts";
import type { Source } from "../source.ts";
import { readGalley } from "./reader.ts";
import { convertOwn, type OwnContext } from "./story.ts";

const instantArb = fc.date({ min: new Date("1990-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

const threadArb: fc.Arbitrary<ExportedThread> = fc
  .record({ quote: fc.string({ maxLength: 40 }), by: fc.string({ maxLength: 20 }), text: fc.string(), at: instantArb })
  .map(({ quote, by, text, at }) => ({
    blockId: "",
    from: null,
    to: null,
    quote,
    createdAt: at.toISOString(),
    resolvedAt: quote.length % 2 ? at.toISOString() : null,
    comments: [{ at: at.toISOString(), editedAt: null, by, text }],
  }));

/** Frozen versions with a chain as Galley makes it. */
const historyArb: fc.Arbitrary<ExportedVersion[]> = fc
  .array(fc.record({ doc: storyArb, note: fc.string(), at: instantArb, actorId: fc.option(rowIdArb) }), {
    maxLength: 3,
  })
  .map((frozen) => {
    const versions: ExportedVersion[] = [];
    for (const [index, { doc, note, at, actorId }] of frozen.entries()) {
      const blocks = blocksOf(doc);
      const salts = blocks.map((_, place) => String(place).padStart(32, "0"));
      const blockHashes = blocks.map((block, place) => hashBlock(salts[place] ?? "", block));
      const previousHash = versions.at(-1)?.revisionHash ?? null;
      const contentHash = hashContent(blockHashes);
      const facts = { contentHash, number: index + 1, kind: "PUBLISHED", actorId, note, previousHash } as const;
      versions.push({
        ...facts,
        by: "",
        at: at.toISOString(),
        headline: headlineOf(doc),
        blocks,
        salts,
        blockHashes,
        revisionHash: hashRevision({ ...facts, at }),
        blanked: [],
      });
    }
    return versions;
  });

type Exported = { story: ExportedStory; history: ExportedVersion[] };

const exportedArb: fc.Arbitrary<Exported> = fc
  .record({
    id: rowIdArb,
    doc: storyArb,
    changes: fc.option(storyArb),
    slug: fc.stringMatching(/^[a-z]{1,12}$/),
    at: instantArb,
    updated: fc.option(instantArb),
    isLive: fc.boolean(),
    note: fc.string(),
    comments: fc.array(threadArb, { maxLength: 2 }),
    history: historyArb,
    copy: fc.constantFrom("DRAFT", "FILED", "READY", "SCHEDULED", "SPIKED"),
    isSame: fc.boolean(),
  })
  .map(({ id, doc, changes, slug, at, updated, isLive, note, comments, history, copy, isSame }) => ({
    history,
    story: {
      format: 1,
      schema: SCHEMA_NUMBER,
      id,
      kind: "STORY",
      copy,
      scheduled: copy === "SCHEDULED" ? { at: at.toISOString(), isWorkingCopy: isSame } : null,
      publication: isLive ? "LIVE" : "NEVER",
      headline: headlineOf(doc),
      language: "en",
      path: `/city/${slug}`,
      formerPaths: [`/old/${slug}`],
      createdAt: at.toISOString(),
      firstPublishedAt: isLive ? at.toISOString() : null,
      publishedAt: isLive ? at.toISOString() : null,
      updatedAt: updated?.toISOString() ?? null,
      corrections: isLive
        ? [{ number: 1, kind: "CORRECTION", note, at: at.toISOString(), revision: history.length || null }]
        : [],
      sections: [
        ...someIds.map((each) => ({ id: each, name: `s ${each}`, path: `/city/${each}`, description: note })),
        { id: "0190a6c0-0000-7000-8000-0000000000aa", name: "City", path: "/city", description: "" },
      ],
      topics: someIds.map((each) => ({ id: each, name: `t ${each}`, slug: each, description: note })),
      authors: someIds.map((each) => ({ id: each, name: `a ${each}`, slug: each, jobTitle: "", bio: "" })),
      people: [],
      // A story that is not published has one text.
      document: toJson((isLive && changes) || doc),
      published: isLive && changes ? toJson(doc) : null,
      ...(comments.length > 0 ? { comments } : {}),
    },
  }));

const files = someIds.map((id) => ({
  id,
  sha256: "0".repeat(64),
  kind: "VIDEO",
  format: "mp4",
  fileName: "ferry.mp4",
  file: `files/${id}.mp4`,
  captions: "WEBVTT",
  captionsLanguage: "en",
  transcript: "",
  rightsNote: "Ask the agency",
  usableUntil: "2030-01-01T00:00:00.000Z",
}));
const snippets = someIds.map((id) => ({
  id,
  name: `Snippet ${id}`,
  schema: SCHEMA_NUMBER,
  blocks: [paragraph(["Call us."])],
}));

const area = { x: 0.1, y: 0, width: 0.5, height: 0.25 };
const pictures = someIds.map((id) => ({
  id,
  sha256: "0".repeat(64),
  fileName: "ferry.jpg",
  file: `pictures/${id}.jpg`,
  focalX: 0.25,
  focalY: 1,
  crops: { "3:2": area },
}));
const collections = someIds.map((id) => ({
  id,
  kind: "SERIES",
  title: `Series ${id}`,
  slug: id,
  intro: "",
  cover: { picture: id, alt: "A ferry", crop: "0x0x40x30" },
  stories: [...someIds],
  firstPublishedAt: null,
  isPublished: false,
}));

function sourceOf(corpus: readonly Exported[]): Source {
  const contents = new Map<string, unknown>([
    ["files.json", files],
    ["pictures.json", pictures],
    ["collections.json", collections],
    ["snippets.json", snippets],
    ...corpus.flatMap(({ story, history }, index): [string, unknown][] => [
      [`stories/${index}.json`, story],
      [`history/${index}.json`, history],
    ]),
  ]);
  const read = async (file: string) => Buffer.from(JSON.stringify(contents.get(file)));
  return { data: [...contents.keys()], read } as Pick<Source, "data" | "read"> as Source;
}

async function readAll(corpus: readonly Exported[]): Promise<ReadResult[]> {
  const files = [...corpus.keys()].map((index) => `stories/${index}.json`);
  return Array.fromAsync(readGalley(sourceOf(corpus), {}, files).items());
}

/** Nothing that was scheduled is scheduled here. */
const copyHere = ({ copy, scheduled }: ExportedStory) =>
  copy === "SCHEDULED" ? (scheduled?.isWorkingCopy ? "READY" : "FILED") : copy;

/** The places of an item are found by their names, as the import does. */
const idIn = (name: string) => name.slice(2);

test("any corpus that was exported comes in with the same documents, unpublished changes, suggestions, crops, files, snippets, collections, addresses, dates, states, corrections, comments and history", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(exportedArb, { minLength: 1, maxLength: 2 }), async (corpus) => {
      const ids = new Set(corpus.map(({ story }) => story.id));
      const results = await readAll(corpus);
      expect(results).toHaveLength(corpus.length);
      for (const [index, result] of results.entries()) {
        const { story, history } = corpus[index] as Exported;
        if (!("item" in result) || !result.item.own) throw new Error(JSON.stringify(result));
        const { item } = result;
        expect(item).toMatchObject({
          path: story.path,
          aliases: story.formerPaths,
          date: story.firstPublishedAt === null ? null : new Date(story.firstPublishedAt),
          updated: story.updatedAt === null ? null : new Date(story.updatedAt),
          notes: story.scheduled ? [{ kind: "was-scheduled" }] : [],
          own: { id: story.id, copy: copyHere(story), corrections: story.corrections, comments: story.comments ?? [] },
        });
        expect(await item.own?.history()).toEqual(history);
        expect(whyNoHistory(history)).toBeNull();
        const { lists, section: place } = result.item.own;
        if (place) expect(place).toMatchObject({ path: `/city/${place.id}`, above: { path: "/city", above: null } });
        const section = idIn(item.section);
        const fields: Pick<StoryFields, "section" | "topics" | "authors"> = {
          section,
          topics: item.topics.map(idIn),
          authors: item.authors.map(({ name }) => idIn(name)),
        };
        const context: OwnContext = {
          takePicture: async (src) => ({ id: src.replace("/pictures/", "") }),
          // A file that the export describes has another id here, so that its place is seen to be kept.
          takeMedia: async (id) => (lists.media.get(id)?.facts.captions === "WEBVTT" ? moved(id) : null),
          takeSnippet: async (id, blocks) =>
            (await blocks(lists.snippets.get(id)?.blocks ?? [])).length === 1 ? moved(id) : null,
          takeCollection: async (id) => (lists.collections.get(id)?.cover?.crop === "0x0x40x30" ? moved(id) : null),
          fields,
        };
        const { changes } = result.item.own;
        for (const [id, { facts }] of lists.pictures)
          expect([id, facts]).toEqual([
            id,
            expect.objectContaining({ focalX: 0.25, focalY: 1, crops: { "3:2": area } }),
          ]);
        expect(toJson(await convertOwn(result.item.own, context))).toEqual(
          expected(story.published ?? story.document, ids),
        );
        expect(changes === null).toBe(story.published === null);
        if (!changes) continue;
        const working = await convertOwn(
          { ...result.item.own, ...changes },
          {
            ...context,
            fields: {
              section: changes.section?.id ?? "",
              topics: changes.topics.map(({ id }) => id),
              authors: changes.authors.map(({ id }) => id),
            },
          },
        );
        expect(toJson(working)).toEqual(expected(story.document, ids));
      }
    }),
    { numRuns: 100 },
  );
});

const moved = (id: string): string => id.replace(/^0190/, "0191");

/** The document with the ids that files, snippets and collections have here, and without what names a story outside the export. */
function expected(document: NodeJson, ids: ReadonlySet<string>): unknown {
  const kept = (id: unknown) => (typeof id === "string" && ids.has(id) ? id : null);
  const idHere = (key: unknown, value: unknown): unknown => {
    if (key === "media" || key === "snippet" || key === "collection") return value && moved(value as string);
    return key === "story" || key === "translationOf" ? kept(value) : value;
  };
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    const { attrName } = value as { attrName?: unknown };
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (key === "related") return [key, (inner as string[]).filter(kept)];
        const name = key === "previousValue" || key === "newValue" ? attrName : key;
        return [key, walk(idHere(name, inner))];
      }),
    );
  };
  return walk(toJson(documentFromJson(document)));
}
