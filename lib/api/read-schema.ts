// What the read API takes and answers. The OpenAPI document is made from these schemas.
import * as z from "zod";
import { defaultPageSize, maxPageSize } from "./limits.ts";

/** Schemas with a name, which the OpenAPI document lists as components. */
export const answers = z.registry<{ id: string; description?: string }>();

const id = z.uuid();
const instant = z.iso.datetime();
const url = z.string().describe("An absolute address.");

const named = z
  .object({ id, name: z.string(), path: z.string(), url })
  .register(answers, { id: "Named", description: "Something with a page of its own." });

const rendition = z
  .object({
    format: z.enum(["avif", "webp", "jpeg"]),
    width: z.int(),
    height: z.int(),
    bytes: z.int().describe("0 where the size is not known."),
    url,
  })
  .register(answers, { id: "Rendition" });

const pictureShape = {
  id,
  width: z.int(),
  height: z.int(),
  color: z.string().describe("The average colour, as #rrggbb."),
  renditions: z.array(rendition),
};

const cardPicture = z
  .object({ ...pictureShape, alt: z.string(), caption: z.string(), credit: z.string() })
  .partial({ caption: true, credit: true })
  .register(answers, {
    id: "CardPicture",
    description: "The main picture, cropped as the story shows it. Lists have no caption and no credit.",
  });

const storyPicture = z
  .object(pictureShape)
  .register(answers, { id: "StoryPicture", description: "A picture, whole. Captions and credits are in the text." });

const correction = z
  .object({ number: z.int(), kind: z.enum(["CORRECTION", "CLARIFICATION"]), note: z.string(), at: instant })
  .register(answers, { id: "CorrectionNote" });

const byline = named
  .extend({ jobTitle: z.string().optional() })
  .register(answers, { id: "Byline", description: "An author of a story." });

const documentNode = z
  .object({ type: z.string() })
  .loose()
  .register(answers, { id: "DocumentNode", description: "A node of a ProseMirror document: type, attrs, content." });

const storyShape = {
  id,
  url,
  path: z.string(),
  headline: z.string(),
  kicker: z.string(),
  standfirst: z.string().describe("Plain text."),
  label: z.string().describe("Such as opinion or analysis; empty for news."),
  badge: z.string().describe("breaking, developing or live; empty for none."),
  language: z.string().describe("A language tag, such as en-GB."),
  section: named,
  authors: z.array(byline),
  publishedAt: instant,
  updatedAt: instant.nullable(),
  picture: cardPicture.nullable(),
  place: z.string(),
  topics: z.array(named),
  words: z.int(),
  editorsNote: z.string(),
  corrections: z.array(correction).describe("Oldest first."),
  translations: z
    .array(z.object({ id, url, language: z.string(), isOriginal: z.boolean() }))
    .describe("The story in all its languages; empty for a story in one."),
  pictures: z.array(storyPicture),
  html: z.string().describe("The text as HTML, with absolute addresses and without scripts and styles."),
  text: z.string().describe("The text without markup, a line for each paragraph."),
  document: documentNode,
};

export type ApiField = keyof typeof storyShape;
/** What a list has of each story where `fields` does not ask for others. */
export const cardFields = [
  "id",
  "url",
  "path",
  "headline",
  "kicker",
  "standfirst",
  "label",
  "badge",
  "language",
  "section",
  "authors",
  "publishedAt",
  "updatedAt",
  "picture",
] as const satisfies readonly ApiField[];
/** Fields with the whole text. */
export const textFields: readonly ApiField[] = ["html", "text", "document"];
export const storyFields = Object.keys(storyShape) as [ApiField, ...ApiField[]];

export const storySchema = z
  .object(storyShape)
  .partial()
  .required({ id: true })
  .register(answers, { id: "Story", description: "A published story, with the fields that were asked for." });
export type ApiStory = z.output<typeof storySchema>;

const pageOf = <S extends z.ZodType>(entry: S, name: string) =>
  z
    .object({
      data: z.array(entry),
      next: z.string().nullable().describe("The cursor of the next page; null on the last one."),
    })
    .register(answers, { id: name });

