// Reads exports of Galley itself (docs/exporting.md), which hold whole documents.
import * as z from "zod";
import type { NodeJson } from "#lib/document/json.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { CopyState, RevisionKind } from "#lib/postgres/generated/enums.ts";
import type { ExportedVersion } from "#lib/revisions/types.ts";
import {
  type ImportItem,
  type ItemReader,
  itemOf,
  type OwnSection,
  type OwnStory,
  type OwnText,
  type ReadResult,
  utcMinute,
} from "../item.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { SkippedFile, SourceError } from "../types.ts";
import { readOwnLists } from "./own-lists.ts";

const instant = z.iso.datetime().nullable();
const at = z.iso.datetime();
const named = { id: z.uuid(), name: z.string() };
const described = { ...named, description: z.string().default("") };
const json = z.custom<NodeJson>((value) => typeof value === "object" && value !== null);
const threadSchema = z.object({
  blockId: z.string().max(100),
  from: z.int().nullable().default(null),
  to: z.int().nullable().default(null),
  quote: z.string().max(1_000),
  createdAt: at.optional(),
  resolvedAt: instant,
  comments: z
    .array(z.object({ at, editedAt: instant.default(null), by: z.string().max(200), text: z.string().max(20_000) }))
    .min(1),
});
const storySchema = z.object({
  format: z.number(),
  schema: z.number(),
  id: z.uuid(),
  kind: z.enum(["STORY", "PAGE"]),
  copy: z.enum(CopyState).default("DRAFT"),
  scheduled: z.object({ at, isWorkingCopy: z.boolean() }).nullable().default(null),
  publication: z.enum(["NEVER", "LIVE", "TAKEN_DOWN"]),
  headline: z.string(),
  language: z.string(),
  path: z.string().nullable(),
  formerPaths: z.array(z.string()),
  createdAt: at,
  firstPublishedAt: instant,
  updatedAt: instant,
  corrections: z.array(
    z.object({
      number: z.number().int(),
      kind: z.enum(["CORRECTION", "CLARIFICATION"]),
      note: z.string(),
      at,
      revision: z.int().nullable().default(null),
    }),
  ),
  sections: z.array(z.object({ ...described, path: z.string() })),
  topics: z.array(z.object({ ...described, slug: z.string() })),
  authors: z.array(z.object({ ...named, slug: z.string(), jobTitle: z.string(), bio: z.string() })),
  people: z.array(z.object({ id: z.uuid(), name: z.string().max(200) })).default([]),
  document: json,
  published: json.nullable(),
  comments: z.array(threadSchema).default([]),
});
type Exported = z.output<typeof storySchema>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const historySchema = z.array(
  z.object({
    number: z.int().positive(),
    kind: z.enum(RevisionKind),
    note: z.string().max(10_000),
    actorId: z.uuid().nullable(),
    by: z.string().default(""),
    at,
    headline: z.string(),
    blocks: z.array(z.string()).min(1),
    salts: z.array(z.string()),
    blockHashes: z.array(sha256),
    contentHash: sha256,
    previousHash: sha256.nullable(),
    revisionHash: sha256,
    blanked: z
      .array(z.object({ position: z.int().min(0), block: z.string().max(200), at, reason: z.string().max(2_000) }))
      .default([]),
  }),
);

/** @param files `stories/NAME.json` */
export function readGalley(source: Source, _options: object, files: readonly string[]): ItemReader {
  let shared: Pick<OwnStory, "ids" | "lists"> | null = null;
  return {
    async *items(): AsyncIterable<ReadResult> {
      shared ??= { ids: await idsIn(source, files), lists: await readOwnLists(source) };
      for (const file of files) {
        try {
          const history = () => readHistory(source, file.replace(/^stories\//, "history/"));
          yield { item: itemOfStory(readStory(await source.read(file)), file, { ...shared, history }) };
        } catch (error) {
          yield placeProblem({ file }, error);
        }
      }
    },
  };
}

/** The stories of the export may name each other, also before they are here. @throws SourceError if a newer Galley made the export */
async function idsIn(source: Source, files: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const file of files) {
    try {
      ids.add(readStory(await source.read(file)).id);
    } catch (error) {
      if (error instanceof SourceError) throw error;
      // `items` reports it.
    }
  }
  return ids;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new SkippedFile("it is not whole JSON");
  }
}

