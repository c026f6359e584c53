// Compares cached pages with fresh renders. A difference means that something changed a page
// without purging it, which is a bug.

import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { log } from "../log.ts";
import { type CachedPage, plainBody, type RenderedPage } from "./cached-page.ts";
import type { Check } from "./check-schema.ts";
import type { Press } from "./press.ts";

const fromBrotli = promisify(brotliDecompress);
const maxPages = 200;
/** Characters that are reported around the first difference. */
const maxShownChars = 60;

/** Checks random pages one by one while readers are served. Skips pages that change meanwhile. @param signal stops it after the current page */
export async function checkKept(press: Press, signal?: AbortSignal, now = new Date()): Promise<Check> {
  const check: Check = { at: now.toISOString(), pages: 0, wrong: [] };
  for (const [key, cached] of press.cache.sample(maxPages)) {
    if (signal?.aborted) break;
    try {
      const { protocol, host } = new URL(key);
      const rendered = await press.renders.renderAfresh(cached.url, { proto: protocol.slice(0, -1), name: host });
      const how = await differenceOf(cached, rendered);
      if (how !== null) await press.purges.catchUp(); // the render may already show another node's change
      if (!press.generations.isUntouched(cached)) continue;
      check.pages++;
      press.counts.checked++;
      if (how === null) continue;
      log.error({ url: cached.url, how }, "nightly page check: a cached page differs from a fresh render; purging it");
      press.counts.wrong++;
      check.wrong.push({ url: cached.url, how });
    } catch (error) {
      log.warn({ error, url: cached.url }, "nightly page check: a cached page could not be compared; skipping it");
    }
  }
  return check;
}

/** Null when each encoding equals the fresh render. */
async function differenceOf(cached: CachedPage, rendered: RenderedPage): Promise<string | null> {
  if (cached.status !== rendered.status) return `cached with status ${cached.status}, rendered with ${rendered.status}`;
  for (const name of ["location", "content-type", "content-security-policy"])
    if (cached.headers[name] !== rendered.headers[name])
      return `cached with ${name} ${cached.headers[name] ?? "–"}, rendered with ${rendered.headers[name] ?? "–"}`;
  const { br } = cached.encodings;
  const encodings = [plainBody(cached), ...(br ? [fromBrotli(br.body)] : [])];
  for (const encoded of encodings) {
    const kept = await encoded.catch(() => null);
    if (kept === null) return "cached in an encoding that cannot be decompressed";
    if (!kept.equals(rendered.body)) return firstDifference(kept.toString("utf8"), rendered.body.toString("utf8"));
  }
  return null;
}

function firstDifference(kept: string, rendered: string): string {
  let at = 0;
  while (at < kept.length && kept[at] === rendered[at]) at++;
  const around = (text: string) => text.slice(Math.max(0, at - 20), at + maxShownChars).replace(/\s+/g, " ");
  return `cached “${around(kept)}”, rendered “${around(rendered)}”`;
}
