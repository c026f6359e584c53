import { slugFrom } from "#lib/addresses/slug.ts";
import { dateParts } from "#lib/times.ts";
import { parseDate } from "../dates.ts";
import { languageOf, topicName } from "../names.ts";
import { pathFromAddress } from "../paths.ts";
import { SkippedFile } from "../types.ts";
import { type FrontMatter, splitFrontMatter } from "./front-matter.ts";

export type PlanOptions = {
  /** Name, slug or path of the section for all files; without it, the file's own section, else its folder. */
  section?: string | undefined;
  /** "/{section}/{yyyy}/{mm}/{dd}/{slug}" */
  pattern?: string | undefined;
  /** What to do with a file whose `expirydate` is past. */
  expired: "draft" | "live";
  zone: string;
  language: string;
  now: Date;
};

/** What the front matter and name of a file say about the future story. */
export type ArchiveEntry = {
  file: string;
  /** The whole file, for finding line numbers. */
  text: string;
  matter: FrontMatter;
  body: string;
  bodyLine: number;
  slug: string;
  date: Date | null;
  updated: Date | null;
  section: string;
  language: string;
  /** The address from the front matter; null: built by the pattern once the section is known. */
  ownPath: string | null;
  aliases: string[];
  /** Why the story must not be published; null if it may. */
  draft: string | null;
  key: string;
};

/** Reads front matter and name of a file. @throws SkippedFile */
export function planEntry(file: string, text: string, options: PlanOptions): ArchiveEntry {
  const { matter, body, bodyLine } = splitFrontMatter(text);
  const name = fileName(file);
  const dated = /^(\d{4}-\d{1,2}-\d{1,2})-(.+)$/.exec(name.stem);
  const slug =
    slugFrom(matter.line("slug") || (dated?.[2] ?? name.stem), 100) || slugFrom(matter.line("title"), 100) || "story";
  const dateText = matter.line("date", "publishdate", "published_at", "pubdate", "created") || dated?.[1] || "";
  const date = dateText === "" ? null : parseDate(dateText, options.zone);
  const updated = parseDate(matter.line("lastmod", "last_modified_at", "updated", "modified"), options.zone);
  const language = languageOf(matter.line("lang", "language", "locale") || name.language) ?? options.language;
  const ownPath = ownPathOf(matter, { slug, date, zone: options.zone });
  const stamp = date?.toISOString() ?? "";
  return {
    file,
    text,
    matter,
    body,
    bodyLine,
    slug,
    date,
    updated: date && updated && updated.getTime() > date.getTime() && updated <= options.now ? updated : null,
    section: options.section ?? (matter.line("section") || sectionOf(file)),
    language,
    ownPath,
    aliases: matter.list("aliases", "alias", "redirect_from").flatMap((alias) => pathFromAddress(alias) ?? []),
    draft: draftReason(file, matter, date, dateText, options),
    key: `markdown:${language}:${stamp}:${slug}`.slice(0, 500),
  };
}

function fileName(file: string): { stem: string; language: string } {
  const parts = file.split("/");
  let stem = (parts.at(-1) ?? "").replace(/\.[^.]+$/, "");
  // In Hugo, "a.es.md" is the Spanish version of "a.md".
  const suffix = /^(.+)\.([a-z]{2}(?:-[a-z]{2})?)$/i.exec(stem);
  if (suffix?.[1]) stem = suffix[1];
  if (/^_?index$/i.test(stem) && parts.length > 1) stem = parts.at(-2) ?? stem;
  return { stem, language: suffix?.[2] ?? "" };
}

const containers = new Set(["content", "contents", "src", "source", "docs", "_posts", "_drafts", "site", "en"]);

function sectionOf(file: string): string {
  const folder = file
    .split("/")
    .slice(0, -1)
    .find((part) => !containers.has(part.toLowerCase()) && !/^\d+$/.test(part));
  return folder ? topicName(folder.replace(/^_+/, "").toLowerCase()) : "News";
}

function draftReason(
  file: string,
  matter: FrontMatter,
  date: Date | null,
  dateText: string,
  options: PlanOptions,
): string | null {
  if (matter.isTrue("draft") || matter.isFalse("published") || /(?:^|\/)_drafts\//.test(file))
    return "it is marked as a draft";
  const expiry = parseDate(matter.line("expirydate", "expires", "unpublishdate"), options.zone);
  if (expiry && expiry <= options.now && options.expired === "draft") return "its expiry date is past";
  if (!date)
    return dateText === "" ? "it has no date" : `its date ${JSON.stringify(dateText.slice(0, 40))} cannot be read`;
  if (date > options.now) return "its date is in the future";
  return null;
}

function ownPathOf(matter: FrontMatter, parts: { slug: string; date: Date | null; zone: string }): string | null {
  const given = matter.line("url", "permalink");
  if (given === "" || /^(?:pretty|date|ordinal|weekdate|none)$/i.test(given)) return null;
  if (/^https?:\/\//i.test(given) && !URL.canParse(given)) return null;
  const { year, month, day } = parts.date ? dateParts(parts.date, parts.zone) : { year: "", month: "", day: "" };
  const values: Record<string, string> = {
    year,
    month,
    day,
    i_month: String(Number(month)),
    i_day: String(Number(day)),
    title: parts.slug,
    slug: parts.slug,
  };
  const path = pathFromAddress(given.replace(/:([a-z_]+)/g, (whole, name: string) => values[name] ?? whole));
  if (path === null)
    throw new SkippedFile(`its address ${JSON.stringify(given.slice(0, 80))} is one that no story can have`);
  return path;
}

/** Whether the file is a story, and not a list, a note to developers or an author. */
export function isStoryFile(file: string): boolean {
  const name = file.split("/").at(-1) ?? "";
  if (/^(?:readme|license|licence|changelog|contributing|code_of_conduct|security)\b/i.test(name)) return false;
  return !/^_index\./i.test(name) && !isAuthorFile(file);
}

export const isAuthorFile = (file: string): boolean => /(?:^|\/)_?(?:authors|people|team)\//i.test(file);
