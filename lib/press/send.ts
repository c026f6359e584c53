import type { IncomingMessage, ServerResponse } from "node:http";
import { type Copy, type Encoding, type Form, plainBody, toForm } from "./copy.ts";

const takes = {
  br: /\bbr\b(?!\s*;\s*q=0(?:\.0*)?\b)/,
  gzip: /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\b)/,
} satisfies Partial<Record<Encoding, RegExp>>;

/** The encoding for this reader; undefined when the page must be decompressed first. */
function formFor(copy: Copy, accepts: string): Form | undefined {
  const { br, gzip, identity } = copy.forms;
  if (identity) return identity;
  if (br && takes.br.test(accepts)) return br;
  if (gzip && takes.gzip.test(accepts)) return gzip;
  return undefined;
}

/** True when the reader already has the page, in this or another encoding. */
function knows(request: IncomingMessage, copy: Copy): boolean {
  const given = request.headers["if-none-match"];
  return given !== undefined && copy.status === 200 && (given.trim() === "*" || given.includes(`"${copy.hash}`));
}

/**
 * Sends a cached page, with 304, HEAD and encodings.
 * @param state `stale`: the page may be old, because the database or the render failed; a header marks it
 * @param more header lines of this response alone, alternating names and values
 */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  copy: Copy,
  state: "good" | "stale" = "good",
  more: readonly string[] = [],
): void | Promise<void> {
  const form = formFor(copy, request.headers["accept-encoding"] ?? "");
  if (form) return write(request, response, copy, form, state, more);
  return plainBody(copy).then(
    (body) => write(request, response, copy, toForm(copy, "identity", body), state, more),
    () => void response.destroy(),
  );
}

function write(
  request: IncomingMessage,
  response: ServerResponse,
  copy: Copy,
  form: Form,
  state: "good" | "stale",
  more: readonly string[],
): void {
  const isKnown = knows(request, copy);
  const lines = isKnown ? form.unchanged : form.full;
  // RFC 9211. Sent only for stale pages, because each line costs every reader.
  const stale = state === "stale" ? ["cache-status", "galley; hit; detail=stale"] : [];
  const all = more.length + stale.length === 0 ? lines : [...lines, ...more, ...stale];
  response.writeHead(isKnown ? 304 : copy.status, all as string[]);
  response.end(isKnown || request.method === "HEAD" ? undefined : form.body);
}
