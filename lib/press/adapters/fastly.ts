import * as z from "zod";
import type { CdnSettings } from "../../settings.ts";
import { ask, inBatches } from "./ask.ts";
import type { Adapter } from "./types.ts";

/** https://www.fastly.com/documentation/reference/api/purging/: "Up to 256 surrogate keys can be purged in one batch request". */
const maxPerRequest = 256;
/** The answer has a purge id for each key. */
const done = z.record(z.string(), z.string());

/** Uses hard purges, because a soft-purged cached page is only marked as stale and may still be shown. */
export function fastly({ addresses, service, token }: CdnSettings): Adapter {
  const api = addresses[0] ?? "https://api.fastly.com";
  return {
    name: "Fastly",
    async purge(keys) {
      for (const batch of inBatches(keys, maxPerRequest)) {
        const { text } = await ask(`${api}/service/${encodeURIComponent(service)}/purge`, {
          method: "POST",
          headers: { "fastly-key": token, accept: "application/json", "content-type": "application/json" },
          body: JSON.stringify({ surrogate_keys: batch }),
        });
        const ids = done.safeParse(jsonOf(text));
        if (!ids.success || batch.some((key) => ids.data[key] === undefined))
          throw new Error("Fastly answered without confirming each key");
      }
    },
    headers: (keys, seconds) => ["surrogate-control", `max-age=${seconds}`, "surrogate-key", keys.join(" ")],
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
