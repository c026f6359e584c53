import { queryAddress } from "#lib/addresses/paths.ts";
import { slugFrom } from "#lib/addresses/slug.ts";
import { parseDate } from "../dates.ts";
import { plainOfHtml } from "../html-parts.ts";
import {
  type ImportItem,
  type ItemAuthor,
  type ItemPicture,
  type ItemReader,
  itemOf,
  type ReadOptions,
  type ReadResult,
} from "../item.ts";
import { siteKey } from "../item-parts.ts";
import { languageOf } from "../names.ts";
import { pathFromAddress } from "../paths.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { openText } from "../text-stream.ts";
import type { XmlElement } from "../xml/element.ts";
import { xmlRecords } from "../xml/records.ts";
import { htmlOfContent, pictureStem } from "./content.ts";
import { formerPaths } from "./former-paths.ts";
import type { WordPressFile } from "./shortcodes.ts";
import { archivesOf, type Categories, termsOf } from "./terms.ts";

/** What a site's export says about more than one post. */
type Library = {
  site: string;
  language: string | null;
  authors: Map<string, ItemAuthor>;
  attachments: Map<string, WordPressFile>;
  /** Ids of attachments by what the addresses of their sizes have in common. */
  byStem: Map<string, string>;
  byParent: Map<string, string[]>;
  reusable: Map<string, string>;
  categories: Categories;
  /** Difference of the site's clock to UTC in ms by month ("2019-05"), for posts that have no time in UTC. */
  clocks: Map<string, number>;
};

const isRecord = (path: readonly string[]): boolean => path.length === 3 && path[0] === "rss" && path[1] === "channel";

/** Reads exports of WordPress (WXR). An export of a large site comes in several files, which are read as one. */
export function readWxr(source: Source, options: ReadOptions, files: readonly string[]): ItemReader {
  let library: Promise<Library> | null = null;
  return {
    async *items(): AsyncIterable<ReadResult> {
      library ??= readLibrary(source, files);
      const known = await library;
      for (const file of files) yield* itemsOf(source, file, known, options);
    },
  };
}

async function* itemsOf(
  source: Source,
  file: string,
  library: Library,
  options: ReadOptions,
): AsyncIterable<ReadResult> {
  const { pieces } = await openText(source, file);
  for await (const record of xmlRecords(pieces, isRecord)) {
    if ("problem" in record) {
      yield { place: { file, line: record.line }, problem: record.problem };
      continue;
    }
    const { element } = record;
    if (element.name !== "item") continue;
    try {
      const item = itemOfPost(element, file, library, options);
      if (item) yield { item };
    } catch (error) {
      yield placeProblem({ file, line: element.line }, error);
    }
  }
}

async function readLibrary(source: Source, files: readonly string[]): Promise<Library> {
  const library: Library = {
    site: "",
    language: null,
    authors: new Map(),
    attachments: new Map(),
    byStem: new Map(),
    byParent: new Map(),
    reusable: new Map(),
    categories: new Map(),
    clocks: new Map(),
  };
  for (const file of files) {
    const { pieces } = await openText(source, file);
    for await (const record of xmlRecords(pieces, isRecord)) if ("element" in record) note(record.element, library);
  }
  return library;
}

function note(element: XmlElement, library: Library): void {
  if (element.name === "link" || element.name === "wp:base_blog_url")
    library.site = element.text.trim() || library.site;
  else if (element.name === "language") library.language ??= languageOf(element.text.trim());
  else if (element.name === "wp:author") noteAuthor(element, library);
  else if (element.name === "wp:category")
    library.categories.set(element.textOf("wp:category_nicename"), {
      name: plainOfHtml(element.textOf("wp:cat_name")),
      parent: element.textOf("wp:category_parent"),
    });
  else if (element.name === "item") noteItem(element, library);
}

