// Answers partners, which fetch stories in formats of news agencies with a key of their own.
import { createHash } from "node:crypto";
import { callerOf, networkName } from "../auth/caller.ts";
import { readTimeCursor, writeTimeCursor } from "../cursor.ts";
import { newsmlMessage, newsmlType } from "../feeds/newsml.ts";
import { ninjsFeed, ninjsItem, ninjsType } from "../feeds/ninjs.ts";
import { nitfDocument, nitfFeed, nitfFeedType, nitfType } from "../feeds/nitf.ts";
import type { WireItem, WirePaper } from "../feeds/wire-entry.ts";
import { isId } from "../ids.ts";
import { log } from "../log.ts";
import { findAskingPartner } from "../partners/data.ts";
import { recordFetch, touchPartner } from "../partners/fetch-mutations.ts";
import { firstId } from "../partners/policy.ts";
import { readStream, type StreamPlace } from "../partners/stream-data.ts";
import type { AskingPartner, PartnerFormat } from "../partners/types.ts";
import { failure } from "../result.ts";
import { getSiteSettings } from "../site/data.ts";
import { siteOrigin } from "../site-origin.ts";
import { asApiError } from "./domain-problem.ts";
import { readQuery } from "./input.ts";
import { countRequest, maxKeyRequests, rateLimitHeaders } from "./limit-mutations.ts";
import { apiRoot } from "./operations.ts";
import { partnerQueries } from "./partner-schema.ts";
import { ApiError, invalid, notFound, problemType } from "./problem.ts";
import { refuseKey, tooMany } from "./wrong-key.ts";

export const isPartnerPath = (path: string): boolean => path.startsWith("/partners/");

/** The key, behind "Bearer", or as the password of HTTP Basic with any user name. Null: there is none. */
export function keyIn(authorization: string | null): string | null {
  const [, scheme = "", value = ""] = /^(Bearer|Basic) +(\S{1,1000})$/i.exec(authorization ?? "") ?? [];
  if (/^bearer$/i.test(scheme)) return value.slice(0, 200);
  if (scheme === "") return null;
  const [, password = ""] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, "base64").toString("utf8")) ?? [];
  return password === "" ? null : password.slice(0, 200);
}

/** @throws ApiError 401, or 429 after many wrong keys from one network */
async function askingPartner({ headers }: Request): Promise<AskingPartner> {
  const key = keyIn(headers.get("authorization"));
  const partner = key === null ? null : await findAskingPartner(key);
  if (partner) return partner;
  throw await refuseKey(headers, {
    isAbsent: key === null,
    detail:
      "Send the key of the partner as “Authorization: Bearer …”, or as the password of HTTP Basic. An admin makes it in the newsroom.",
    schemes: 'Basic realm="Partner feed", charset="UTF-8", Bearer',
  });
}

/** A place that an answer gave, or an instant from which on the partner wants all changes. */
function placeOf(since: string | undefined): StreamPlace | null {
  if (since === undefined) return null;
  const place = readTimeCursor(since);
  if (place) return place;
  const at = /^\d{4}-\d\d-\d\d/.test(since) ? new Date(since) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw invalid({
      since: "Take it from the link of the answer before, or give an instant, such as 2026-11-29T08:00:00Z.",
    });
  return { at, id: firstId };
}

type Written = { body: string; type: string };

const newest = (items: readonly WireItem[]): Date => new Date(Math.max(0, ...items.map(({ at }) => at.getTime())));

const feeds: Record<PartnerFormat, (items: readonly WireItem[], paper: WirePaper) => Written> = {
  NINJS: (items, paper) => ({ body: ninjsFeed(items, paper), type: ninjsType }),
  NEWSML: (items, paper) => ({ body: newsmlMessage(items, paper, newest(items)), type: newsmlType }),
  NITF: (items, paper) => ({ body: nitfFeed(items, paper, newest(items)), type: nitfFeedType }),
};

