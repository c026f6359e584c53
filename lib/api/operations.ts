// Every operation of the API, once: requests are dispatched, and the OpenAPI document and its page are made, from this list.
import type * as z from "zod";
import type { KeyScope } from "../api-keys/policy.ts";
import { apiRoot } from "../press/canonical.ts";
import { queries, schemas } from "./read-schema.ts";
import { requests, results } from "./write-schema.ts";

export { apiRoot };

export type OperationTag = "Stories" | "Taxonomy" | "Corrections" | "Pictures" | "Fronts" | "Writing";

export type Operation = {
  method: "GET" | "POST" | "PUT" | "PATCH";
  /** Below the root, with names of parameters in braces. */
  path: string;
  tag: OperationTag;
  summary: string;
  description?: string;
  query: z.ZodObject;
  answer: z.ZodType;
  /** Absent: for everybody. Null: for every key. */
  scope?: KeyScope | null;
  /** Absent: the request has no body. "picture": the bytes of a file. */
  body?: z.ZodType | "picture";
};

const read = (operation: Omit<Operation, "method" | "scope" | "body">): Operation => ({ method: "GET", ...operation });
const write = (
  scope: KeyScope,
  operation: Omit<Operation, "method" | "tag" | "query" | "scope"> & Partial<Pick<Operation, "method">>,
): Operation => ({ method: "POST", tag: "Writing", query: queries.none, scope, ...operation });

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
  createStory: write("create", {
    path: "/stories",
    summary: "Create a story",
    description: "It begins as a draft of the account of the key.",
    body: requests.create,
    answer: results.status,
  }),
  getWorkingCopy: {
    method: "GET",
    tag: "Writing",
    path: "/stories/{id}/copy",
    summary: "Get the working copy of a story",
    query: queries.none,
    scope: null,
    answer: results.copy,
  },
  replaceWorkingCopy: write("edit", {
    method: "PUT",
    path: "/stories/{id}/copy",
    summary: "Replace the text of a story",
    description:
      "Answered with 409, and with both texts, if somebody has changed the story since `version`. Blocks that keep their id keep comments and authorship.",
    body: requests.replace,
    answer: results.status,
  }),
  changeWorkingCopy: write("edit", {
    method: "PATCH",
    path: "/stories/{id}/copy",
    summary: "Change blocks and fields of a story",
    description:
      "Where somebody has changed the story since `version`, the changes are made if nobody has touched the same blocks and fields; otherwise nothing is changed, and the answer is 409 with both versions of each.",
    body: requests.change,
    answer: results.status,
  }),
  fileStory: write("file", {
    path: "/stories/{id}/file",
    summary: "File a story to the editors",
    body: requests.file,
    answer: results.status,
  }),
  publishStory: write("publish", {
    path: "/stories/{id}/publish",
    summary: "Publish a story, or its update",
    body: requests.publish,
    answer: results.status,
  }),
  correctStory: write("publish", {
    path: "/stories/{id}/correct",
    summary: "Correct a published story",
    body: requests.correct,
    answer: results.status,
  }),
  scheduleStory: write("schedule", {
    path: "/stories/{id}/schedule",
    summary: "Schedule the publication of a story",
    body: requests.schedule,
    answer: results.status,
  }),
  takeDownStory: write("takeDown", {
    path: "/stories/{id}/take-down",
    summary: "Take a story down",
    body: requests.takeDown,
    answer: results.status,
  }),
  uploadPicture: write("upload", {
    path: "/pictures",
    summary: "Upload a picture",
    description: "The body is the file itself. Its name may be in the header X-File-Name, percent-encoded.",
    body: "picture",
    answer: results.picture,
  }),
} satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
export const isPublic = ({ scope }: Operation): boolean => scope === undefined;

/** The operation at a path below the root, and the id in it. */
export function findOperation(method: string, path: string): { name: OperationId; id: string } | null {
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    if (operation.method !== method) continue;
    const found = new RegExp(`^${operation.path.replace("{id}", "([^/]+)")}$`).exec(path);
    if (found) return { name: name as OperationId, id: decode(found[1] ?? "") };
  }
  return null;
}

/** The methods that a path below the root has. */
export const methodsAt = (path: string): string[] => [
  ...new Set(["GET", "POST", "PUT", "PATCH"].filter((method) => findOperation(method, path) !== null)),
];

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