function noteAuthor(element: XmlElement, { authors }: Library): void {
  const login = element.textOf("wp:author_login");
  const full = [element.textOf("wp:author_first_name"), element.textOf("wp:author_last_name")]
    .filter(Boolean)
    .join(" ");
  const name = plainOfHtml(element.textOf("wp:author_display_name") || full || login);
  if (name !== "")
    authors.set(login.toLowerCase(), { slug: slugFrom(login) || slugFrom(name), name, jobTitle: "", bio: "" });
}

function noteItem(element: XmlElement, library: Library): void {
  const type = element.textOf("wp:post_type");
  const id = element.textOf("wp:post_id");
  const [local, utc] = [clock(element.textOf("wp:post_date")), clock(element.textOf("wp:post_date_gmt"))];
  if (local !== null && utc !== null) library.clocks.set(monthOf(local), local - utc);
  if (type === "wp_block") library.reusable.set(id, element.textOf("content:encoded"));
  if (type === "guest-author") noteGuest(element, library);
  if (type !== "attachment") return;
  const meta = metaOf(element);
  const parent = element.textOf("wp:post_parent");
  const url = element.textOf("wp:attachment_url", "guid");
  library.byStem.set(pictureStem(url), id);
  library.attachments.set(id, {
    id,
    url,
    title: plainOfHtml(element.textOf("title")),
    alt: plainOfHtml(meta.get("_wp_attachment_image_alt") ?? ""),
    caption: element.textOf("excerpt:encoded"),
    credit: creditOf(meta),
    parent,
  });
  if (parent !== "" && parent !== "0") library.byParent.set(parent, [...(library.byParent.get(parent) ?? []), id]);
}

/** An author without an account, of the plugin Co-Authors Plus. */
function noteGuest(element: XmlElement, { authors }: Library): void {
  const meta = metaOf(element);
  const login = meta.get("cap-user_login") || element.textOf("wp:post_name").replace(/^cap-/, "");
  const name = plainOfHtml(meta.get("cap-display_name") || element.textOf("title"));
  const bio = plainOfHtml(meta.get("cap-description") ?? "");
  if (name !== "") authors.set(login.toLowerCase(), { slug: slugFrom(login), name, jobTitle: "", bio });
}

/** Where plugins and themes keep the photographer. */
const creditKeys = [
  "_media_credit",
  "media_credit",
  "_wp_attachment_credit",
  "credit",
  "photo_credit",
  "_navis_media_credit_org",
  "photographer_name",
  "_image_credit",
  "image_credit",
];

function creditOf(meta: ReadonlyMap<string, string>): string {
  const found = creditKeys.map((key) => meta.get(key) ?? "").find((value) => value !== "");
  if (found) return plainOfHtml(found);
  // `image_meta` of WordPress itself, as PHP writes it: s:6:"credit";s:9:"Ben Cole";
  const stored = meta.get("_wp_attachment_metadata") ?? "";
  return plainOfHtml(/s:6:"credit";s:\d+:"([^"]*)"/.exec(stored)?.[1] ?? "");
}

function metaOf(element: XmlElement): Map<string, string> {
  return new Map(element.all("wp:postmeta").map((meta) => [meta.textOf("wp:meta_key"), meta.textOf("wp:meta_value")]));
}

/** "2019-05-01 10:00:00" as if it were UTC, in ms; null for no date and for "0000-00-00 00:00:00". */
function clock(text: string): number | null {
  if (/^0{4}|^$/.test(text)) return null;
  return parseDate(text, "UTC")?.getTime() ?? null;
}

/** By the time in UTC; a draft has only that of the site's clock. */
function dateOf(element: XmlElement, name: string, library: Library, zone: string): Date | null {
  const utc = clock(element.textOf(`${name}_gmt`));
  if (utc !== null) return new Date(utc);
  const text = element.textOf(name);
  const local = clock(text);
  if (local === null) return null;
  const [sometime] = library.clocks.values();
  const clockMs = library.clocks.get(monthOf(local)) ?? sometime;
  return clockMs === undefined ? parseDate(text, zone) : new Date(local - clockMs);
}

