import type { IncomingHttpHeaders } from "node:http";
import type { Host } from "./press/headers.ts";
import { settings } from "./process.ts";

/** Headers as the Fetch API has them, or as `readable` makes them of Node's. */
type HeaderReader = { get(name: string): string | null };

export const readable = (headers: IncomingHttpHeaders): HeaderReader => ({
  get: (name) => [headers[name] ?? []].flat().join(", ") || null,
});

const first = (value: string | null) => value?.split(",")[0]?.trim() ?? "";

let last: { source: string; host: Host } | undefined;

/** Host and scheme of an address, in lower case and without the scheme's usual port. */
function parseHost(source: string): Host {
  if (last?.source === source) return last.host;
  const known = URL.canParse(source) ? new URL(source) : new URL("http://localhost");
  last = { source, host: { name: known.host, proto: known.protocol.slice(0, -1) } };
  return last.host;
}

/** The public address as the reader's browser sees it: GALLEY_URL, else what a proxy forwards, else the Host header, which is then trusted. */
export function publicHost(headers: HeaderReader): Host {
  const { url } = settings();
  if (url !== undefined) return parseHost(url);
  const proto = first(headers.get("x-forwarded-proto")) === "https" ? "https" : "http";
  const name = first(headers.get("x-forwarded-host")) || headers.get("host") || "";
  return parseHost(`${proto}://${/^[\w.:[\]-]{1,255}$/.test(name) ? name : "localhost"}`);
}

/** "https://news.example.org": the start of absolute addresses on public pages. */
export function siteOrigin(headers: HeaderReader): string {
  const { url } = settings();
  if (url !== undefined) return url;
  const { name, proto } = publicHost(headers);
  return `${proto}://${name}`;
}

/**
 * True for a request that a page of another site sent. Browsers name the page's origin; a client that names none is not
 * a browser. An origin that cannot be parsed, such as "null", is foreign. The scheme is not compared, because a proxy
 * that ends TLS need not forward it.
 */
export function isForeign(headers: HeaderReader): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  if (origin === null) return false;
  if (!/^https?:/i.test(origin) || !URL.canParse(origin)) return true;
  const from = new URL(origin);
  // A port that is usual for one scheme must not differ from the same host under the other.
  const bare = (host: string) => host.replace(/:(?:80|443)$/, "");
  return bare(from.host) !== bare(publicHost(headers).name);
}