/** Empty where the export has none. @throws SkippedFile */
async function readHistory(source: Source, file: string): Promise<ExportedVersion[]> {
  if (!source.data.includes(file)) return [];
  const read = historySchema.safeParse(parse(await source.read(file)));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new SkippedFile(`it is not a history: ${issue?.path.join(".")} ${issue?.message ?? ""}`);
}

function readStory(bytes: Buffer): Exported {
  const given = parse(bytes);
  const { format, schema } = Object(given) as { format?: unknown; schema?: unknown };
  if (format !== 1 || (typeof schema === "number" && schema > SCHEMA_NUMBER))
    throw new SourceError(
      "A newer version of Galley made this export. Update Galley here, then import it. Nothing was imported.",
    );
  const story = storySchema.safeParse(given);
  if (story.success) return story.data;
  const [issue] = story.error.issues;
  throw new SkippedFile(`it is not a story of an export: ${issue?.path.join(".")} ${issue?.message ?? ""}`);
}

/** The section with those above it, which are among the others. */
function withAbove(section: Exported["sections"][number], all: Exported["sections"]): OwnSection {
  const above = all.find(({ path }) => path !== "" && path === section.path.slice(0, section.path.lastIndexOf("/")));
  return { ...section, above: above ? withAbove(above, all) : null };
}

/** A document with the places that its fields name. */
function textOf(story: Exported, document: NodeJson): OwnText {
  const attrs = document.attrs ?? {};
  const own = <Row extends { id: string }>(rows: readonly Row[], wanted: unknown): Row[] =>
    (Array.isArray(wanted) ? wanted : [wanted]).flatMap((id) => rows.find((row) => row.id === id) ?? []);
  const [section] = own(story.sections, attrs.section);
  return {
    document,
    section: section ? withAbove(section, story.sections) : null,
    topics: own(story.topics, attrs.topics),
    authors: own(story.authors, attrs.authors),
  };
}

function copyOf({ copy, scheduled }: Exported): OwnStory["copy"] {
  if (copy !== "SCHEDULED") return copy;
  return scheduled?.isWorkingCopy ? "READY" : "FILED";
}

const stateNames = { FILED: "filed", READY: "approved", SCHEDULED: "scheduled", SPIKED: "spiked" } as const;

function whyUnpublished({ publication, copy }: Exported): string | null {
  if (publication === "LIVE") return null;
  if (publication === "TAKEN_DOWN") return "it had been taken down";
  return copy === "DRAFT" ? "it had not been published" : `it was ${stateNames[copy]}`;
}

const scheduledNote = ({ at, isWorkingCopy }: NonNullable<Exported["scheduled"]>): string =>
  `${utcMinute(new Date(at))}; here it is ${isWorkingCopy ? "approved" : "filed, because it was changed after it was scheduled"}`;

function itemOfStory(story: Exported, file: string, shared: Pick<OwnStory, "ids" | "lists" | "history">): ImportItem {
  const isChanged = story.publication === "LIVE" && story.published !== null;
  const main = textOf(story, (isChanged && story.published) || story.document);
  const changes = isChanged ? textOf(story, story.document) : null;
  const { section, topics, authors, document } = main;
  const { slug } = document.attrs ?? {};
  const text = JSON.stringify(changes ? [document, changes.document] : document);
  return itemOf({
    file,
    kind: story.kind,
    key: `galley:${story.id}`,
    headline: story.headline,
    body: { format: "html", text, line: 1 },
    source: { text: "", line: 1 },
    slug: typeof slug === "string" ? slug : "",
    date: story.firstPublishedAt === null ? null : new Date(story.firstPublishedAt),
    updated: story.updatedAt === null ? null : new Date(story.updatedAt),
    language: story.language,
    ...(section ? { section: section.name } : {}),
    topics: topics.map(({ name }) => name),
    authors,
    path: story.path,
    aliases: story.formerPaths,
    draft: whyUnpublished(story),
    notes: story.scheduled ? [{ kind: "was-scheduled", what: scheduledNote(story.scheduled) }] : [],
    own: {
      id: story.id,
      ...main,
      changes,
      people: story.people,
      createdAt: new Date(story.createdAt),
      copy: copyOf(story),
      corrections: story.corrections,
      comments: story.comments.map(({ createdAt, ...thread }) => ({
        ...thread,
        createdAt: createdAt ?? (thread.comments[0]?.at as string),
      })),
      ...shared,
    },
  });
}
