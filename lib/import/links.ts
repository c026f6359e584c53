import { authorPath, queryAddress, topicPath } from "#lib/addresses/paths.ts";
import { slugFrom } from "#lib/addresses/slug.ts";
import { linkFromInput } from "#lib/document/links.ts";
import { dateParts } from "#lib/times.ts";
import type { ImportItem } from "./item.ts";
import { deadLink } from "./markdown/shortcodes.ts";
import { pathFromAddress } from "./paths.ts";
import type { Warn } from "./types.ts";

type LinkedItem = Pick<ImportItem, "file" | "line" | "slug" | "date" | "aliases">;

/** The addresses of imported files, by every name that other files may use for them. */
export class LinkIndex {
  readonly #byName = new Map<string, string>();
  readonly #byPath = new Map<string, string>();
  readonly #byQuery = new Map<string, string>();
  readonly #topics = new Set<string>();
  readonly #authors = new Set<string>();

  add(entry: LinkedItem, path: string, zone: string): void {
    const stem = this.#addNames(entry, path);
    const old = [path, ...entry.aliases.filter((alias) => !alias.includes("?"))];
    if (entry.date) {
      const { year, month, day } = dateParts(entry.date, zone);
      const dated = /^(\d{4})-(\d\d)-(\d\d)-/.exec(stem);
      old.push(`/${year}/${month}/${day}/${entry.slug}`);
      if (dated) old.push(`/${dated.slice(1, 4).join("/")}/${entry.slug}`);
    }
    for (const key of old) if (!this.#byPath.has(key.toLowerCase())) this.#byPath.set(key.toLowerCase(), path);
    for (const key of entry.aliases.filter((alias) => alias.includes("?"))) this.#byQuery.set(key, path);
  }

  /** Of an item that is a file of its own; many items in one file have no name. @returns the name without its ending */
  #addNames({ file, line, slug }: LinkedItem, path: string): string {
    if (line !== undefined) return "";
    const name = file.toLowerCase().split("/").at(-1) ?? "";
    const stem = name.replace(/\.[^.]+$/, "");
    for (const key of [file.toLowerCase(), name, stem, stem.replace(/^\d{4}-\d{1,2}-\d{1,2}-/, ""), slug]) {
      if (!this.#byName.has(key)) this.#byName.set(key, path);
    }
    return stem;
  }

  /** The address of a story by that of the old site with its query, "/?p=12". */
  byQuery(address: string): string | null {
    const wanted = queryAddress(address);
    return (wanted !== null && this.#byQuery.get(wanted)) || null;
  }

  /** A page of the old site that has another address here. A story with that address comes first. */
  addPath(former: string, path: string): void {
    const key = former.toLowerCase();
    if (!this.#byPath.has(key)) this.#byPath.set(key, path);
  }

  addTopics(names: readonly string[]): void {
    for (const name of names) this.#topics.add(slugFrom(name));
  }

  addAuthors(slugs: readonly string[]): void {
    for (const slug of slugs) this.#authors.add(slug);
  }

  /** "/topics/mobile", "/tags/mobile/" and "/authors/anna" of the old site exist on this site as well. */
  #place(name: string): string | null {
    const [, kind = "", slug = ""] =
      /^(topics|tags|categories|authors?)\/([^/.]+)(?:\/_?index)?(?:\.\w+)?$/.exec(name) ?? [];
    if (kind.startsWith("author")) return this.#authors.has(slug) ? authorPath(slug) : null;
    return this.#topics.has(slug) ? topicPath(slug) : null;
  }

  /** Finds a file by its name, with or without folders, extension and date; by a path of the old site; or as a topic's page. */
  byName(given: string): string | null {
    const name = given
      .trim()
      .toLowerCase()
      .replace(/[?#].*$/, "")
      .replace(/^\/+|\/+$/g, "");
    if (name === "") return null;
    const last = name.split("/").at(-1) ?? "";
    const isIndex = /^_?index\b/.test(last);
    return (
      this.#byName.get(name) ??
      this.#place(name) ??
      this.byPath(`/${name}`) ??
      (isIndex
        ? null
        : (this.#byName.get(last) ?? this.#byName.get(last.replace(/\.(?:md|markdown|html?)$/, "")) ?? null))
    );
  }

  byPath(path: string): string | null {
    const wanted = pathFromAddress(path.replace(/[?#].*$/, ""))?.toLowerCase();
    const found = wanted === undefined ? undefined : this.#byPath.get(wanted);
    return (
      found ??
      this.#place(
        path
          .toLowerCase()
          .replace(/[?#].*$/, "")
          .replace(/^\/+|\/+$/g, ""),
      )
    );
  }
}

/**
 * Returns the new address of a link in an imported page, or null if only its text is kept. Links within a page are dropped
 * because subheadings do not keep the anchors of the old site.
 */
export function linkResolver(index: LinkIndex, path: string, warn: Warn, site = ""): (given: string) => string | null {
  const host = URL.canParse(site) ? hostOf(new URL(site)) : null;
  const drop = (given: string): null => {
    warn("link-dropped", given.slice(0, 200));
    return null;
  };
  return (given) => {
    const href = given.trim().replace(/^\((https?:.*)\)$/, "$1");
    if (href === "" || href.startsWith("#") || href.startsWith(deadLink)) return null;
    if (host !== null && URL.canParse(href, site)) {
      const url = new URL(href, site);
      const own =
        hostOf(url) === host ? (index.byQuery(url.pathname + url.search) ?? index.byPath(url.pathname)) : null;
      if (own) return own + url.hash;
      if (hostOf(url) === host && url.pathname === "/" && url.search === "") return `/${url.hash}`;
      if (href.startsWith("/")) return linkFromInput(url.href) ?? drop(href);
    }
    if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith("//")) {
      return linkFromInput(href.startsWith("//") ? `https:${href}` : href) ?? drop(href);
    }
    if (/\.(?:md|markdown)(?:[?#]|$)/i.test(href)) return index.byName(href) ?? drop(href);
    if (href === "/") return href;
    if (href.startsWith("/")) {
      const found = index.byPath(href);
      if (found) return found;
      warn("link-unknown", href.slice(0, 200));
      return linkFromInput(href);
    }
    if (
      /^(?:www\.|[\w-]+@)|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|mil|io|us|uk|eu|de|fr|info)(?:[/:?#]|$)/i.test(
        href,
      )
    )
      return linkFromInput(href) ?? drop(href);
    const target = URL.canParse(href, `http://old${path}/`) ? new URL(href, `http://old${path}/`).pathname : null;
    return (target && index.byPath(target)) || index.byName(href) || drop(href);
  };
}

const hostOf = ({ host }: URL): string => host.replace(/^www\./, "");
