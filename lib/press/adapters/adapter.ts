import type { CdnSettings } from "../../settings.ts";
import { cloudflare } from "./cloudflare.ts";
import { fastly } from "./fastly.ts";
import { varnish } from "./varnish.ts";

/** A cache in front of all nodes that can be told what is wrong. */
export type Adapter = {
  /** For people. */
  name: string;
  /**
   * Drops every copy with one of these keys. Returns when the cache has said that it did.
   * @throws with words for people; `RetryLater` where it said when to come back
   */
  purge(keys: readonly string[]): Promise<void>;
  /** Tells the cache alone, not browsers and not other proxies, for how long it may keep an answer and by which keys it is purged. */
  headers(keys: readonly string[], seconds: number): readonly string[];
};

const adapters: Record<CdnSettings["kind"], (settings: CdnSettings) => Adapter> = { varnish, fastly, cloudflare };

export const adapterOf = (settings: CdnSettings): Adapter => adapters[settings.kind](settings);
