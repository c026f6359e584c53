// A front as it is stored: named containers in order, each with cards of stories and a rule that fills the rest.
import * as z from "zod";
import { badges } from "#lib/document/fields.ts";
import { parseCrop } from "#lib/pictures/crops.ts";

/** `sections` is all sections that no other container shows, with the most read stories and topics beside them. */
export const arrangements = [
  "lead",
  "row",
  "opinion",
  "list",
  "feature",
  "gallery",
  "river",
  "topic",
  "most-read",
  "sections",
] as const;
export type Arrangement = (typeof arrangements)[number];

export const cardSizes = ["default", "big", "huge"] as const;
export type CardSize = (typeof cardSizes)[number];

/** Related stories below a card. */
export const maxLinks = 4;
/** More would be no front but a list. */
export const maxContainers = 30;
export const maxCards = 20;

export const maxPictureAlt = 1_000;

const text = (most: number) => z.string().trim().max(most);
const instant = z.iso.datetime({ offset: true }).nullable();

/** "" is the story's own text. The original is never changed. */
export const frontCardSchema = z.object({
  story: z.uuid(),
  size: z.enum(cardSizes).default("default"),
  headline: text(300).default(""),
  kicker: text(100).default(""),
  standfirst: text(1000).default(""),
  /** Another picture of the library; "" for the one that the story shows on its cards. */
  picture: z.union([z.uuid(), z.literal("")]).default(""),
  pictureAlt: text(maxPictureAlt).default(""),
  /** The part of that picture, as in a figure; "" for all of it. */
  pictureCrop: text(40)
    .refine((crop) => crop === "" || parseCrop(crop) !== null)
    .default(""),
  hidesPicture: z.boolean().default(false),
  hidesByline: z.boolean().default(false),
  /** Shown instead of the badge of the story until an instant. */
  badge: z.enum(badges).default(""),
  badgeUntil: instant.default(null),
  /** Related stories, as links below the card; bound by id, so that one that is not published is left out. */
  links: z.array(z.uuid()).max(maxLinks).default([]),
  /** When the card ends by itself. */
  until: instant.default(null),
});
export type FrontCard = z.output<typeof frontCardSchema>;

/** Which stories fill the places without a card: newest first, those of a collection in its order. */
export const ruleSchema = z.object({
  /** `newest`: of the paper on the front page, of the section on the page of a section. */
  from: z.enum(["newest", "section", "topic", "author", "collection"]),
  /** Of the section, topic, author or collection; "" for `newest`. */
  id: z.union([z.uuid(), z.literal("")]).default(""),
  /** "" for any. */
  label: text(40).default(""),
  language: text(20).default(""),
  maxAgeHours: z.int().min(1).max(8760).nullable().default(null),
  needsPicture: z.boolean().default(false),
});
export type BackfillRule = z.output<typeof ruleSchema>;

/** A path of this site or an https address; "" for none. */
const link = text(500).refine((value) => value === "" || /^(?:\/(?!\/)|https:\/\/)\S*$/.test(value), {
  error: "Enter a path that begins with / or a URL that begins with https://",
});

export const containerSchema = z.object({
  id: z.uuid(),
  arrangement: z.enum(arrangements),
  /** "" for no heading. */
  title: text(100).default(""),
  link: link.default(""),
  /** Null: curated cards only. */
  rule: ruleSchema.nullable().default(null),
  /** When the container ends by itself. */
  until: instant.default(null),
  hidesOnPhone: z.boolean().default(false),
  cards: z.array(frontCardSchema).max(maxCards).default([]),
});
export type Container = z.output<typeof containerSchema>;

/** Merged layouts of two editors may have more containers than one editor can add. */
export const layoutSchema = z.object({ containers: z.array(containerSchema).max(4 * maxContainers) });
export type FrontLayout = z.output<typeof layoutSchema>;

/** A layout from the database; null for a damaged one. */
export function readLayout(json: unknown): FrontLayout | null {
  const parsed = layoutSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}

const cardFields = frontCardSchema.omit({ story: true });
const containerFields = containerSchema.omit({ id: true, cards: true });
// `partial` alone would fill what is absent with the defaults.
const changesOf = <Shape extends z.ZodRawShape>(fields: z.ZodObject<Shape>) =>
  z.object(
    Object.fromEntries(
      Object.entries(fields.shape).map(([name, field]) => [
        name,
        (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : (field as z.ZodType)).optional(),
      ]),
    ),
  ) as unknown as z.ZodType<Partial<z.output<z.ZodObject<Shape>>>>;

const before = z.uuid().nullable();

/** One change of a draft. It names stories and containers and no positions, so that changes of two editors can be mixed. */
export const editSchema = z.discriminatedUnion("kind", [
  /** Puts a story before another one of a container, or at its end. A story that is on the front moves with its card. */
  z.object({
    kind: z.literal("place"),
    story: z.uuid(),
    container: z.uuid(),
    before,
    /** What the card of a new story shows; for undoing. */
    card: frontCardSchema.optional(),
  }),
  z.object({ kind: z.literal("remove"), story: z.uuid() }),
  z.object({ kind: z.literal("change card"), story: z.uuid(), fields: changesOf(cardFields) }),
  z.object({ kind: z.literal("add container"), container: containerSchema, before }),
  z.object({ kind: z.literal("move container"), container: z.uuid(), before }),
  z.object({ kind: z.literal("remove container"), container: z.uuid() }),
  z.object({ kind: z.literal("change container"), container: z.uuid(), fields: changesOf(containerFields) }),
]);
export type FrontEdit = z.output<typeof editSchema>;
