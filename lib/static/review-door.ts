// The page of a review link, and the files that it shows, for somebody who cannot sign in: the token in the address is all
// that they have. No other page of the site may know of it, so Next never sees it in an address.
import type { IncomingMessage, ServerResponse } from "node:http";
import { isClientFault } from "../client-fault.ts";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { noMedia, serveMedia } from "../media/serve.ts";
import { findLivePicture } from "../pictures/data.ts";
import { noPicture, servePicture } from "../pictures/serve.ts";
import { pictureStore } from "../pictures/store.ts";
import { readForm } from "../press/form-handler.ts";
import { commonHeaders, type Host, privateHeaders } from "../press/headers.ts";
import type { Press } from "../press/press.ts";
import { findReviewMedia, findReviewPicture } from "../reviews/data.ts";
import { noteOpening, receiveFromGuest } from "../reviews/mutations.ts";
import { reviewPath } from "../reviews/schema.ts";
import { readable } from "../site-origin.ts";
import { decoded } from "./media-door.ts";
import { partOf, sendAnswer } from "./picture-door.ts";

type Caller = { host: Host; caller: string };

const token = "([A-Za-z0-9_-]{1,100})";
const page = new RegExp(`^${reviewPath}(?:/${token})?/?(?:\\?(.*))?$`, "s");
const picture = new RegExp(`^${reviewPath}/${token}/pictures/([^/?]+)/(?:([^/?]+)/)?([^/?]+)(?:\\?|$)`);
const media = new RegExp(`^${reviewPath}/${token}/media/([^/?]+)/([^/?]+)(?:\\?|$)`);

/** Bytes of a form with the longest comment, in letters of any script. */
const maxBytes = 100_000;

/** Whether an address belongs to review links. */
export const isForReview = (url: string): boolean => /^\/for-review(?:[/?]|$)/.test(url);

/** Answers every request below /for-review. */
export async function answerReview(
  press: Press,
  given: Caller,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? "";
  if (picture.test(url)) return sendAnswer(request, response, reviewPath, findPicture);
  if (media.test(url)) return sendAnswer(request, response, reviewPath, findMedia);
  // An address that was cut or mistyped gets the answer of a link that has expired.
  const [, key = "", query = ""] = page.exec(url) ?? [];
  try {
    await answerPage(press, { ...given, key, query }, request, response);
  } catch (error) {
    if (isClientFault(error)) log.debug({ error }, "review page aborted by the client");
    else log.error({ error }, "review page could not be answered; answered 503");
    if (response.headersSent) response.destroy();
    else refuse(response, given.host, 503, "This did not work. Go back and try again in a minute.");
  }
}

function refuse(response: ServerResponse, host: Host, status: number, line: string): void {
  const headers = { ...commonHeaders(host), ...privateHeaders, "content-type": "text/plain; charset=utf-8" };
  response.writeHead(status, headers).end(`${line}\n`);
}

const tooOften = "This story was opened too often within an hour. Try again in an hour.";

async function answerPage(
  press: Press,
  { host, caller, key, query }: Caller & { key: string; query: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const done = new URLSearchParams(query).get("done") ?? "";
  const url = `${reviewPath}${/^[a-z]{1,20}$/.test(done) ? `?done=${done}` : ""}`;
  if (request.method === "HEAD") return press.showPrivate(url, host, { token: key }, request, response);
  if (request.method === "GET") {
    try {
      await noteOpening(key);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return refuse(response, host, 429, tooOften);
    }
    return press.showPrivate(url, host, { token: key }, request, response);
  }
  if (request.method !== "POST") {
    response.writeHead(405, { ...commonHeaders(host), ...privateHeaders, allow: "GET, HEAD, POST" }).end();
    return;
  }
  // No check of the origin: a browser names none for a page without a referrer, and who knows the token needs no page.
  const form = await readForm(request, maxBytes);
  if ("line" in form) return refuse(response, host, form.status, form.line);
  const { values } = form;
  const answer = await receiveFromGuest(key, values, caller);
  if ("to" in answer) {
    response.writeHead(303, { ...commonHeaders(host), ...privateHeaders, location: answer.to }).end();
    return;
  }
  const refused = { values, problems: answer.problems, status: answer.status };
  await press.showPrivate(reviewPath, host, { token: key, form: refused }, request, response);
}

async function findPicture({ url = "", method = "GET", headers }: IncomingMessage): Promise<Response> {
  const [, key = "", id = "", crop, file = ""] = picture.exec(url) ?? [];
  const facts = (await findReviewPicture(key, id, crop)) ?? (await findLivePicture(id, crop));
  const part = facts && partOf(facts, crop);
  return part
    ? servePicture({ method, headers: readable(headers) }, part, file, false, pictureStore(), facts)
    : noPicture();
}

async function findMedia({ url = "", method = "GET", headers }: IncomingMessage): Promise<Response> {
  const [, key = "", id = "", part = ""] = media.exec(url) ?? [];
  const facts = await findReviewMedia(key, id);
  return facts ? serveMedia({ method, headers: readable(headers) }, facts, decoded(part), false) : noMedia();
}
