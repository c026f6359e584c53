// Reads exports of Galley itself (docs/exporting.md), which hold whole documents.
import * as z from "zod";
import type { NodeJson } from "#lib/document/json.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { type ImportItem, type ItemReader, itemOf, type ReadResult } from "../item.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { SkippedFile } from "../types.ts";

const instant = z.iso.datetime().nullable();
const named = { id: z.uuid(), name: z.string() };
const storySchema = z.object({
  format: z.number(),
  schema: z.number(),
  id: z.uuid(),
  kind: z.enum(["STORY", "PAGE"]),
  publication: z.enum(["NEVER", "LIVE", "TAKEN_DOWN"]),
  headline: z.string(),
  language: z.string(),
  path: z.string().nullable(),
  formerPaths: z.array(z.string()),
  firstPublishedAt: instant,
  updatedAt: instant,
  corrections: z.array(
    z.object({
      number: z.number().int(),
      kind: z.enum(["CORRECTION", "CLARIFICATION"]),
      note: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  sections: z.array(z.object({ ...named, path: z.string() })),
  topics: z.array(z.object(named)),
  authors: z.array(z.object({ ...named, slug: z.string(), jobTitle: z.string(), bio: z.string() })),
  document: z.custom<NodeJson>((value) => typeof value === "object" && value !== null),
  published: z.custom<NodeJson>((value) => typeof value === "object" && value !== null).nullable(),
});
type Exported = z.output<typeof storySchema>;

/** @param files `stories/NAME.json` */
export function readGalley(source: Source, _options: object, files: readonly string[]): ItemReader {
  let ids: ReadonlySet<string> | null = null;
  return {
    async *items(): AsyncIterable<ReadResult> {
      ids ??= await idsIn(source, files);
      for (const file of files) {
        try {
          yield { item: itemOfStory(readStory(await source.read(file)), file, ids) };
        } catch (error) {
          yield placeProblem({ file }, error);
        }
      }
    },
  };
}

/** The stories of the export may name each other, also before they are here. */
async function idsIn(source: Source, files: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const file of files) {
    try {
      ids.add(readStory(await source.read(file)).id);
    } catch {
      // `items` reports it.
    }
  }
  return ids;
}

function readStory(bytes: Buffer): Exported {
  let given: unknown;
  try {
    given = JSON.parse(bytes.toString());
  } catch {
    throw new SkippedFile("it is not whole JSON");
  }
  const { format, schema } = Object(given) as { format?: unknown; schema?: unknown };
  if (format !== 1 || (typeof schema === "number" && schema > SCHEMA_NUMBER))
    throw new SkippedFile("a newer version of Galley exported it, so update Galley first");
  const story = storySchema.safeParse(given);
  if (story.success) return story.data;
  const [issue] = story.error.issues;
  throw new SkippedFile(`it is not a story of an export: ${issue?.path.join(".")} ${issue?.message ?? ""}`);
}

function itemOfStory(story: Exported, file: string, ids: ReadonlySet<string>): ImportItem {
  const document = story.publication === "LIVE" ? (story.published ?? story.document) : story.document;
  const attrs = document.attrs ?? {};
  const own = <Row extends { id: string }>(rows: readonly Row[], wanted: unknown): Row[] =>
    (Array.isArray(wanted) ? wanted : [wanted]).flatMap((id) => rows.find((row) => row.id === id) ?? []);
  const [section] = own(story.sections, attrs.section);
  const text = JSON.stringify(document);
  return itemOf({
    file,
    kind: story.kind,
    key: `galley:${story.id}`,
    headline: story.headline,
    body: { format: "html", text, line: 1 },
    source: { text: "", line: 1 },
    slug: typeof attrs.slug === "string" ? attrs.slug : "",
    date: story.firstPublishedAt === null ? null : new Date(story.firstPublishedAt),
    updated: story.updatedAt === null ? null : new Date(story.updatedAt),
    language: story.language,
    ...(section ? { section: section.name } : {}),
    topics: own(story.topics, attrs.topics).map(({ name }) => name),
    authors: own(story.authors, attrs.authors),
    path: story.path,
    aliases: story.formerPaths,
    draft:
      story.publication === "LIVE"
        ? null
        : story.publication === "TAKEN_DOWN"
          ? "it had been taken down"
          : "it had not been published",
    own: { id: story.id, document, corrections: story.corrections, ids },
    notes:
      story.published === null || story.publication !== "LIVE"
        ? []
        : [{ kind: "changes-left", what: "the published text was imported, without the changes made since" }],
  });
}
