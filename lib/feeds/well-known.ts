// Small files at well-known addresses, for browsers and for people who find a security problem.
import { escapeHtml } from "../document/feed.ts";
import type { SiteSettings } from "../site/schema.ts";
import { element } from "./xml.ts";

/** An OpenSearch description, with which browsers offer the paper's search as one of their own. */
export const openSearchXml = ({ name, shortName, language }: SiteSettings, origin: string): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    element("ShortName", [...(shortName || name)].slice(0, 16).join("")), // the maximum length of the format
    element("LongName", [...name].slice(0, 48).join("")),
    element("Description", `Search ${name}`),
    element("Language", language),
    element("InputEncoding", "UTF-8"),
    element("OutputEncoding", "UTF-8"),
    `<Image width="16" height="16" type="image/x-icon">${escapeHtml(origin)}/favicon.ico</Image>`,
    `<Url type="text/html" method="get" template="${escapeHtml(origin)}/search?q={searchTerms}"/>`,
    `<Url type="application/opensearchdescription+xml" rel="self" template="${escapeHtml(origin)}/opensearch.xml"/>`,
    "</OpenSearchDescription>",
    "",
  ].join("\n");

/** security.txt (RFC 9116). Null without a contact or expiry date, and after that date, because an outdated file misleads. */
export function securityText(site: SiteSettings, origin: string, now: Date): { text: string; until: Date } | null {
  const { securityContact: contact, securityExpires: day, language } = site;
  const until = new Date(`${day}T23:59:59Z`);
  if (contact === "" || Number.isNaN(until.getTime()) || until <= now) return null;
  const lines = [
    `Contact: ${contact.startsWith("https://") ? contact : `mailto:${contact}`}`,
    `Expires: ${until.toISOString()}`,
    `Preferred-Languages: ${language}`,
    `Canonical: ${origin}/.well-known/security.txt`,
    "",
  ];
  return { text: lines.join("\n"), until };
}
