import { slugFrom } from "#lib/addresses/slug.ts";
import { parseDate } from "../dates.ts";
import { plainOfHtml } from "../html-parts.ts";
import {
  type ImportItem,
  type ItemAuthor,
  type ItemReader,
  itemOf,
  type ReadOptions,
  updatedAfter,
  utcMinute,
} from "../item.ts";
import { archiveAt, originOf } from "../item-parts.ts";
import { readJsonFiles } from "../json/items.ts";
import { recordOf, textOf } from "../json/values.ts";
import { languageOf } from "../names.ts";
import { pathFromAddress } from "../paths.ts";
import type { Source } from "../source.ts";
import { SkippedFile } from "../types.ts";
import { lexicalHtml } from "./lexical.ts";
import { mobiledocHtml } from "./mobiledoc.ts";

type Fields = Record<string, unknown>;
type Tag = { name: string; slug: string; isInternal: boolean };

/** The tables beside the posts. */
type Library = {
  tags: Map<string, Tag>;
  users: Map<string, ItemAuthor>;
  /** Ids by post, each with its position. */
  tagsOf: Map<string, { id: string; at: number }[]>;
  authorsOf: Map<string, { id: string; at: number }[]>;
  meta: Map<string, Fields>;
  settings: Map<string, string>;
};

const tables = ["posts", "tags", "users", "posts_tags", "posts_authors", "posts_meta", "settings"];
const isRecord = (path: readonly (string | number)[]): boolean =>
  path.at(-3) === "data" && tables.includes(String(path.at(-2))) && typeof path.at(-1) === "number";

/** Reads the JSON of Ghost 1 to 6: texts in Lexical, Mobiledoc, or HTML alone. */
export const readGhost = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader =>
  readJsonFiles<Library>(source, files, {
    isRecord,
    library: {
      make: () => ({
        tags: new Map(),
        users: new Map(),
        tagsOf: new Map(),
        authorsOf: new Map(),
        meta: new Map(),
        settings: new Map(),
      }),
      note: ({ value, path }, library) => note(String(path.at(-2)), recordOf(value), library),
    },
    itemOf: ({ value, path, line }, file, library) =>
      path.at(-2) === "posts" ? itemOfPost(recordOf(value), { file, line }, library, options) : null,
  });

function note(table: string, row: Fields, library: Library): void {
  const id = textOf(row.id);
  const relate = (map: Library["tagsOf"], other: unknown) => {
    const post = textOf(row.post_id);
    map.set(post, [...(map.get(post) ?? []), { id: textOf(other), at: Number(row.sort_order ?? 0) }]);
  };
  if (table === "tags") {
    const name = textOf(row.name).trim();
    library.tags.set(id, {
      name,
      slug: textOf(row.slug),
      isInternal: row.visibility === "internal" || name.startsWith("#"),
    });
  } else if (table === "users") {
    const name = textOf(row.name).trim();
    const bio = textOf(row.bio);
    library.users.set(id, { slug: textOf(row.slug) || slugFrom(name), name, jobTitle: "", bio });
  } else if (table === "posts_tags") relate(library.tagsOf, row.tag_id);
  else if (table === "posts_authors") relate(library.authorsOf, row.author_id);
  else if (table === "posts_meta") library.meta.set(textOf(row.post_id), row);
  else if (table === "settings") library.settings.set(textOf(row.key), textOf(row.value));
}

const sorted = <T>(related: { id: string; at: number }[] | undefined, from: ReadonlyMap<string, T>): T[] =>
  [...(related ?? [])].sort((a, b) => a.at - b.at).flatMap(({ id }) => from.get(id) ?? []);

const placeholder = /__GHOST_URL__/g;

