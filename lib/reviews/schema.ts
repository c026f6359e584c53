import * as z from "zod";
import { maxComment } from "../comments/schema.ts";
import { blockId } from "../document/attributes.ts";
import { storable } from "../document/characters.ts";
import { inputOf } from "../document/value-input.ts";
import { maxDays } from "./policy.ts";

/** Where guests read: the secret token follows. */
export const reviewPath = "/for-review";
export const reviewHref = (token: string): string => `${reviewPath}/${token}`;

/** UTF-16 units. */
export const maxGuestName = 100;
export const maxApprovalNote = 1_000;

const id = z.uuid();

export const shareSchema = z.object({
  storyId: id,
  name: z
    .string()
    .transform((name) => name.replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(1, { error: "Enter the name of the person." })
        .max(maxGuestName, { error: "Keep the name under 100 characters." }),
    ),
  /** The link is mailed there; "" for a link that is passed on by hand. */
  email: z
    .string()
    .trim()
    .max(200, { error: "Keep the email under 200 characters." })
    .pipe(
      z.email({ error: "This is not a valid email address. Correct it, or leave the field empty." }).or(z.literal("")),
    ),
  may: z.enum(["VIEW", "COMMENT", "APPROVE"]),
  /** The link shows the version of this moment, and not later ones. */
  isFixed: z.boolean(),
  days: z.int().min(1).max(maxDays, { error: "A link works for at most 30 days." }),
});
export type Share = z.output<typeof shareSchema>;

export const onlyStoryReviews = z.object({ storyId: id });
export const onlyReviewLink = z.object({ linkId: id });

/** A browser sends two signs for what it counts as one line end. */
const typed = z.string().transform((text) => storable(text.replace(/\r\n?/g, "\n")).trim());

/** The forms of the page, as a browser sends them. Each has an id of its own: sent twice, it is stored once. */
export const guestForm = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("comment"),
    id,
    /** Of a block; anything else is the whole story. */
    block: inputOf(blockId).or(z.literal("")).catch(""),
    text: typed.pipe(
      z
        .string()
        .min(1, { error: "Write a comment first." })
        .max(maxComment, { error: "Keep a comment under 5,000 characters." }),
    ),
  }),
  z.object({
    act: z.literal("approve"),
    /** The version that the guest read. */
    version: z.coerce.number().int().min(0),
    note: typed.pipe(z.string().max(maxApprovalNote, { error: "Keep the note under 1,000 characters." })),
  }),
]);
export type GuestForm = z.output<typeof guestForm>;
