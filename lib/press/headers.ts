import { createHash } from "node:crypto";

export type Host = { name: string; proto: string };

/** Headers of every response, public and newsroom. */
export function commonHeaders(host: Host): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    ...(host.proto === "https" ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/** Of a page for one person: nobody keeps it, lists it, or learns its address from a link on it. */
export const privateHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex, nofollow, noarchive",
};

const style = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
/** For `style-src`: the hash of every style block on the page. Story text cannot imitate one, because < is escaped. */
export const styleHashes = (html: string): string[] =>
  [...html.matchAll(style)].map(
    (block) =>
      `'sha256-${createHash("sha256")
        .update(block[1] ?? "")
        .digest("base64")}'`,
  );

/**
 * For `frame-src`: the origins whose frames the cards of a page offer. Story text cannot imitate such an attribute, because "
 * is escaped.
 */
export const frameOrigins = (html: string): string[] => [
  ...new Set([...html.matchAll(/ data-frame="(https:\/\/[a-z0-9.-]+)\//g)].map(([, origin = ""]) => origin)),
];

export const sitePolicy = (styles: readonly string[], frames: readonly string[] = []): string =>
  `default-src 'self'; ${frames.length > 0 ? `frame-src ${frames.join(" ")}; ` : ""}script-src 'self'; style-src 'self' ${[...new Set(styles)].join(" ")}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`;
