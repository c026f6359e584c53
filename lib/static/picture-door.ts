// Pictures are sent ahead of Next, which would drop their length and mix its own headers with theirs.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { sessionOfHeaders } from "../auth/cookie.ts";
import { findActorBySession } from "../auth/data.ts";
import { findNamedCrop } from "../pictures/crops.ts";
import { findLivePicture, findPictureFacts } from "../pictures/data.ts";
import { noPicture, type PictureRequest, serveFile, servePicture } from "../pictures/serve.ts";
import { pictureStore } from "../pictures/store.ts";
import type { PictureFacts } from "../pictures/types.ts";
import { failure } from "../result.ts";
import { findMastheadFile } from "../site/masthead-data.ts";
import { readable } from "../site-origin.ts";

/** Answers every request below /pictures/. */
export const answerPicture = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
  sendAnswer(request, response, "/pictures", findPicture);

/** Answers GET and HEAD with what `find` returns. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  place: string,
  find: (request: IncomingMessage) => Promise<Response>,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  try {
    const { status, headers, body } = await find(request);
    // Node refuses to send to a client that left during the lookup; only the opened file is left to close.
    if (response.destroyed) return await body?.cancel();
    response.writeHead(status, Object.fromEntries(headers));
    if (body) await pipeline(Readable.fromWeb(body as ReadableStream<Uint8Array>), response);
    else response.end();
  } catch (error) {
    const { code } = failure(error, place);
    if (response.headersSent) response.destroy();
    else if (code === "BUSY" || code === "STORE_UNAVAILABLE")
      response.writeHead(503, { "cache-control": "no-store", "retry-after": "5" }).end();
    else response.writeHead(500, { "cache-control": "no-store" }).end();
  }
}

/** Pictures of published stories and the masthead are public; all others are for staff only. */
async function findPicture({ url, method = "GET", headers }: IncomingMessage): Promise<Response> {
  const [, id = "", crop, file = ""] = /^\/pictures\/([^/?]+)\/(?:([^/?]+)\/)?([^/?]+)(?:\?|$)/.exec(url ?? "") ?? [];
  const request: PictureRequest = { method, headers: readable(headers) };
  if (id === "masthead") {
    const hash = crop === undefined && /^([0-9a-f]{16})\.webp$/.exec(file)?.[1];
    const bytes = hash ? await findMastheadFile(hash) : null;
    return bytes ? serveFile(request, bytes, "image/webp", `"${hash}"`) : noPicture();
  }
  const live = await findLivePicture(id, crop);
  const shown = live && partOf(live, crop);
  if (shown) return servePicture(request, shown, file, true, pictureStore(), live);
  const sessionId = await sessionOfHeaders(headers);
  const actor = sessionId && (await findActorBySession(sessionId));
  const facts = actor && typeof actor === "object" ? await findPictureFacts(actor, id, crop) : null;
  const part = facts && partOf(facts, crop);
  return part ? servePicture(request, part, file, false, pictureStore(), facts) : noPicture();
}

export const partOf = (facts: PictureFacts, crop: string | undefined): PictureFacts | null =>
  crop === undefined ? facts : findNamedCrop(facts, crop);
