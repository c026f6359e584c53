// What the write API takes and answers.
import * as z from "zod";
import { maxSteps } from "../document/guard.ts";
import { answers } from "./read-schema.ts";

/** Schemas of request bodies with a name. */
export const bodies = z.registry<{ id: string; description?: string }>();

const version = z.int().min(0).describe("The version of the working copy that the client has read.");

const node = z
  .object({ type: z.string().max(50), attrs: z.record(z.string(), z.unknown()).optional() })
  .loose()
  .register(bodies, {
    id: "NodeInput",
    description: "A node of a ProseMirror document. A block without an id gets one.",
  });

const maxInserted = 500;
const text = z.string().max(100_000);
const block = z
  .string()
  .min(1)
  .max(100)
  .describe("The id of a block, or kicker, headline, standfirst, mainFigure, keyPoints, inShort.");

const change = z
  .union([
    z.strictObject({ block, text: text.describe("Plain text in place of what the block says.") }),
    z.strictObject({ block, content: node.nullable().describe("The block that replaces it; null removes it.") }),
    z.strictObject({
      after: block.nullable().describe("Null: before the first block of the body."),
      insert: z.array(node).min(1).max(maxInserted),
    }),
    z.strictObject({
      field: z.string().max(50).describe("Such as section, topics, authors or slug."),
      value: z.unknown(),
    }),
  ])
  .register(bodies, { id: "Change" });
export type CopyChange = z.output<typeof change>;

const emptying = z.boolean().default(false).describe("Confirms that this takes out most of a long text.");

const createBody = z
  .strictObject({
    headline: text.default(""),
    kicker: text.optional(),
    standfirst: text.default(""),
    language: z.string().max(35).optional().describe("A language tag. Without it, that of the paper."),
    fields: z
      .record(z.string().max(50), z.unknown())
      .default({})
      .describe("Such as section, topics, authors and slug."),
    text: z.string().max(1_000_000).optional().describe("Plain text; an empty line begins a new paragraph."),
    body: z.array(node).max(2_000).optional().describe("Blocks, in place of `text`."),
  })
  .refine(({ text: plain, body }) => plain === undefined || body === undefined, {
    path: ["body"],
    error: "Send either `text` or `body`.",
  })
  .register(bodies, { id: "NewStory" });
export type CreateBody = z.output<typeof createBody>;

const replaceBody = z
  .strictObject({ version, document: node.describe("The whole document."), emptying })
  .register(bodies, { id: "ReplaceCopy" });
export type ReplaceBody = z.output<typeof replaceBody>;

const changeBody = z
  .strictObject({
    version,
    changes: z
      .array(change)
      .min(1)
      .max(maxSteps / 20),
    emptying,
  })
  .register(bodies, {
    id: "ChangeCopy",
    description: "Changes are made in order, all of them or none.",
  });
export type ChangeBody = z.output<typeof changeBody>;

const note = (what: string) => z.string().trim().min(1).max(1_000).describe(what);
const override = z.string().trim().max(300).optional().describe("Why it is published in spite of checks that block.");
const showUpdated = z.boolean().default(true).describe("Of an update: whether readers see a new “Updated” time.");

export const requests = {
  create: createBody,
  replace: replaceBody,
  change: changeBody,
  file: z
    .strictObject({ note: z.string().trim().max(1_000).default("").describe("To the editors.") })
    .register(bodies, { id: "FileStory" }),
  publish: z.strictObject({ version, showUpdated, override }).register(bodies, { id: "PublishStory" }),
  correct: z
    .strictObject({
      version,
      kind: z.enum(["CORRECTION", "CLARIFICATION"]).default("CORRECTION"),
      note: note("What readers see beside the text."),
    })
    .register(bodies, {
      id: "CorrectStory",
      description: "Publishes the changes that the account of the key has made, with a note to readers.",
    }),
  schedule: z
    .strictObject({ version, dueAt: z.iso.datetime({ offset: true }), showUpdated, override })
    .register(bodies, { id: "ScheduleStory" }),
  takeDown: z
    .strictObject({ reason: note("For the records of the newsroom.") })
    .register(bodies, { id: "TakeDownStory" }),
};

const storyState = {
  id: z.uuid(),
  version: z.int(),
  copy: z.enum(["DRAFT", "FILED", "READY", "SCHEDULED", "SPIKED"]),
  publication: z.enum(["NEVER", "LIVE", "TAKEN_DOWN"]),
  url: z.string().nullable().describe("Where readers find it; null while they do not have it."),
  editUrl: z.string().describe("Where people edit it."),
};
const status = z.object(storyState).register(answers, { id: "StoryStatus" });
export type ApiStatus = z.output<typeof status>;

const copy = z
  .object({
    ...storyState,
    canEdit: z.boolean(),
    verbs: z.array(z.string()).describe("What the account of the key may do with the story now."),
    document: z.object({ type: z.string() }).loose(),
  })
  .register(answers, { id: "WorkingCopy", description: "The text that the newsroom edits." });
export type ApiCopy = z.output<typeof copy>;

const picture = z
  .object({
    id: z.uuid(),
    width: z.int(),
    height: z.int(),
    alt: z.string(),
    caption: z.string(),
    credit: z.string(),
    isNew: z.boolean().describe("False: the library had the same file before."),
  })
  .register(answers, { id: "UploadedPicture" });
export type ApiPicture = z.output<typeof picture>;

export const results = { status, copy, picture };
