import { slugFrom } from "#lib/addresses/slug.ts";
import {
  type ImportItem,
  type ItemPicture,
  type ItemReader,
  itemOf,
  type ReadOptions,
  type ReadResult,
} from "../item.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { lineIn, plainOfMarkdown } from "../story.ts";
import type { WarningKind } from "../types.ts";
import { type AuthorFinder, readAuthors } from "./authors.ts";
import type { FrontMatter } from "./front-matter.ts";
import { type ArchiveEntry, isStoryFile, planEntry } from "./plan.ts";

/** Reads the Markdown files of a folder, the usual export of a static site. */
export const readMarkdownFiles = (source: Source, options: ReadOptions): ItemReader => ({
  async *items(): AsyncIterable<ReadResult> {
    const authorOf = await readAuthors(source);
    for (const file of source.markdown.filter(isStoryFile)) {
      try {
        const { text, isUtf8 } = textOf(await source.read(file));
        const item = itemOfEntry(planEntry(file, text, options), authorOf);
        yield { item: isUtf8 ? item : { ...item, notes: [{ kind: "not-utf8", what: file }, ...item.notes] } };
      } catch (error) {
        yield placeProblem({ file }, error);
      }
    }
  },
});

function textOf(bytes: Buffer): { text: string; isUtf8: boolean } {
  let text: string;
  let isUtf8 = true;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    isUtf8 = false;
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  return { text: text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"), isUtf8 };
}

const named: AuthorFinder = (given) => ({ slug: slugFrom(given), name: given, jobTitle: "", bio: "" });

/** The neutral item of a Markdown file. */
export function itemOfEntry(entry: ArchiveEntry, authorOf: AuthorFinder = named): ImportItem {
  const { matter } = entry;
  const { headline, guessed } = headlineOf(entry);
  const summary = matter.text("summary", "deck", "description", "excerpt");
  const kicker = matter.line("kicker");
  const notes: { kind: WarningKind; what: string; line?: number | undefined }[] = [];
  if (guessed !== null) notes.push({ kind: "title-guessed", what: guessed, line: lineIn(entry.text, guessed) });
  return itemOf({
    file: entry.file,
    key: entry.key,
    headline,
    kicker: kicker ? plainOfMarkdown(kicker) : "",
    standfirst: summary === "" ? null : { format: "markdown", text: summary, line: lineIn(entry.text, summary) ?? 1 },
    body: { format: "markdown", text: entry.body, line: entry.bodyLine },
    source: { text: entry.text, line: 1 },
    slug: entry.slug,
    date: entry.date,
    updated: entry.updated,
    language: entry.language,
    section: entry.section,
    topics: matter.names("topics", "tags", "categories", "category"),
    authors: matter.names("authors", "author", "byline").map(authorOf),
    picture: mainPictureOf(matter),
    path: entry.ownPath,
    aliases: entry.aliases,
    draft: entry.draft,
    notes,
    page: (name) => matter.line(name.toLowerCase()),
  });
}

/** Maximum UTF-16 units of a line of the text that is used as headline. */
const maxHeading = 500;

function headlineOf(entry: ArchiveEntry): { headline: string; guessed: string | null } {
  const title = plainOfMarkdown(entry.matter.line("title", "headline"));
  if (title !== "") return { headline: title, guessed: null };
  const line = /^#{1,2}[ \t]+(\S.*)$/m.exec(entry.body)?.[1];
  const heading = line
    ?.slice(0, maxHeading)
    .trimEnd()
    .replace(/\s*#*$/, "");
  const headline = heading
    ? plainOfMarkdown(heading)
    : entry.slug.replace(/-/g, " ").replace(/^./, (letter) => letter.toUpperCase());
  return { headline, guessed: heading ?? entry.slug };
}

const mainKeys = [
  "image",
  "primary_image",
  "featured_image",
  "featuredimage",
  "cover_image",
  "feature_image",
  "thumbnail",
  "cover",
];

function mainPictureOf(matter: FrontMatter): ItemPicture | null {
  const nested = ["image", "cover", "featured_image", "header"].map((key) => matter.within(key));
  const within = nested.find((each) => each.line("src", "url", "path", "image", "file") !== "");
  const src = matter.line(...mainKeys) || (within?.line("src", "url", "path", "image", "file") ?? "");
  if (src === "") return null;
  const words = (own: readonly string[], inner: readonly string[]) =>
    plainOfMarkdown(matter.line(...own) || (within?.line(...inner) ?? ""));
  return {
    src,
    alt: words(["image_alt", "image-alt", "alt"], ["alt"]),
    caption: words(["image_caption", "image-caption", "caption"], ["caption", "title"]),
    credit: words(["image_credit", "image-credit", "credit"], ["credit"]),
  };
}
