// Every operation of the API, once: requests are dispatched, and the OpenAPI document and its page are made, from this list.
import type * as z from "zod";
import { apiRoot } from "../press/canonical.ts";
import { queries, schemas } from "./read-schema.ts";

export { apiRoot };

export type OperationTag = "Stories" | "Taxonomy" | "Corrections" | "Pictures" | "Fronts";

export type Operation = {
  method: "GET";
  /** Below the root, with names of parameters in braces. */
  path: string;
  tag: OperationTag;
  summary: string;
  description?: string;
  query: z.ZodObject;
  answer: z.ZodType;
};

const read = (operation: Omit<Operation, "method">): Operation => ({ method: "GET", ...operation });

export const operations = {
  listStories: read({
    path: "/stories",
    tag: "Stories",
    summary: "List published stories, newest first",
    description:
      "Filters can be combined. A page with `document`, `html` or `text` has at most 25 stories. With `q` and `language` a page may hold fewer stories than `limit`: go on while `next` is not null.",
    query: queries.stories,
    answer: schemas.stories,
  }),
  getStory: read({
    path: "/stories/{id}",
    tag: "Stories",
    summary: "Get a published story with its text",
    query: queries.story,
    answer: schemas.story,
  }),
  listSections: read({
    path: "/sections",
    tag: "Taxonomy",
    summary: "List sections in the order of the navigation",
    query: queries.none,
    answer: schemas.sections,
  }),
  getSection: read({
    path: "/sections/{id}",
    tag: "Taxonomy",
    summary: "Get a section",
    query: queries.none,
    answer: schemas.section,
  }),
  listTopics: read({
    path: "/topics",
    tag: "Taxonomy",
    summary: "List topics by name",
    description: "A new topic appears within a minute.",
    query: queries.page,
    answer: schemas.topics,
  }),
  getTopic: read({
    path: "/topics/{id}",
    tag: "Taxonomy",
    summary: "Get a topic",
    description: "A topic that was merged into another one is answered with 301.",
    query: queries.none,
    answer: schemas.topic,
  }),
  listAuthors: read({
    path: "/authors",
    tag: "Taxonomy",
    summary: "List authors by name",
    description: "A new author appears within a minute.",
    query: queries.page,
    answer: schemas.authors,
  }),
  getAuthor: read({
    path: "/authors/{id}",
    tag: "Taxonomy",
    summary: "Get an author",
    description: "An author who was merged into another one is answered with 301.",
    query: queries.none,
    answer: schemas.author,
  }),
  listCorrections: read({
    path: "/corrections",
    tag: "Corrections",
    summary: "List corrections and clarifications, newest first",
    query: queries.page,
    answer: schemas.corrections,
  }),
  listPictures: read({
    path: "/pictures",
    tag: "Pictures",
    summary: "List pictures of published stories, newest uploads first",
    query: queries.page,
    answer: schemas.pictures,
  }),
  getPicture: read({
    path: "/pictures/{id}",
    tag: "Pictures",
    summary: "Get a picture with the stories that show it",
    query: queries.none,
    answer: schemas.picture,
  }),
  listFronts: read({
    path: "/fronts",
    tag: "Fronts",
    summary: "List the front page and the fronts of sections",
    query: queries.none,
    answer: schemas.fronts,
  }),
  getFront: read({
    path: "/fronts/{id}",
    tag: "Fronts",
    summary: "Get what a front shows now",
    description: "The id is “front” for the front page, or that of a section.",
    query: queries.none,
    answer: schemas.front,
  }),
} satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
export const operationIds = Object.keys(operations) as OperationId[];