/** The clock changes with summer time, so that one difference does not hold for all months. */
const monthOf = (time: number): string => new Date(time).toISOString().slice(0, 7);

const draftReasons: Record<string, string> = {
  draft: "it was a draft",
  "auto-draft": "it was a draft that nobody had saved",
  pending: "it was waiting for review",
  private: "it was private",
};

function itemOfPost(element: XmlElement, file: string, library: Library, options: ReadOptions): ImportItem | null {
  const type = element.textOf("wp:post_type") || "post";
  const status = element.textOf("wp:status") || "publish";
  if (type !== "post" && type !== "page") return null;
  if (status === "trash" || status === "auto-draft" || status === "inherit") return null;
  const kind = type === "page" ? ("PAGE" as const) : ("STORY" as const);
  const id = element.textOf("wp:post_id");
  const meta = metaOf(element);
  const headline = plainOfHtml(element.textOf("title"));
  const date =
    dateOf(element, "wp:post_date", library, options.zone) ?? parseDate(element.textOf("pubDate"), options.zone);
  const notes: ImportItem["notes"] = [];
  const kept = new Set<string>();
  const dropped = new Set<string>();
  const html = htmlOfContent(element.textOf("content:encoded"), {
    attachment: (given) => library.attachments.get(given),
    ofPost: () => (library.byParent.get(id) ?? []).flatMap((each) => library.attachments.get(each) ?? []),
    pictureAt: (address) => library.attachments.get(library.byStem.get(pictureStem(address)) ?? ""),
    keep: (name) => kept.add(name),
    drop: (name) => dropped.add(name),
    reusable: (given) => library.reusable.get(given),
  });
  for (const name of kept) notes.push({ kind: "shortcode-kept", what: `[${name}]`, line: element.line });
  const comments = element.all("wp:comment").filter(isOfReader).length;
  if (comments > 0)
    notes.push({
      kind: "comments-left",
      what: comments === 1 ? "1 comment" : `${comments} comments`,
      line: element.line,
    });
  if (element.textOf("wp:is_sticky") === "1")
    notes.push({ kind: "was-sticky", what: headline || id, line: element.line });
  for (const name of dropped) notes.push({ kind: "block-dropped", what: name, line: element.line });
  const slug = slugFrom(decoded(element.textOf("wp:post_name")), 100) || slugFrom(headline, 100) || `post-${id || "1"}`;
  const excerpt = element.textOf("excerpt:encoded");
  const terms = termsOf(element, library.categories, meta);
  const authors = authorsOf(element, library);
  return itemOf({
    kind,
    file,
    line: element.line,
    key: `wxr:${siteKey(library.site)}:${id || element.textOf("guid", "link")}`.slice(0, 500),
    headline,
    standfirst: excerpt === "" ? null : { format: "html", text: excerpt, line: element.line },
    body: { format: "html", text: html, line: element.line },
    slug,
    date,
    updated: updatedOf(element, date, library, options),
    language: library.language ?? options.language,
    section: options.section ?? terms.section ?? "News",
    topics: terms.topics,
    authors,
    archives: kind === "PAGE" ? [] : archivesOf(element, authors, library),
    picture: pictureOf(meta.get("_thumbnail_id") ?? "", library),
    site: originOf(library.site),
    ...addressesOf(element, meta, id),
    draft: draftOf(element, status, date, options.now),
    notes: headline === "" ? [...notes, { kind: "title-guessed", what: slug, line: element.line }] : notes,
    ...(headline === "" && html.trim() !== "" ? { headline: fromSlug(slug) } : {}),
  });
}

/** WordPress keeps notices of other sites, and what plugins note, in the same list. */
const isOfReader = (comment: XmlElement): boolean =>
  /^(?:comment)?$/.test(comment.textOf("wp:comment_type")) &&
  !/^(?:spam|trash)$/.test(comment.textOf("wp:comment_approved"));

