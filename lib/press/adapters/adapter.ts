import type { CdnSettings } from "../../settings.ts";
import { cloudflare } from "./cloudflare.ts";
import { fastly } from "./fastly.ts";
import type { Adapter } from "./types.ts";
import { varnish } from "./varnish.ts";

const adapters: Record<CdnSettings["kind"], (settings: CdnSettings) => Adapter> = { varnish, fastly, cloudflare };

export const adapterOf = (settings: CdnSettings): Adapter => adapters[settings.kind](settings);
