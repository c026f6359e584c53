// Pages of the newsroom that failed because the database did not answer: "back in a moment" instead of an error of ours.
import type { ServerResponse } from "node:http";
import { isDatabaseBusy } from "../postgres/database-busy.ts";
import { shared } from "../process.ts";

/** By the nonce of each page that is being rendered, whether the database was why it failed. */
function pages(): Map<string, boolean> {
  const state = shared();
  state.pagesFailedByDatabase ??= new Map();
  return state.pagesFailedByDatabase;
}

/** @param nonce of the request whose page could not be rendered */
export function notePageError(error: unknown, nonce: unknown): void {
  if (typeof nonce === "string" && pages().has(nonce) && isDatabaseBusy(error)) pages().set(nonce, true);
}

type Done = (error?: Error | null) => void;

/**
 * Sends something else in place of a page that fails with 500 because of the database. Must be called before the page is rendered.
 * @param nonce of the request, as `notePageError` gets it
 * @param send writes the whole response
 */
export function replaceFailedPage(response: ServerResponse, nonce: string, send: () => void): void {
  const original = { writeHead: response.writeHead, write: response.write, end: response.end };
  let isReplaced = false;
  const replace = (status: number): boolean => {
    if (isReplaced || response.headersSent || status !== 500 || !pages().get(nonce)) return isReplaced;
    isReplaced = true;
    const { writeHead, write, end } = response;
    Object.assign(response, original);
    for (const name of response.getHeaderNames()) if (name !== "x-request-id") response.removeHeader(name);
    send();
    Object.assign(response, { writeHead, write, end }); // what Next still sends ends here
    return true;
  };
  const call = (name: keyof typeof original, given: unknown[]) => Reflect.apply(original[name], response, given);
  const finish = (given: unknown[]) => {
    const done = given.find((one): one is Done => typeof one === "function");
    if (done) queueMicrotask(() => done());
  };
  response.writeHead = ((...given: unknown[]) =>
    replace(Number(given[0])) ? response : call("writeHead", given)) as typeof response.writeHead;
  response.write = ((...given: unknown[]) => {
    if (!replace(response.statusCode)) return call("write", given);
    finish(given);
    return true;
  }) as typeof response.write;
  response.end = ((...given: unknown[]) => {
    if (!replace(response.statusCode)) return call("end", given);
    finish(given);
    return response;
  }) as typeof response.end;
  pages().set(nonce, false);
  response.once("close", () => pages().delete(nonce));
}
