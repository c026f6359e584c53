import * as z from "zod";
import { longestQuote } from "#lib/document/anchors.ts";
import { blockId } from "#lib/document/attributes.ts";
import { storable } from "#lib/document/characters.ts";
import { inputOf } from "#lib/document/value-input.ts";

/** UTF-16 units of one comment. */
export const maxComment = 5_000;
/** Open threads of one story. */
export const maxThreads = 500;
/** Comments of one thread. */
export const maxComments = 500;

const text = z
  .string()
  .overwrite(storable)
  .trim()
  .min(1, { error: "Enter a comment." })
  .max(maxComment, { error: "Keep a comment under 5,000 characters." });
const position = z.int().min(0).max(10_000_000);
const id = z.uuid();

/** What a thread is about: words at a version of the document, a block, or (without either) the story. */
export const aboutSchema = z.union([
  z.strictObject({ version: z.int().min(0), from: position, to: position, quote: z.string().max(longestQuote) }),
  z.strictObject({ blockId: inputOf(blockId) }),
  z.strictObject({}),
]);
export type About = z.output<typeof aboutSchema>;

/** The client creates the ids, so that a repeated request is stored once. */
export const beginSchema = z.object({ storyId: id, threadId: id, commentId: id, about: aboutSchema, text });
export type Begin = z.output<typeof beginSchema>;
export const replySchema = z.object({ threadId: id, commentId: id, text });
export const editSchema = z.object({ commentId: id, text });
export const onlyThread = z.object({ threadId: id });
export const onlyStory = z.object({ storyId: id });