const fromSlug = (slug: string): string => slug.replace(/-/g, " ").replace(/^./, (letter) => letter.toUpperCase());
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const originOf = (site: string): string => (URL.canParse(site) ? new URL(site).origin : "");

function draftOf(element: XmlElement, status: string, date: Date | null, now: Date): string | null {
  if (element.textOf("wp:post_password") !== "") return "it was protected by a password";
  if (status === "future" || (status === "publish" && date !== null && date > now))
    return `it was scheduled for ${date?.toISOString().slice(0, 16).replace("T", " ") ?? "an unknown time"} UTC; schedule it here again`;
  if (status !== "publish") return draftReasons[status] ?? `its state was ${JSON.stringify(status.slice(0, 40))}`;
  return date === null ? "it has no date that exists" : null;
}

function updatedOf(element: XmlElement, date: Date | null, library: Library, { zone, now }: ReadOptions): Date | null {
  const modified = dateOf(element, "wp:post_modified", library, zone);
  // WordPress notes every save; within a day of the publication readers saw no "updated".
  const isLater = date !== null && modified !== null && modified.getTime() - date.getTime() > 86_400_000;
  return isLater && modified <= now ? modified : null;
}

function pictureOf(id: string, { attachments }: Library): ItemPicture | null {
  const found = attachments.get(id);
  return found ? { src: found.url, alt: found.alt, caption: plainOfHtml(found.caption), credit: found.credit } : null;
}

/** The authors of Co-Authors Plus in their order, else the one who has the post. */
function authorsOf(element: XmlElement, { authors }: Library): ItemAuthor[] {
  const named = element
    .all("category")
    .filter(({ attributes }) => attributes.domain === "author")
    .map((term) => {
      const login = (term.attributes.nicename ?? "").replace(/^cap-/, "").toLowerCase();
      return authors.get(login) ?? authors.get(term.text.trim().toLowerCase()) ?? guest(term.text.trim() || login);
    });
  if (named.length > 0) return named;
  const creator = element.textOf("dc:creator");
  return creator === "" ? [] : [authors.get(creator.toLowerCase()) ?? guest(creator)];
}

const guest = (name: string): ItemAuthor => ({ slug: slugFrom(name), name, jobTitle: "", bio: "" });

function addressesOf(
  element: XmlElement,
  meta: ReadonlyMap<string, string>,
  id: string,
): { path: string | null; aliases: string[] } {
  const link = element.textOf("link");
  const isPermalink = link !== "" && !/[?&](?:p|page_id|post_type)=/.test(link);
  const path = isPermalink ? pathFromAddress(link) : null;
  // WordPress answers for a page at both of them.
  const byId =
    id === "" ? [] : [`/?p=${id}`, ...(element.textOf("wp:post_type") === "page" ? [`/?page_id=${id}`] : [])];
  const short = [...new Set([element.textOf("guid"), link, ...byId])].flatMap((address) => {
    if (!URL.canParse(address, "http://old/") || !address.includes("?")) return [];
    const { pathname, search } = new URL(address, "http://old/");
    return /[?&](?:p|page_id)=\d+/.test(search) ? (queryAddress(pathname + search) ?? []) : [];
  });
  const notes = element.all("wp:postmeta");
  const former = (key: string): string[] =>
    notes.filter((each) => each.textOf("wp:meta_key") === key).map((each) => decoded(each.textOf("wp:meta_value")));
  const old = formerPaths(path ?? "", {
    name: decoded(element.textOf("wp:post_name")),
    formerNames: former("_wp_old_slug"),
    date: element.textOf("wp:post_date").slice(0, 10),
    formerDates: former("_wp_old_date"),
  }).flatMap((address) => pathFromAddress(address) ?? []);
  const custom = meta.get("custom_permalink");
  const kept = custom ? pathFromAddress(custom) : null;
  return {
    path: kept ?? path,
    aliases: [...new Set([...(kept && path ? [path] : []), ...old, ...short])],
  };
}
