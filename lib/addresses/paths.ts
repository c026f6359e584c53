import { type Purpose, purposeNames } from "#lib/document/fields.ts";
import { dateParts } from "#lib/times.ts";
import { isSlug, slugFrom } from "./slug.ts";

/** First segments that belong to routes and files of their own: no section and no imported story may lie there. */
export const reservedSegments: ReadonlySet<string> = new Set([
  "desk",
  "admin",
  "api",
  "sign-in",
  "invitation",
  "reset",
  "unsubscribe",
  "for-review",
  "search",
  "archive",
  "topics",
  "collections",
  "authors",
  "corrections",
  "report",
  "pictures",
  "fonts",
  "_next",
  ".well-known",
]);

/** True where no story or section may live: the front page, reserved first segments, feeds and well-known files. */
export function isReservedPath(path: string): boolean {
  const first = path.split("/")[1] ?? "";
  return (
    first === "" ||
    reservedSegments.has(first.toLowerCase()) ||
    /^\/[^/]*\.(?:xml|txt|ico|svg|png|json|webmanifest)$/i.test(path) ||
    /(?:^|\/)(?:rss\.xml|atom\.xml|feed\.json)$/i.test(path)
  );
}

/**
 * The form in which a path is stored and looked up: percent-decoded, NFC, one leading slash, no empty segments, no
 * trailing slash. Null for what cannot be read (broken percent code, controls, dot segments, over 1,000 characters).
 */
export function normalisePath(raw: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(raw.replace(/[?#].*$/s, ""));
  } catch {
    return null;
  }
  const segments = decoded.normalize("NFC").split("/").filter(Boolean);
  const path = `/${segments.join("/")}`;
  const unreadable = segments.some((segment) => segment === "." || segment === "..");
  return unreadable || path.length > 1000 || /[\p{Cc}\\]/u.test(path) || !path.isWellFormed() ? null : path;
}

/** A stored path, percent-encoded for a link. */
export const hrefOf = (path: string): string => encodeURI(path).replace(/[?#]/g, encodeURIComponent);

/** What campaigns add to links; it never decides where a link leads. */
const isTracking = (name: string): boolean => /^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid)$/i.test(name);

/**
 * Normalises an old address that is identified by its query, such as "/story.asp?id=11", for storing and looking up: the path as in `normalisePath` and in small letters, the query sorted by name and without tracking.
 * @returns null for an address without such a query, or one that cannot be read
 */
export function queryAddress(raw: string): string | null {
  const [, before = "", search = ""] = /^([^?#]*)\?([^#]*)/s.exec(raw) ?? [];
  const path = before === "" ? null : normalisePath(before);
  if (path === null) return null;
  const kept = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => !isTracking(name)));
  kept.sort();
  const address = `${path.toLowerCase()}?${kept}`;
  return kept.size === 0 || address.length > 1000 ? null : address;
}

/** A target of this site with its query and fragment, ready for a link; null for what cannot be read. */
export function targetHref(target: string): string | null {
  const [, before = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
  const path = normalisePath(before);
  if (path === null || !before.startsWith("/")) return null;
  const { search, hash } = new URL(rest, "http://site/");
  return hrefOf(path) + search + hash;
}

/**
 * Where a story is published first: "/city/transport/2026/11/24/night-ferry".
 * @param parts.at the date that counts, read on the newsroom's calendar (`zone`)
 */
export function storyPath(parts: { sectionPath: string; at: Date; zone: string; slug: string }): string {
  const { year, month, day } = dateParts(parts.at, parts.zone);
  return `${parts.sectionPath}/${year}/${month}/${day}/${parts.slug}`;
}

/** "/city", or "/city/transport" below a parent's path. */
export const sectionPath = (slug: string, parentPath = ""): string => `${parentPath}/${slug}`;

/** A sub-section of four digits would be taken for a year. Reserved words matter only at the top. */
export const isSectionSlug = (slug: string, top: boolean): boolean =>
  isSlug(slug) && !/^\d{4}$/.test(slug) && !(top && reservedSegments.has(slug));

/** Pages of a story, each one segment below its address. A section or story with that path takes precedence. */
export const storyParts = ["history", "republish"] as const;
export type StoryPart = (typeof storyParts)[number];
/** Of a story's address, as a path or as a link. */
export const partPath = (path: string, part: StoryPart): string => `${path}/${part}`;

/** An address that may be that of a page of a story, taken apart; null for any other. However it is written. */
export function partOf(path: string): { path: string; part: StoryPart } | null {
  const [, whole = "", last = ""] = /^(\/.*[^/])\/+([^/]+)\/*$/.exec(path) ?? [];
  const part = storyParts.find((name) => name === last.toLowerCase());
  return part && whole !== "" ? { path: whole, part } : null;
}

/** The last word of a page's address: as chosen, else as what it is for, else as its headline. "" where nothing is left. */
export const pageSlug = (page: { slug: string; purpose: Purpose; headline: string }): string =>
  page.slug || slugFrom(page.purpose ? purposeNames[page.purpose] : page.headline);

/** Pages lie where top sections do, and may be called what those may. */
export const isPageSlug = (slug: string): boolean => isSectionSlug(slug, true);
export const pagePath = (slug: string): string => `/${slug}`;

export const topicPath = (slug: string): string => `/topics/${slug}`;
export const authorPath = (slug: string): string => `/authors/${slug}`;
export const collectionPath = (slug: string): string => `/collections/${slug}`;

/** The archive page of a year, a month ("2026-11") or a day ("2026-11-24"); "" is the archive itself. */
export const archivePath = (period = ""): string => ["/archive", ...period.split("-").filter(Boolean)].join("/");

/** The page with all corrections. */
export const correctionsPath = "/corrections";

/** The file name of a feed by its format, which follows the path of its page. */
export const feedFiles = { rss: "rss.xml", atom: "atom.xml", json: "feed.json" } as const;
export type FeedFormat = keyof typeof feedFiles;

/** "/rss.xml" for the whole paper, "/city/atom.xml" for a section, "/topics/ferries/feed.json" for a topic. */
export const feedPath = (path = "", format: FeedFormat = "rss"): string =>
  `${path === "/" ? "" : path}/${feedFiles[format]}`;
