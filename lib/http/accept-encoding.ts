import Negotiator from "negotiator";

/** Maximum number of remembered headers. Browsers send a handful of different ones. */
const maxRemembered = 200;
const remembered = new Map<string, ReadonlySet<string>>();

/** The compressed encodings that a client accepts ("br", "gzip"), by its Accept-Encoding header. An empty set: send the body as it is. */
export function acceptedEncodings(header = ""): ReadonlySet<string> {
  let accepted = remembered.get(header);
  if (!accepted) {
    const negotiator = new Negotiator({ headers: { "accept-encoding": header } });
    accepted = new Set(negotiator.encodings(["br", "gzip"]));
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(header, accepted);
  }
  return accepted;
}
