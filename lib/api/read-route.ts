// Answers requests of the read API inside a render of the press, which keeps, compresses and purges them as it does pages.
import { answer, answerWith, dependsOn, keepInMemoryOnly } from "../press/context.ts";
import { getSiteSettings } from "../site/data.ts";
import { siteOrigin } from "../site-origin.ts";
import { docsPage } from "./docs-page.ts";
import { readFront, readFronts } from "./front-handlers.ts";
import { readQuery } from "./input.ts";
import { openApi } from "./openapi.ts";
import { apiRoot, findOperation, type OperationId } from "./operations.ts";
import { ApiError, notFound, type Problem, problemType } from "./problem.ts";
import {
  MovedError,
  readAuthor,
  readAuthors,
  readCorrectionList,
  readPicture,
  readPictures,
  readSection,
  readSections,
  readStories,
  readStory,
  readTopic,
  readTopics,
} from "./read-handlers.ts";
import { queries } from "./read-schema.ts";

type ReadRequest = { id: string; search: URLSearchParams; origin: string };

const handlers: Partial<Record<OperationId, (request: ReadRequest) => Promise<object>>> = {
  listStories: ({ search, origin }) => readStories(readQuery(queries.stories, search), origin),
  getStory: ({ id, search, origin }) => readStory(id, readQuery(queries.story, search).fields, origin),
  listSections: withoutQuery(({ origin }) => readSections(origin)),
  getSection: withoutQuery(({ id, origin }) => readSection(id, origin)),
  listTopics: ({ search, origin }) => readTopics(readQuery(queries.page, search), origin),
  getTopic: withoutQuery(({ id, origin }) => readTopic(id, origin)),
  listAuthors: ({ search, origin }) => readAuthors(readQuery(queries.page, search), origin),
  getAuthor: withoutQuery(({ id, origin }) => readAuthor(id, origin)),
  listCorrections: ({ search, origin }) => readCorrectionList(readQuery(queries.page, search), origin),
  listPictures: ({ search, origin }) => readPictures(readQuery(queries.page, search), origin),
  getPicture: withoutQuery(({ id, origin }) => readPicture(id, origin)),
  listFronts: withoutQuery(({ origin }) => readFronts(origin)),
  getFront: withoutQuery(({ id, origin }) => readFront(id, origin)),
};

function withoutQuery(read: (request: ReadRequest) => Promise<object>) {
  return async (request: ReadRequest) => {
    readQuery(queries.none, request.search);
    return read(request);
  };
}

/** Readers may use the API from pages of any site: it is public, and sends and reads no cookies. */
const openToAll = { "access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Link, Retry-After" };

const withHeaders = (response: Response, headers: Record<string, string>): Response => {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

const sendJson = (data: unknown, type = "application/json"): Response =>
  withHeaders(answerWith(JSON.stringify(data), type), openToAll);

function sendProblem(problem: Problem): Response {
  const { status } = problem;
  answer(status === 404 || status === 410 ? status : 400);
  dependsOn("settings"); // the press keeps nothing that depends on nothing
  keepInMemoryOnly();
  return sendJson(problem, problemType);
}

/** @param path below the root of the API, as it was asked for */
export async function answerRead(request: Request, path: string): Promise<Response> {
  const origin = siteOrigin(request.headers);
  const { searchParams: search } = new URL(request.url);
  try {
    if (path === "/openapi.json") return sendJson(openApi((await getSiteSettings()).name, origin));
    if (path === "/docs") return answerWith(docsPage((await getSiteSettings()).name, origin), "text/html");
    if (path === "" || path === "/") throw new MovedError("/docs");
    const found = findOperation("GET", path);
    const handler = found && handlers[found.name];
    if (!handler) throw notFound("address in the API");
    const data = await handler({ id: found.id, search, origin });
    const response = sendJson(data);
    const next = "next" in data ? data.next : null;
    if (typeof next !== "string") return response;
    search.set("cursor", next);
    return withHeaders(response, { link: `<${origin}${apiRoot}${path}?${search}>; rel="next"` });
  } catch (error) {
    if (error instanceof MovedError) {
      dependsOn("settings");
      answer(301, apiRoot + error.path);
      return new Response(null, { headers: openToAll });
    }
    if (error instanceof ApiError) return sendProblem(error.problem);
    throw error;
  }
}
