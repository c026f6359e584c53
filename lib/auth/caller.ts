import { isIP, isIPv6 } from "node:net";

/**
 * The client's address. A proxy's header is trusted only if the request came from our own network: otherwise a client could
 * invent an address for each guess, and evade the limit.
 * @param peer the other end of the connection
 * @param forwarded the header x-forwarded-for; the nearest proxy wrote its last entry
 */
export function callerAddress(peer: string | undefined, forwarded: string | undefined): string {
  const address = bare(peer ?? "") ?? "unknown";
  const last = bare(forwarded?.split(",").at(-1)?.trim() ?? "");
  return last !== null && isOurs(address) ? last : address;
}

/** The address without the port and brackets that some proxies write; an IPv4 address as such. Null: no address. */
function bare(written: string): string | null {
  const address = (/^\[(.+)\](?::\d+)?$/.exec(written)?.[1] ?? written).replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(plain) ? plain : null;
}

/** Loopback and private networks. */
const isOurs = (address: string): boolean =>
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/i.test(address);

/**
 * The key of a caller for rate limits: an IPv4 address, or the first 64 bits of an IPv6 one, because one household has
 * countless addresses.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const front = head.split(":").filter(Boolean);
  const back = (tail ?? "").split(":").filter(Boolean);
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0");
  const groups = [...front, ...zeros, ...back].slice(0, 4);
  return `${groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, "")).join(":")}::/64`;
}

/**
 * A network for people to read: "203.0.113.x", or the first 64 bits of an IPv6 address, "2001:db8:1:2:…". Never a whole
 * address. "" for an address that is not known.
 */
export function networkName(address: string): string {
  if (isIPv6(address)) return networkOf(address).replace("::/64", ":…");
  return isIP(address) ? address.replace(/\.\d+$/, ".x") : "";
}

/** As the server in front of Next found it. */
export const callerOf = (headers: Headers): string => headers.get("x-galley-caller") ?? "unknown";

/** Where a request to sign in comes from. */
export const deviceOf = (headers: Headers): { userAgent: string; ip: string } => ({
  userAgent: headers.get("user-agent") ?? "",
  ip: callerOf(headers),
});
