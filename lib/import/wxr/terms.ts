// What WordPress files a post under: categories, which form a tree, and tags.
import { plainOfHtml } from "../html-parts.ts";
import type { ItemArchive, ItemAuthor } from "../item.ts";
import { archiveAt } from "../item-parts.ts";
import type { XmlElement } from "../xml/element.ts";

/** By nicename; `parent` is a nicename, or "". */
export type Categories = Map<string, { name: string; parent: string }>;

/** The main category's top one is the section; all other categories and tags are topics. */
export function termsOf(
  element: XmlElement,
  categories: Categories,
  meta: ReadonlyMap<string, string>,
): { section: string | null; topics: string[] } {
  const terms = element.all("category").map(({ attributes, text }) => ({
    domain: attributes.domain ?? "category",
    nicename: attributes.nicename ?? "",
    name: plainOfHtml(text),
  }));
  const own = terms.filter(({ domain, nicename }) => domain === "category" && nicename !== "uncategorized");
  const primary = meta.get("_yoast_wpseo_primary_category") || meta.get("rank_math_primary_category");
  const main = own.find(({ nicename }) => nicename === primary) ?? own[0];
  const top = main && topOf(main.nicename, categories);
  const section = main ? (top ?? main.name) : null;
  const topics = [...own, ...terms.filter(({ domain }) => domain === "post_tag")].map(({ name }) => name);
  return { section, topics: [...new Set(topics)].filter((name) => name !== "" && name !== section) };
}

const topOf = (nicename: string, categories: Categories): string | null =>
  lineage(nicename, categories)[0]?.name || null;

/** A category with those above it, the top one first. */
function lineage(nicename: string, categories: Categories): { nicename: string; name: string }[] {
  const line: { nicename: string; name: string }[] = [];
  for (let at = nicename; at !== "" && line.length < 10; ) {
    const found = categories.get(at);
    if (!found) break;
    line.unshift({ nicename: at, name: found.name });
    at = found.parent;
  }
  return line;
}

/** The pages of WordPress that list a post, with the words that their addresses begin with unless a site has changed them. */
export function archivesOf(
  element: XmlElement,
  authors: readonly ItemAuthor[],
  { site, categories }: { site: string; categories: Categories },
): ItemArchive[] {
  const terms = element.all("category").map(({ attributes, text }) => ({
    domain: attributes.domain,
    nicename: attributes.nicename ?? "",
    name: plainOfHtml(text),
  }));
  return [
    ...terms
      .filter(({ domain }) => domain === "category")
      .flatMap(({ nicename }) => {
        const line = lineage(nicename, categories);
        return line.flatMap(({ name }, at) => {
          const names = line.slice(0, at + 1).map((each) => each.nicename);
          return archiveAt("category", `${site}/category/${names.join("/")}`, name);
        });
      }),
    ...terms
      .filter(({ domain }) => domain === "post_tag")
      .flatMap(({ nicename, name }) => archiveAt("tag", `${site}/tag/${nicename}`, name)),
    ...authors.flatMap(({ slug, name }) => archiveAt("author", `${site}/author/${slug}`, name)),
  ];
}
