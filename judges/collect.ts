import { kindOfPage, kindOfPath, linksOf, wordOf } from "./kinds.ts";
import type { SiteMap } from "./site-maps.ts";
import type { Page } from "./types.ts";

/** Stories and places that are read in search of one that is different. */
const maxPages = 40;

/**
 * Walks a running site from its front page.
 * @param most null: one page of each kind, and stories as long as each shows something new; else so many pages, whatever
 *   they are
 */
export async function collectPages(origin: string, most: number | null = null): Promise<Page[]> {
  const pages: Page[] = [];
  const seen = new Set<string>();
  const kinds = new Set<string>();
  const queue = ["/", "/no-page-is-at-this-address", "/search?q=zqxjkwvy"];
  let hasSearched = false;
  let read = 0;
  for (
    let path = queue.shift();
    path !== undefined && pages.length < (most ?? Number.POSITIVE_INFINITY);
    path = queue.shift()
  ) {
    const known = kindOfPath(path);
    if (seen.has(path) || (most === null && known !== null && known !== "search" && kinds.has(known))) continue;
    seen.add(path);
    if (most === null && known === null && ++read > maxPages) continue;
    const page = await fetchPage(origin, path);
    if (!page) continue;
    const kind = kindOfPage(path, page.status, page.html);
    // A search leads to narrower ones without end.
    queue.push(...linksOf(page.html, page.address).filter((link) => kindOfPath(link) !== "search"));
    if (kind.name === "story" && !hasSearched) {
      hasSearched = true;
      queue.unshift(`/search?q=${encodeURIComponent(wordOf(page.html))}`);
    }
    const isNew = kind.name === "search" || !kinds.has(kind.name) || kind.traits.some((trait) => !kinds.has(trait));
    for (const name of [kind.name, ...kind.traits]) kinds.add(name);
    if (most !== null || isNew)
      pages.push({ ...page, kind: [kind.name, kind.traits.join(", ")].filter(Boolean).join(" with ") });
  }
  return pages;
}

/** Null for what is no page: an address that leads elsewhere, or a file. */
export async function fetchPage(origin: string, path: string): Promise<Page | null> {
  const address = new URL(path, origin).href;
  const answer = await fetch(address, { redirect: "manual" });
  const html = await answer.text();
  if (answer.status >= 300 && answer.status < 400) return null;
  if (!answer.headers.get("content-type")?.startsWith("text/html")) return null;
  return { kind: kindOfPage(path, answer.status, html).name, address, status: answer.status, html };
}

/** The two site maps; of one that has parts, its parts. */
export async function collectSiteMaps(origin: string): Promise<SiteMap[]> {
  const maps: SiteMap[] = [];
  const queue = ["/sitemap.xml", "/news-sitemap.xml"].map((path) => new URL(path, origin).href);
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const xml = await (await fetch(address)).text();
    if (!xml.includes("<sitemapindex")) maps.push({ address, xml });
    else
      for (const [, part = ""] of xml.matchAll(/<loc>([^<]*)<\/loc>/g)) {
        // The site may name itself by another origin than the one that it was asked at.
        const { pathname, search } = new URL(part.replaceAll("&amp;", "&"), origin);
        queue.push(new URL(pathname + search, origin).href);
      }
  }
  return maps;
}
