import { hrefOf } from "../addresses/paths.ts";
import { escapeHtml } from "../document/feed.ts";
import type { SitemapEntry } from "../published/types.ts";
import { hreflangsOf } from "./hreflang.ts";
import { element } from "./xml.ts";

const sitemapNamespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** A story in several languages lists them all, as its page does. */
export const sitemapXml = (entries: readonly SitemapEntry[], origin: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<urlset ${sitemapNamespace} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries
    .map(
      ({ path, changedAt, translations = [] }) =>
        `<url>${element("loc", origin + hrefOf(path))}${changedAt ? element("lastmod", changedAt.toISOString()) : ""}${hreflangsOf(translations, origin).map(alternate).join("")}</url>`,
    )
    .join("\n")}\n</urlset>\n`;

const alternate = ([language, address]: [string, string]): string =>
  `<xhtml:link rel="alternate" hreflang="${escapeHtml(language)}" href="${escapeHtml(address)}"/>`;

/** The index of a site map with several parts. */
export const sitemapIndexXml = (parts: readonly string[], origin: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex ${sitemapNamespace}>\n${parts.map((part) => `<sitemap>${element("loc", `${origin}/sitemap.xml?page=${part}`)}</sitemap>`).join("\n")}\n</sitemapindex>\n`;

/** A story for the Google News site map, which covers the last two days. */
export type NewsEntry = { path: string; headline: string; language: string; publishedAt: Date };

/** The news site map. `name` is the paper's name in Google News. */
export const newsSitemapXml = (entries: readonly NewsEntry[], name: string, origin: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<urlset ${sitemapNamespace} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n${entries
    .map(
      ({ path, headline, language, publishedAt }) =>
        `<url>${element("loc", origin + hrefOf(path))}<news:news><news:publication>${element("news:name", name)}${element("news:language", newsLanguage(language))}</news:publication>${element("news:publication_date", publishedAt.toISOString())}${element("news:title", headline)}</news:news></url>`,
    )
    .join("\n")}\n</urlset>\n`;

/** ISO 639 with two or three letters; only for Chinese is the region included. */
const newsLanguage = (tag: string): string => {
  const { language, region, script } = new Intl.Locale(tag).maximize();
  if (language !== "zh") return language;
  return script === "Hant" || region === "TW" ? "zh-tw" : "zh-cn";
};
