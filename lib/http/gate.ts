// Checks that every request passes before a page, a file or a route handles it.
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { isForeign, readable } from "../site-origin.ts";
import { drainUnread } from "./body.ts";
import { isClosed } from "./next-addresses.ts";
import { readTarget } from "./target.ts";

/** Maximum bytes of a form or a server action; next.config.mjs has the same limit. Routes under /api have their own. */
const maxActionBytes = 2 * 1024 * 1024;

/** Slow clients lose their connection: headers must arrive within this time, and a whole request within the other. */
const maxHeaderMs = 20_000;
/** Files arrive in parts, so that a slow line needs less than this for each. */
const maxRequestMs = 5 * 60_000;
/** A connection on which nothing moves any more, because the client does not read. Event streams write more often than that. */
const maxIdleMs = 5 * 60_000;

/**
 * How long a connection waits for the next request. Longer than proxies keep theirs, 60 s for most: if Galley closed it first, a request
 * that a proxy sends at that moment would fail.
 */
const keepAliveMs = 72_000;

const isReading = (method: string | undefined): boolean =>
  method === "GET" || method === "HEAD" || method === "OPTIONS" || method === "TRACE";

/**
 * Creates a server that answers every request. Only the development server speaks WebSocket; otherwise requests to upgrade
 * are ignored, as RFC 9110 allows. CONNECT is refused, because Node would just close the connection.
 */
export function createServer(dev: boolean): http.Server {
  const server = http.createServer({
    headersTimeout: maxHeaderMs,
    requestTimeout: maxRequestMs,
    keepAliveTimeout: keepAliveMs,
    shouldUpgradeCallback: ({ url }) => dev && url?.startsWith("/_next/") === true,
  });
  if (!dev) server.setTimeout(maxIdleMs);
  server.on("connect", (_request, socket) => {
    socket.on("error", () => {});
    socket.end(
      "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD, POST\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    );
  });
  return server;
}

/**
 * Normalises `request.url`. Returns false if the request was answered here.
 * @param headers sent with every response
 */
export function passGate(
  request: IncomingMessage,
  response: ServerResponse,
  { headers, dev }: { headers: () => Readonly<Record<string, string>>; dev: boolean },
): boolean {
  drainUnread(request, response);
  const answer = (status: number, line: string, more: Record<string, string> = {}): false => {
    const isJson = request.url?.startsWith("/api/") === true && status === 403;
    response.writeHead(status, {
      ...headers(),
      "content-type": isJson ? "application/json" : "text/plain; charset=utf-8",
      "cache-control": "no-store",
      ...more,
    });
    const body = isJson ? JSON.stringify({ ok: false, code: "NOT_ALLOWED" }) : `${line}\n`;
    response.end(request.method === "HEAD" ? undefined : body);
    return false;
  };
  const target = readTarget(request.url ?? "/");
  if (!target) return request.url === "*" ? true : answer(400, "This address cannot be read.");
  request.url = target.url;
  if (!target.isTidy && isReading(request.method))
    return answer(301, `This page is at ${target.url}`, { location: target.url });
  const path = target.url.replace(/\?.*$/s, "");
  if (isClosed(path, dev)) return answer(404, "There is no such file.");
  if (isReading(request.method)) return true;
  if (isForeign(readable(request.headers))) return answer(403, "This can only be sent from a page of this site.");
  if (!path.startsWith("/api/") && Number(request.headers["content-length"]) > maxActionBytes)
    return answer(413, "This is too long. Go back and shorten it.");
  return true;
}