const sectionSchema = named
  .extend({ description: z.string(), parent: id.nullable(), children: z.array(id) })
  .register(answers, { id: "Section" });
const topicSchema = named.extend({ description: z.string() }).register(answers, { id: "Topic" });
const authorSchema = named
  .extend({ jobTitle: z.string(), bio: z.string(), portrait: storyPicture.nullable() })
  .register(answers, { id: "Author" });
const correctionSchema = correction
  .extend({ story: z.object({ id, url, headline: z.string(), language: z.string() }) })
  .register(answers, { id: "Correction", description: "What was wrong or unclear in a story, and how it reads now." });
const pictureSchema = storyPicture
  .extend({ stories: z.array(z.object({ id, url, headline: z.string() })).describe("At most 20, newest first.") })
  .register(answers, { id: "Picture", description: "A picture of published stories." });

const frontCard = z
  .object({
    story: storySchema.describe("With the texts and the picture that the front gives it."),
    links: z.array(storySchema).describe("Related stories below it."),
  })
  .register(answers, { id: "FrontCard" });
const frontSchema = z
  .object({
    id: z.string().describe("“front”, or the id of a section."),
    url,
    containers: z.array(
      z.object({
        title: z.string(),
        arrangement: z.string().describe("Such as lead, row, list or river."),
        url: url.nullable().describe("The page of the section or topic that it is about."),
        cards: z.array(frontCard),
      }),
    ),
  })
  .register(answers, { id: "Front", description: "The front page, or the top of a section, as readers see it." });
export type ApiFront = z.output<typeof frontSchema>;

export const schemas = {
  story: storySchema,
  stories: pageOf(storySchema, "StoryList"),
  section: sectionSchema,
  sections: z.object({ data: z.array(sectionSchema) }).register(answers, { id: "SectionList" }),
  topic: topicSchema,
  topics: pageOf(topicSchema, "TopicList"),
  author: authorSchema,
  authors: pageOf(authorSchema, "AuthorList"),
  corrections: pageOf(correctionSchema, "CorrectionList"),
  picture: pictureSchema,
  pictures: pageOf(storyPicture, "PictureList"),
  front: frontSchema,
  fronts: z
    .object({ data: z.array(z.object({ id: z.string(), name: z.string(), url })) })
    .register(answers, { id: "FrontList" }),
};

export const problemSchema = z
  .object({
    type: z.string().describe("A short name of the kind of problem, the same for every request."),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional().describe("What to do about it."),
    fields: z.record(z.string(), z.string()).optional().describe("What is wrong with which parameter."),
  })
  .loose()
  .register(answers, { id: "Problem", description: "Why a request failed (RFC 9457)." });

const paging = {
  cursor: z.string().max(300).optional().describe("`next` of the page before."),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(maxPageSize)
    .default(defaultPageSize)
    .describe("Entries of a page, at most."),
};
/** A day, from its beginning in UTC, or an instant. */
const time = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const fields = z
  .array(z.enum(storyFields))
  .min(1)
  .optional()
  .describe("The fields to answer with, separated by commas.");

export const queries = {
  none: z.strictObject({}),
  page: z.strictObject(paging),
  story: z.strictObject({ fields }),
  stories: z.strictObject({
    section: z.string().max(300).optional().describe("The id or path of a section. Its sub-sections are included."),
    topic: z.string().max(300).optional().describe("The id or path of a topic."),
    author: z.string().max(300).optional().describe("The id or path of an author."),
    language: z.string().max(35).optional().describe("A language tag. “en” includes “en-GB”."),
    from: time.optional().describe("Published at this time or later: a day in UTC, or an instant."),
    to: time.optional().describe("Published before this time: a day in UTC, or an instant."),
    q: z.string().max(200).optional().describe("Words, as in the search of the site. At most 200 stories are found."),
    sort: z.enum(["newest", "best"]).default("newest").describe("“best” needs `q`."),
    fields,
    ...paging,
  }),
};
export type StoriesQuery = z.output<typeof queries.stories>;
export type PageQuery = z.output<typeof queries.page>;
