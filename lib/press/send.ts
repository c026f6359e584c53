import type { IncomingMessage, ServerResponse } from "node:http";
import { acceptedEncodings } from "../http/accept-encoding.ts";
import { type CachedPage, type EncodedBody, encode, plainBody } from "./cached-page.ts";

/** The encoding for this reader; undefined when the page must be decompressed first. */
function encodingFor(cached: CachedPage, accepted: ReadonlySet<string>): EncodedBody | undefined {
  const { br, gzip, identity } = cached.encodings;
  if (identity) return identity;
  if (br && accepted.has("br")) return br;
  if (gzip && accepted.has("gzip")) return gzip;
  return undefined;
}

/** True when the reader already has the page, in this or another encoding. */
function hasPage(request: IncomingMessage, cached: CachedPage): boolean {
  const given = request.headers["if-none-match"];
  return given !== undefined && cached.status === 200 && (given.trim() === "*" || given.includes(`"${cached.hash}`));
}

/**
 * Sends a cached page, with 304, HEAD and encodings.
 * @param state `stale`: the page may be old, because the database or the render failed; a header marks it
 * @param more header lines of this response alone, alternating names and values
 */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  cached: CachedPage,
  state: "fresh" | "stale" = "fresh",
  more: readonly string[] = [],
): void | Promise<void> {
  const encoded = encodingFor(cached, acceptedEncodings(request.headers["accept-encoding"]));
  if (encoded) return write(request, response, cached, encoded, state, more);
  return plainBody(cached).then(
    (body) => write(request, response, cached, encode(cached, "identity", body), state, more),
    () => void response.destroy(),
  );
}

function write(
  request: IncomingMessage,
  response: ServerResponse,
  cached: CachedPage,
  encoded: EncodedBody,
  state: "fresh" | "stale",
  more: readonly string[],
): void {
  const isKnown = hasPage(request, cached);
  const lines = isKnown ? encoded.unchanged : encoded.full;
  // RFC 9211. Sent only for stale pages, because each line costs every reader.
  const stale = state === "stale" ? ["cache-status", "galley; hit; detail=stale"] : [];
  const all = more.length + stale.length === 0 ? lines : [...lines, ...more, ...stale];
  response.writeHead(isKnown ? 304 : cached.status, all as string[]);
  response.end(isKnown || request.method === "HEAD" ? undefined : encoded.body);
}
