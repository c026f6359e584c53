import type { IncomingMessage, ServerResponse } from "node:http";
import { isClientFault } from "../client-fault.ts";
import { readLimited } from "../http/body.ts";
import { log } from "../log.ts";
import { isForeign, readable } from "../site-origin.ts";
import { publicPage } from "./canonical.ts";
import { commonHeaders, type Host } from "./headers.ts";
import type { Press } from "./press.ts";

/** The redirect after success, or the problems: a sentence or a code for each field; `form` is the whole form. */
export type FormAnswer = { to: string } | { status: number; problems: Record<string, string> };
/** @param fields the first value of each field, as sent. @param caller IP address of the sender */
export type TakeForm = (fields: Record<string, string>, caller: string) => Promise<FormAnswer>;

/** Maximum bytes of a form. */
const maxBytes = 32_000;

type ReadForm = { sent: URLSearchParams; values: Record<string, string> } | { status: number; line: string };

/**
 * The fields of a form as a browser sends it; a status and a sentence for what is none.
 * @param limit bytes, at most: a letter outside of ASCII takes up to twelve
 */
export async function readForm(request: IncomingMessage, limit: number): Promise<ReadForm> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? ""))
    return { status: 415, line: "This is not how the form is sent." };
  const body = await readLimited(request, limit);
  if (body === null) return { status: 413, line: "This is too long. Go back and shorten it." };
  const sent = new URLSearchParams(body.toString("utf8"));
  return { sent, values: Object.fromEntries([...sent.keys()].map((name) => [name, sent.get(name) ?? ""])) };
}

/**
 * Handles a form of the public site. It is for everybody, so no session is read, and a submission can do no more than a
 * letter could. A refused form is shown again, rendered for its sender alone.
 */
export async function serveForm(
  press: Press,
  { path, take, host, caller }: { path: string; take: TakeForm; host: Host; caller: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, line: string) => {
    const headers = {
      ...commonHeaders(host),
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
    };
    response.writeHead(status, headers).end(`${line}\n`);
  };
  try {
    if (isForeign(readable(request.headers))) return refuse(403, "This form can only be sent from its own page.");
    const form = await readForm(request, maxBytes);
    if ("line" in form) return refuse(form.status, form.line);
    const { sent, values } = form;
    const answer = await take(values, caller);
    if ("to" in answer) {
      response.writeHead(303, { ...commonHeaders(host), location: answer.to, "cache-control": "no-store" }).end();
      return;
    }
    const url = publicPage(`${path}?${sent}`) ?? path; // drops query keys that the page does not declare
    await press.showForm(url, host, { values, problems: answer.problems, status: answer.status }, response);
  } catch (error) {
    if (isClientFault(error)) log.debug({ error, path }, "form submission aborted by the client");
    else log.error({ error, path }, "form submission could not be stored; answered 503");
    if (response.headersSent) response.destroy();
    else refuse(503, "This did not work. Go back and send it again in a minute.");
  }
}
