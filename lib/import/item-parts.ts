// Values that readers of several formats make in the same way.
import { slugFrom } from "#lib/addresses/slug.ts";
import type { ItemArchive, ItemAuthor } from "./item.ts";
import { pathFromAddress } from "./paths.ts";
import { escapeXml } from "./xml/element.ts";

/** The page of an old site with such a path that lists the stories of something; none if no redirect can have that path. */
export const archiveAt = (kind: ItemArchive["kind"], address: string, name: string): ItemArchive[] => {
  const path = pathFromAddress(address);
  return path === null || name === "" ? [] : [{ kind, path, name }];
};

/** "https://old.example" of an address; "" if it is none. */
export const originOf = (address: string): string =>
  /^https?:/i.test(address) && URL.canParse(address) ? new URL(address).origin : "";

/** How the keys of items name a site: "old.example/blog", so that a change to https makes no new items. */
export const siteKey = (site: string): string => site.replace(/^https?:\/\/(?:www\.)?/, "").replace(/\/+$/, "");

/** Last part of the address, if it has letters; else of the headline. */
export function slugOf(link: string, headline: string): string {
  const last = (pathFromAddress(link)?.split("/").at(-1) ?? "").replace(/\.\w{2,5}$/, "");
  return (/[a-z]{3}/i.test(last) ? slugFrom(last, 100) : "") || slugFrom(headline, 100) || "item";
}

/** The names of a byline: "By Anna Berg and Ben Cole" has two. */
export const namesIn = (text: string): string[] =>
  text
    .replace(/^(?:by:?|(?:von|par|por)(?=\s+\S+\s+\S))\s+/i, "")
    .split(/\s*(?:,|;|&|\s(?:and|und|et|y|og)\s)\s*/i)
    .map((name) => name.trim())
    .filter(Boolean);

export const authorsNamed = (names: readonly string[]): ItemAuthor[] =>
  [...new Set(names)].map((name) => ({ slug: slugFrom(name), name, jobTitle: "", bio: "" }));

/** 1 to 9; null for anything else. */
export const urgencyOf = (text: string): number | null => (/^[1-9]$/.test(text.trim()) ? Number(text) : null);

/** Plain text as HTML: an empty line separates paragraphs. */
export const paragraphs = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => `<p>${escapeXml(part).replace(/\n/g, "<br>")}</p>`)
    .join("\n");
