// Videos, sounds and documents are sent ahead of Next, which knows no ranges.
import type { IncomingMessage, ServerResponse } from "node:http";
import { sessionOfHeaders } from "../auth/cookie.ts";
import { findActorBySession } from "../auth/data.ts";
import { mediaPath } from "../media/addresses.ts";
import { findLiveMedia, findMediaFacts } from "../media/data.ts";
import { noMedia, serveMedia } from "../media/serve.ts";
import { readable } from "../site-origin.ts";
import { sendAnswer } from "./picture-door.ts";

/** Answers every request below /media/{id}/. */
export const answerMedia = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
  sendAnswer(request, response, "/media", findMedia);

/** Files of published stories are public; all others are for staff only. */
async function findMedia({ url, method = "GET", headers }: IncomingMessage): Promise<Response> {
  const [, id = "", part = ""] = mediaPath.exec(url ?? "") ?? [];
  const request = { method, headers: readable(headers) };
  const file = decoded(part);
  const live = await findLiveMedia(id);
  if (live) return serveMedia(request, live, file, true);
  const sessionId = await sessionOfHeaders(headers);
  const actor = sessionId && (await findActorBySession(sessionId));
  const facts = actor && typeof actor === "object" ? await findMediaFacts(actor, id) : null;
  return facts ? serveMedia(request, facts, file, false) : noMedia();
}

export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
