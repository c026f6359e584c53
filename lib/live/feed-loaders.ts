import "server-only";
import { findAddress } from "../addresses/data.ts";
import { feedPath, hrefOf, normalisePath } from "../addresses/paths.ts";
import { getSection } from "../places/data.ts";
import { answer } from "../press/context.ts";
import { getSiteSettings } from "../site/data.ts";
import { siteOrigin } from "../site-origin.ts";
import { countSitemapParts, getFeed, listForSitemap } from "./feed-data.ts";
import { rssXml, sitemapIndexXml, sitemapXml } from "./rss.ts";

const xml = (text: string, type: string): Response =>
  new Response(text, { headers: { "content-type": `${type}; charset=utf-8` } });

const nothing = (what: string): Response => {
  answer(404);
  return new Response(`${what}\n`, { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
};

/** The feed of the paper (`path` "/") or of the section at this path, as its page is linked; 301 where the section has moved, 404 where there is none. */
export async function loadFeed(request: Request, path: string): Promise<Response> {
  const isWhole = path === "/";
  const address = isWhole ? null : await findAddress(hrefOf(normalisePath(path) ?? ""));
  if (address?.kind === "REDIRECT" && address.to.startsWith("/")) {
    answer(301, feedPath(address.to));
    return new Response(null);
  }
  const section = address?.kind === "SECTION" ? await getSection(address.target) : null;
  if (!isWhole && !section) return nothing("There is no such section.");
  const paper = await getSiteSettings();
  const channel = {
    title: section ? `${section.name} | ${paper.name}` : paper.name,
    description: section ? section.description : paper.tagline,
    language: paper.language,
    origin: siteOrigin(request.headers),
    path: section?.path ?? "/",
  };
  return xml(rssXml(channel, await getFeed(section)), "application/rss+xml");
}

/** The site map; with more than 50,000 stories an index of its parts, which are `?page=1`, `?page=2` … */
export async function loadSitemap(request: Request): Promise<Response> {
  const origin = siteOrigin(request.headers);
  const asked = new URL(request.url).searchParams.get("page");
  const parts = await countSitemapParts();
  if (asked === null && parts > 1) return xml(sitemapIndexXml(parts, origin), "application/xml");
  const part = asked === null ? 1 : Number(/^[1-9]\d{0,5}$/.exec(asked)?.[0] ?? 0);
  if (part < 1 || part > parts) return nothing("The site map has no such part.");
  return xml(sitemapXml(await listForSitemap(part), origin), "application/xml");
}

export function loadRobots(request: Request): Response {
  const lines = [
    "User-agent: *",
    ...["/desk", "/admin", "/api", "/sign-in"].map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${siteOrigin(request.headers)}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), { headers: { "content-type": "text/plain; charset=utf-8" } });
}
