// Reading what is known about links to other sites, and asking those sites.
import robotsParser from "robots-parser";
import { type OutsideOptions, OutsideRefused, requestOutside } from "../http/outside-request.ts";
import { log } from "../log.ts";
import type { Transaction } from "../postgres/app.ts";
import { parseSiteSettings } from "../site/schema.ts";
import { visitOf } from "./policy.ts";
import type { LostLink, Visit } from "./types.ts";

/** Whether the paper wants links to other sites to be checked. */
export async function checksOutsideLinks(client: Transaction): Promise<boolean> {
  const row = await client.setting.findUnique({ where: { key: "site" }, select: { value: true } });
  return parseSiteSettings(row?.value).checkOutsideLinks;
}

/** Those of the addresses at which readers find nothing, or which have moved for good. */
export async function findLostLinks(client: Transaction, urls: readonly string[]): Promise<LostLink[]> {
  if (urls.length === 0) return [];
  return client.outsideLink.findMany({
    where: { url: { in: [...urls] }, state: { in: ["DEAD", "MOVED"] } },
    orderBy: { url: "asc" },
    select: { url: true, movedTo: true },
  });
}

const maxRedirects = 5;
const maxRobotsBytes = 500 * 1024;
/** The name by which robots.txt may address the checker. */
export const robotName = "GalleyLinkCheck";

export type Visitor = Pick<OutsideOptions, "userAgent" | "allowsPrivate" | "timeoutMs">;

/** Whether a site's robots.txt allows the visit. A site without one allows everything; one that fails to answer allows nothing now. */
async function mayVisit(url: string, visitor: Visitor): Promise<"yes" | "no" | "later"> {
  const address = new URL("/robots.txt", url).href;
  let place = address;
  for (let i = 0; i <= maxRedirects; i++) {
    const { status, location, text } = await requestOutside(place, { ...visitor, maxBytes: maxRobotsBytes });
    if (location !== null) {
      place = location;
      continue;
    }
    if (status >= 500 || status === 429) return "later";
    if (status !== 200) return "yes";
    return robotsParser(address, text).isAllowed(url, robotName) === false ? "no" : "yes";
  }
  return "yes";
}

/** Asks a site about an address, once. Never throws: a connection that fails is a visit to repeat. */
export async function visitLink(url: string, visitor: Visitor): Promise<Visit> {
  try {
    const allowed = await mayVisit(url, visitor);
    if (allowed === "no") return { kind: "skipped" };
    if (allowed === "later") return { kind: "again", status: null };
    return await follow(url, visitor);
  } catch (error) {
    if (error instanceof OutsideRefused) return { kind: "skipped" };
    log.debug({ error, url }, "link check: the site did not answer; retrying later");
    return { kind: "again", status: null };
  }
}

/** Follows redirects. Only permanent ones move a link: a temporary one may lead elsewhere tomorrow. */
async function follow(url: string, visitor: Visitor): Promise<Visit> {
  let place = url;
  let movedTo: string | null = null;
  let isPermanent = true;
  for (let i = 0; i <= maxRedirects; i++) {
    let answer = await requestOutside(place, { ...visitor, method: "HEAD" });
    // Some servers do not know HEAD, or answer it with an error.
    if (answer.status >= 400) answer = await requestOutside(place, { ...visitor, method: "GET" });
    if (answer.location === null) return visitOf(answer.status, movedTo);
    isPermanent &&= answer.status === 301 || answer.status === 308;
    place = answer.location;
    if (isPermanent) movedTo = place;
  }
  return { kind: "again", status: null };
}
