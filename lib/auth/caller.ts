/**
 * The address of whoever calls. What a proxy says counts only when the request came from a machine of our own network:
 * anybody else could write there whatever he likes, and have a fresh limit for every guess.
 * @param peer the other end of the connection
 * @param forwarded the header x-forwarded-for; the nearest proxy wrote its last entry
 */
export function callerAddress(peer: string | undefined, forwarded: string | undefined): string {
  const address = (peer ?? "unknown").replace(/^::ffff:/, "");
  const last = forwarded?.split(",").at(-1)?.trim();
  return last && isOurs(address) ? last.slice(0, 64) : address;
}

/** Loopback and private networks. */
const isOurs = (address: string): boolean =>
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/i.test(address);

/** As the server in front of Next found it. */
export const callerOf = (headers: Headers): string => headers.get("x-galley-caller") ?? "unknown";
