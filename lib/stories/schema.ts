import * as z from "zod";
import { language as languageTag } from "#lib/document/fields.ts";
import { maxSteps } from "#lib/document/guard.ts";
import { inputOf } from "#lib/document/value-input.ts";
import { slugFrom } from "../addresses/slug.ts";
import { maxTakenDown } from "./publishing/take-down-policy.ts";

const language = inputOf(languageTag);
const storyId = z.uuid({ error: "must be the id of a story" });
const version = z.int().min(0);
const note = (what: string) =>
  z
    .string()
    .trim()
    .min(1, { error: `Write ${what}.` })
    .max(1000, { error: "Keep it under 1,000 characters." });

/** The beginning of the client ids under which the server itself signs suggestions in the log. */
export const signingClient = "signing.";
/** What a story starts with whose id was made in a browser. It is stored together with the first change. */
const newStorySchema = z.object({
  kind: z.enum(["STORY", "PAGE"]),
  language,
  authors: z.array(z.uuid()).max(1),
});
export type NewStoryFacts = z.output<typeof newStorySchema>;
export const newStoryQuery = z.object({ new: z.literal("page").optional().catch(undefined) });

export const batchSchema = z.object({
  storyId,
  /** In the first batch of a new story: creates it when no story has this id. */
  creates: newStorySchema.optional(),
  /** New at each page load; recorded with each step, so that a tab recognises its own steps. */
  clientId: z.string().regex(/^[\w-]{8,64}$/),
  /** Random; the same when the same batch is sent again. */
  batchId: z.string().regex(/^[\w-]{8,64}$/),
  /** The version on which the steps build. */
  version,
  schemaNumber: z.int().min(1),
  steps: z.array(z.unknown()).min(1).max(maxSteps),
  /** Places in `steps` of those that were pasted or dropped, not typed. */
  pasted: z.array(z.int().min(0).max(maxSteps)).max(maxSteps).default([]),
  /** Places in `steps` of those that put back what was there before: undo, redo, a block from a revision. */
  restored: z.array(z.int().min(0).max(maxSteps)).max(maxSteps).default([]),
  /** The person confirmed that this deletes all of a long text. */
  emptying: z.boolean().default(false),
});
export type Batch = z.input<typeof batchSchema>;

export const logSchema = z.object({ story: storyId, version: z.coerce.number().int().min(0) });
const commaList = z
  .string()
  .max(20_000)
  .default("")
  .transform((text) => text.split(",").filter(Boolean));
const watched = z
  .string()
  .regex(/^[\da-f-]{36}\.\d{1,9}$/)
  .transform((text) => ({ storyId: text.slice(0, 36), version: Number(text.slice(37)) }));
/** Subscriptions of one browser: all events of the stories in `watch` ("id.version"), only presence of those in `here`. */
export const eventsSchema = z.object({
  watch: commaList.pipe(z.array(watched).max(60)),
  here: commaList.pipe(z.array(storyId).max(200)),
});

export const onlyStory = z.object({ storyId });
export const translateSchema = z.object({ storyId, language });
/** Whether readers may see the words that this replaces; absent: what `showsReplaced` says. */
const showReplaced = z.boolean().optional();
/** A story that passes to somebody else, with a note to them of at most 1,000 characters. */
export const handOverSchema = z.object({ storyId, note: z.string().trim().max(1000).default("") });
export const approveSchema = handOverSchema.extend({ version });
export const publishSchema = z.object({
  storyId,
  /** What the editor saw. */
  version,
  /** Publishing again: whether readers see a new "Updated" time. */
  showUpdated: z.boolean().default(true),
  showReplaced,
  /** Why it is published in spite of checks that block. */
  override: z.string().trim().max(300, { error: "Use at most 300 characters." }).optional(),
});
export const correctSchema = z.object({
  storyId,
  version,
  kind: z.enum(["CORRECTION", "CLARIFICATION"]).default("CORRECTION"),
  note: note("the note that readers will see"),
  showReplaced,
  /** What the working copy was compared with, and which of its changes to publish. Absent: the person's own changes. */
  published: z.int().min(1).optional(),
  changes: z.array(z.string().max(100)).max(10_000).optional(),
});
/** Another address for a published story. `day`: a day of the newsroom's calendar, "2026-11-28". */
export const moveAddressSchema = z.object({
  storyId,
  sectionId: z.uuid({ error: "Choose a section." }),
  day: z.iso.date({ error: "Choose a date." }),
  slug: z
    .string()
    .max(200, { error: "Use at most 100 characters." })
    .transform((typed) => slugFrom(typed, 100))
    .pipe(z.string().min(1, { error: "Use letters or digits." })),
});
export type MoveAddress = z.output<typeof moveAddressSchema>;
const reason = note("why, for the newsroom's records");
export const takeDownSchema = z.object({ storyId, reason });
export const takeDownStoriesSchema = z.object({
  storyIds: z
    .array(storyId)
    .min(1, { error: "Select the stories to take down." })
    .max(maxTakenDown, { error: `Select at most ${maxTakenDown} stories.` })
    .transform((ids) => [...new Set(ids)]),
  reason,
});
export const nameVersionSchema = z.object({ storyId, note: note("a name for this version") });
const revisionNumber = z.int().min(1).max(2_147_483_647);
export const revisionSchema = z.object({ storyId, number: revisionNumber });
/** `before`: the number of the last revision that is known; null: from the newest. */
export const revisionsSchema = z.object({ storyId, before: revisionNumber.nullable().default(null) });
/** `version`: the copy that the person looked at when they asked. */
export const restoreSchema = z.object({ storyId, number: revisionNumber, version });
/** A selection in the text at a version of the log. */
export const whoWroteSchema = z.object({
  storyId,
  version,
  from: z.int().min(0).max(10_000_000),
  to: z.int().min(0).max(10_000_000),
});
export const searchSchema = z.object({ query: z.string().trim().max(200), live: z.boolean().default(false) });

/** The most addresses that one request may look up. */
export const maxAddresses = 50;
const ownAddress = z.string().max(2048).startsWith("/");
export const addressesSchema = z.object({ addresses: z.array(ownAddress).max(maxAddresses) });

export const ownTargetsSchema = z.object({
  stories: z.array(z.uuid()).max(500),
  paths: z.array(ownAddress).max(200),
});

export const storyFiltersSchema = z.object({
  q: z.string().trim().max(200).catch("").default(""),
  copy: z.enum(["DRAFT", "FILED", "READY", "SCHEDULED", "SPIKED"]).optional().catch(undefined),
  publication: z.enum(["NEVER", "LIVE", "TAKEN_DOWN"]).optional().catch(undefined),
  section: z.uuid().optional().catch(undefined),
  person: z.uuid().optional().catch(undefined),
  /** Assigned to this person. */
  assigned: z.uuid().optional().catch(undefined),
  due: z.literal("overdue").optional().catch(undefined),
  /** What waits for the person who asks. */
  waiting: z.literal("me").optional().catch(undefined),
  /** By due time; only stories that have one. */
  sort: z.literal("due").optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});
export type StoryFilters = z.output<typeof storyFiltersSchema>;
