import type { CdnSettings } from "../../settings.ts";
import { ask, inBatches } from "./ask.ts";
import type { Adapter } from "./types.ts";

/** Eleven bytes each: Varnish takes 8 KB a line of a request. */
const maxPerRequest = 256;

/** varnish/galley.vcl with xkey of Debian's varnish-modules. Each of several servers has to confirm. */
export function varnish({ addresses }: CdnSettings): Adapter {
  return {
    name: "Varnish",
    async purge(keys) {
      for (const batch of inBatches(keys, maxPerRequest))
        await Promise.all(
          addresses.map(async (address) => {
            const answer = await ask(`${address}/`, {
              method: "PURGE",
              headers: { "galley-purge": batch.join(" ") },
            });
            // Any other server at this address (a node, another proxy) has purged nothing.
            if (!/^\d+$/.test(answer.headers.get("galley-purged") ?? ""))
              throw new Error(`${new URL(address).host} is not a Varnish with galley.vcl`);
          }),
        );
    },
    headers: (keys, seconds) => ["surrogate-control", `max-age=${seconds}`, "surrogate-key", keys.join(" ")],
  };
}
