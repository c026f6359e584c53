import "server-only";
import { answer } from "../press/context.ts";
import { getSiteSettings } from "../site/data.ts";
import { siteOrigin } from "../site-origin.ts";
import { countSitemapParts, listForFeed, listForSitemap } from "./feed-data.ts";
import { rssXml, sitemapIndexXml, sitemapXml } from "./rss.ts";

const xml = (text: string, type: string): Response =>
  new Response(text, { headers: { "content-type": `${type}; charset=utf-8` } });

/** The feed of the paper (`path` "/") or of the section at this path; 404 where there is none. */
export async function loadFeed(request: Request, path: string): Promise<Response> {
  const paper = await getSiteSettings();
  const feed = await listForFeed(path === "/" ? null : path);
  if (!feed) {
    answer(404);
    return new Response("There is no such section.\n", {
      status: 404,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  }
  const channel = {
    title: feed.section ? `${feed.section.name} – ${paper.name}` : paper.name,
    description: paper.tagline,
    language: paper.language,
    origin: siteOrigin(request.headers),
    path,
  };
  return xml(rssXml(channel, feed.items), "application/rss+xml");
}

/** The site map; with more than 50,000 stories an index of its parts, which are `?page=1`, `?page=2` … */
export async function loadSitemap(request: Request): Promise<Response> {
  const origin = siteOrigin(request.headers);
  const page = Number(new URL(request.url).searchParams.get("page") ?? 0);
  const parts = await countSitemapParts();
  if (page === 0 && parts > 1) return xml(sitemapIndexXml(parts, origin), "application/xml");
  return xml(
    sitemapXml(await listForSitemap(Number.isInteger(page) && page > 0 ? page : 1), origin),
    "application/xml",
  );
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
