// The page that readers get when no page can be rendered. It needs no other file, because nothing else may answer then.
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isInApi } from "./canonical.ts";
import { commonHeaders, type Host } from "./headers.ts";

/** Seconds until the browser may retry. */
const retryAfter = 5;

/** The colours and measures of the site, with the serif that every machine has. */
const looks = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;align-content:center;background:light-dark(#fbf9f4,#161511);color:light-dark(#191611,#ece7db);font:1.1875rem/1.5 Newsreader,Georgia,serif}
main{border-top:3px solid light-dark(#191611,#7d7668);margin-inline:clamp(1.125rem,8vw,8rem);padding-block:1.5rem;max-width:37rem}
h1{font-weight:500;font-size:clamp(2.1875rem,1.45rem + 3vw,3.5rem);line-height:1.05;letter-spacing:-.02em;margin:0 0 .75rem;text-wrap:balance}
p{margin:0;color:light-dark(#4a453b,#c0b9a9)}
a{display:inline-block;padding-block:.6875rem;margin-top:.75rem;color:inherit;font:600 1rem/1.4 system-ui,sans-serif}
a:focus-visible{outline:3px solid;outline-offset:3px}`;

export const backSoonPage = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Back in a moment</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><style>${looks}</style></head><body><main><h1>We will be back in a moment</h1><p>This page cannot be shown right now. Nothing is lost, and it is not your connection.</p><a href="">Try again</a></main></body></html>`;

const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(looks).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

/** What programs that use the API get instead. */
const backSoonProblem = JSON.stringify({
  type: "unavailable",
  title: "The server cannot answer now",
  status: 503,
  detail: `Try again in ${retryAfter} seconds.`,
});

export function sendBackSoon(
  { method, url = "/" }: Pick<IncomingMessage, "method" | "url">,
  response: ServerResponse,
  host: Host,
): void {
  const isProgram = isInApi(url.replace(/\?.*$/s, ""));
  response.writeHead(503, {
    ...commonHeaders(host),
    ...(isProgram
      ? { "content-type": "application/problem+json", "access-control-allow-origin": "*" }
      : { "content-type": "text/html; charset=utf-8", "content-security-policy": policy }),
    "retry-after": String(retryAfter),
    "cache-control": "no-store",
  });
  response.end(method === "HEAD" ? undefined : isProgram ? backSoonProblem : backSoonPage);
}