function itemOfPost(
  post: Fields,
  place: { file: string; line: number },
  library: Library,
  options: ReadOptions,
): ImportItem {
  const id = textOf(post.id);
  const site = originOf(options.site ?? "");
  const meta = { ...post, ...library.meta.get(id) };
  const notes: ImportItem["notes"] = [];
  const html = htmlOf(post, (what) => notes.push({ kind: "shortcode-dropped", what, line: place.line }));
  const tags = sorted(library.tagsOf.get(id), library.tags).filter(
    ({ name, isInternal }) => !isInternal && name !== "",
  );
  const date = dateOf(post.published_at) ?? (post.status === "draft" ? dateOf(post.created_at) : null);
  const feature = textOf(post.feature_image) || textOf(post.image);
  const slug = slugFrom(textOf(post.slug), 100) || slugFrom(textOf(post.title), 100) || `post-${id}`;
  const excerpt = textOf(post.custom_excerpt).trim();
  const own = library.authorsOf.get(id) ?? [{ id: textOf(post.author_id), at: 0 }];
  const authors = sorted(own, library.users).filter(({ name }) => name !== "");
  const withSite = (text: string) => text.replace(placeholder, site);
  return itemOf({
    ...place,
    kind: post.type === "page" || post.page === 1 || post.page === true ? "PAGE" : "STORY",
    key: `ghost:${textOf(post.uuid) || id}`.slice(0, 500),
    headline: textOf(post.title).replace(/\s+/g, " ").trim(),
    standfirst:
      excerpt === ""
        ? null
        : { format: "html", text: excerpt.replace(/&/g, "&amp;").replace(/</g, "&lt;"), line: place.line },
    body: { format: "html", text: withSite(html), line: place.line },
    slug,
    date,
    updated: updatedAfter(date, dateOf(post.updated_at), options.now),
    language:
      languageOf(textOf(post.locale) || (library.settings.get("locale") ?? library.settings.get("lang") ?? "")) ??
      options.language,
    section: options.section ?? tags[0]?.name ?? "News",
    topics: (options.section === undefined ? tags.slice(1) : tags).map(({ name }) => name),
    authors,
    archives: [
      ...tags.flatMap((tag) => archiveAt("tag", `/tag/${tag.slug}`, tag.name)),
      ...authors.flatMap((author) => archiveAt("author", `/author/${author.slug}`, author.name)),
    ],
    picture:
      feature === ""
        ? null
        : {
            src: withSite(feature),
            alt: textOf(meta.feature_image_alt),
            caption: plainOfHtml(textOf(meta.feature_image_caption)),
            credit: "",
          },
    site,
    path: pathFromAddress(`/${textOf(post.slug) || slug}`),
    draft: draftOf(post, date, options.now),
    notes,
  });
}

/** The text of the newest editor that wrote it; one that is damaged gives way to the HTML. */
function htmlOf(post: Fields, drop: (what: string) => void): string {
  const html = textOf(post.html);
  for (const [text, read] of [
    [textOf(post.lexical), lexicalHtml],
    [textOf(post.mobiledoc), mobiledocHtml],
  ] as const) {
    if (text === "") continue;
    try {
      const made = read(text, drop);
      if (made !== "" || html === "") return made;
    } catch {
      if (html === "") throw new SkippedFile("its text cannot be read: it is not JSON, and there is no HTML");
    }
  }
  return html;
}

/** Times are in UTC, also where they name no zone; old exports have milliseconds. */
function dateOf(value: unknown): Date | null {
  if (typeof value === "number") return new Date(value);
  return parseDate(textOf(value), "UTC");
}

function draftOf({ status, visibility }: Fields, date: Date | null, now: Date): string | null {
  if (status === "scheduled" || (date !== null && date > now))
    return `it was scheduled for ${date ? utcMinute(date) : "an unknown time"}; schedule it here again`;
  if (status === "draft") return "it was a draft";
  if (status !== "published" && status !== "sent")
    return `its state was ${JSON.stringify(textOf(status).slice(0, 40))}`;
  if (visibility !== undefined && visibility !== "public") return "only members could read it";
  return date === null ? "it has no date" : null;
}