const documents: Record<PartnerFormat, (item: WireItem, paper: WirePaper) => Written> = {
  NINJS: (item, paper) => ({ body: JSON.stringify(ninjsItem(item, paper)), type: ninjsType }),
  NEWSML: (item, paper) => ({ body: newsmlMessage([item], paper, item.at), type: newsmlType }),
  NITF: (item, paper) => ({
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${nitfDocument(item, paper)}\n`,
    type: nitfType,
  }),
};

type Asked = { partner: AskingPartner; origin: string; paper: WirePaper; search: URLSearchParams; path: string };

/** What is at `/partners/{id}/feed` and at `/partners/{id}/stories/{story}`. */
async function read({ partner, origin, paper, search, path }: Asked) {
  const [, id, rest = ""] = /^\/partners\/([^/]+)\/(.+)$/.exec(path) ?? [];
  // A key of another partner learns nothing about this one.
  if (id !== partner.id) throw notFound("address for this key");
  if (rest === "feed") {
    const { since, limit } = readQuery(partnerQueries.feed, search);
    const page = await readStream(partner, { after: placeOf(since), limit, origin });
    const more = new URLSearchParams({ since: writeTimeCursor(page.next.at, page.next.id), limit: String(limit) });
    const link = `<${origin}${apiRoot}${path}?${more}>; rel="next"`;
    return { items: page.items, ...feeds[partner.format](page.items, paper), headers: { link } };
  }
  const story = /^stories\/([^/]+)$/.exec(rest)?.[1] ?? "";
  readQuery(partnerQueries.story, search);
  const page = isId(story) ? await readStream(partner, { after: null, limit: 1, origin, story }) : null;
  const item = page?.items[0];
  if (!item) throw notFound("story for this partner");
  return { items: [item], ...documents[partner.format](item, paper), headers: {} };
}

/** Of the body alone. A cache of a partner may ask whether its copy is still the newest; nobody else may keep one. */
const etagOf = (body: string): string => `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;

const matches = (given: string | null, etag: string): boolean =>
  (given ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag || one.trim() === "*");

/** @param path below the root of the API */
export async function answerPartner(request: Request, path: string): Promise<Response> {
  let limits: Record<string, string> = {};
  try {
    const partner = await askingPartner(request);
    const limit = await countRequest(`partner:${partner.id}`, maxKeyRequests);
    limits = rateLimitHeaders(limit);
    if (limit.left < 0) throw tooMany(limit.resetSeconds, {});
    if (request.method !== "GET" && request.method !== "HEAD")
      throw new ApiError(
        { type: "method-not-allowed", title: "This address does not have this method", status: 405 },
        { allow: "GET, HEAD" },
      );
    touchPartner(partner.id).catch((error) =>
      log.warn({ error }, "partners: time of the last request could not be saved"),
    );
    const origin = siteOrigin(request.headers);
    const { name, language } = await getSiteSettings();
    const { searchParams: search } = new URL(request.url);
    const { items, body, type, headers } = await read({
      partner,
      origin,
      paper: { name, origin, language },
      search,
      path,
    });
    const etag = etagOf(body);
    const all = { "cache-control": "private, no-cache", etag, vary: "authorization", ...headers, ...limits };
    if (matches(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers: all });
    // A request for the headers alone gets no story.
    if (request.method === "GET")
      await recordFetch({
        partnerId: partner.id,
        network: networkName(callerOf(request.headers)),
        etag,
        items: items.map(({ id, version, revision, status, text }) => ({
          story: id,
          version,
          revision,
          status,
          pictures: (text?.pictures ?? []).map((picture) => picture.id),
        })),
      });
    const contentType = `${type}; charset=utf-8`;
    return new Response(request.method === "HEAD" ? null : body, {
      status: 200,
      headers: { ...all, "content-type": contentType },
    });
  } catch (error) {
    const { problem, headers } = error instanceof ApiError ? error : asApiError(failure(error, apiRoot + path));
    return new Response(JSON.stringify(problem), {
      status: problem.status,
      headers: { "content-type": problemType, "cache-control": "no-store", ...headers, ...limits },
    });
  }
}
