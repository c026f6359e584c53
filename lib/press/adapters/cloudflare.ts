import * as z from "zod";
import type { CdnSettings } from "../../settings.ts";
import { ask, inBatches } from "./ask.ts";
import type { Adapter } from "./types.ts";

/** https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/: 30 with every plan that has tags. */
const maxPerRequest = 30;
const done = z.object({ success: z.literal(true) });

/** Cloudflare keeps HTML only where a Cache Rule makes it eligible; it takes the time from our header. */
export function cloudflare({ addresses, service, token }: CdnSettings): Adapter {
  const api = addresses[0] ?? "https://api.cloudflare.com";
  return {
    name: "Cloudflare",
    async purge(keys) {
      for (const batch of inBatches(keys, maxPerRequest)) {
        const { text } = await ask(`${api}/client/v4/zones/${encodeURIComponent(service)}/purge_cache`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify({ tags: batch }),
        });
        if (!isDone(text)) throw new Error("Cloudflare answered without confirming the purge");
      }
    },
    headers: (keys, seconds) => ["cloudflare-cdn-cache-control", `max-age=${seconds}`, "cache-tag", keys.join(",")],
  };
}

function isDone(text: string): boolean {
  try {
    return done.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
