import { siteOrigin } from "../site-origin.ts";

/** The site to which a passkey belongs, as browsers name it. */
export type PasskeySite = {
  /** The host name without a port. */
  id: string;
  /** Where a passkey may be used. */
  origins: string[];
};

/** https counts as well, because a proxy that ends TLS need not say so. */
export function passkeySiteOf(headers: Headers): PasskeySite {
  const origin = siteOrigin(headers);
  const { hostname, host } = new URL(origin);
  return { id: hostname, origins: [...new Set([origin, `https://${host}`])] };
}
