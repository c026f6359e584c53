import { type FormatName, formats } from "./item.ts";
import type { Source } from "./source.ts";
import { openText } from "./text-stream.ts";
import { SourceError } from "./types.ts";

/** UTF-16 units of a file's beginning that show its format. */
const headLength = 65_536;
/** Files of each kind that are looked at. */
const maxLooked = 40;

/** Files such as "README.md", which say something about the folder that they are in. */
const aboutFolder = /(?:^|\/)(?:readme|changelog|contributing|license)(?:\.[\w-]+)?\.\w+$/i;

type Found = { format: FormatName; files: string[] };

const endings: Partial<Record<FormatName, RegExp>> = {
  wxr: /\.(?:xml|wxr)$/i,
  ghost: /\.json$/i,
  html: /\.(?:html?|xhtml)$/i,
  substack: /\.(?:csv|html?)$/i,
  medium: /\.html?$/i,
  csv: /\.(?:csv|tsv|txt)$/i,
  feed: /\.(?:xml|rss|atom|rdf|json)$/i,
  ninjs: /\.(?:json|jsonl|ndjson)$/i,
  newsml: /\.(?:xml|newsml)$/i,
  nitf: /\.(?:xml|nitf)$/i,
};

/**
 * Finds the format of a source by the beginnings of its files, and the files of that format. Of several formats the one with
 * the most files counts, and Markdown files count first.
 * @throws SourceError if nothing in it can be read
 */
export async function guessFormat(source: Source, given: FormatName | undefined): Promise<Found> {
  if (given === "galley" || (given === undefined && source.data.includes("galley-export.json")))
    return galleyOf(source);
  if (given !== undefined) return { format: given, files: await filesOf(source, given) };
  const markdown: Found = { format: "markdown", files: [] };
  if (source.markdown.some((file) => !aboutFolder.test(file))) return markdown;
  const byFormat = new Map<FormatName, string[]>();
  for (const file of source.exports.slice(0, maxLooked)) {
    const format = await formatOfFile(source, file);
    if (format) byFormat.set(format, [...(byFormat.get(format) ?? []), file]);
  }
  if (isSubstack(source)) return { format: "substack", files: [...source.exports] };
  const [best] = [...byFormat].sort((a, b) => rank(b) - rank(a));
  if (!best && source.markdown.length > 0) return markdown;
  if (!best)
    throw new SourceError(
      `Nothing was found in it that can be read. If it has one of these formats, name the format: ${formats.join(", ")}.`,
    );
  const [format] = best;
  return { format, files: await filesOf(source, format) };
}

/** @throws SourceError */
function galleyOf({ data }: Source): Found {
  const files = data.filter((file) => /^stories\/[^/]+\.json$/.test(file));
  if (files.length === 0) throw new SourceError("It holds no story of an export of Galley.");
  return { format: "galley", files };
}

/** An export of a whole site counts before single pages beside it. */
const rank = ([format, files]: [FormatName, string[]]): number =>
  files.length + (format === "wxr" || format === "ghost" ? 1_000_000 : format === "html" ? 0 : 0.5);

/** The files of a format, by their beginnings where other formats share the ending. */
async function filesOf(source: Source, format: FormatName): Promise<string[]> {
  if (format === "markdown") return [];
  const ending = endings[format] ?? /./;
  const named = source.exports.filter((file) => ending.test(file));
  if (format === "substack" || format === "csv" || format === "html") return named;
  const own: string[] = [];
  for (const file of named) if ((await formatOfFile(source, file)) === format) own.push(file);
  const files = own.length > 0 ? own : named;
  if (files.length === 0) throw new SourceError(`No file of the format ${format} was found in it.`);
  return files;
}

/** "posts.csv" beside a folder of "123.the-name.html". */
const isSubstack = ({ exports }: Source): boolean =>
  exports.some((file) => /(?:^|\/)posts\.csv$/i.test(file)) &&
  exports.some((file) => /(?:^|\/)posts\/\d+\.[^/]*html$/i.test(file));

async function formatOfFile(source: Source, file: string): Promise<FormatName | null> {
  return formatOfText(await headOf(source, file), file);
}

async function headOf(source: Source, file: string): Promise<string> {
  let head = "";
  try {
    for await (const piece of (await openText(source, file)).pieces) {
      head += piece;
      if (head.length >= headLength) break;
    }
  } catch {
    return "";
  }
  return head.replace(/^\ufeff/, "").slice(0, headLength);
}

/** The format of a file by the beginning of its text; null if it is none of ours. */
export function formatOfText(head: string, file = ""): FormatName | null {
  const text = head.trimStart();
  if (text.startsWith("<")) return formatOfXml(text, file);
  if (text.startsWith("{") || text.startsWith("[")) return formatOfJson(text);
  return /\.(?:csv|tsv)$/i.test(file) ? "csv" : null;
}

function formatOfXml(text: string, file: string): FormatName | null {
  const root =
    /<(?![?!])(?:[\w.-]+:)?([\w.-]+)([^>]*)>/.exec(
      text.replace(/<!--[\s\S]*?-->/g, "").replace(/<!DOCTYPE[^>]*>/i, ""),
    ) ?? [];
  const name = (root[1] ?? "").toLowerCase();
  if (name === "feed" && /<content\b[^>]*\btype="application\/nitf\+xml"/i.test(text)) return "nitf";
  if (name === "rss" || name === "rdf" || name === "feed" || name === "channel")
    return /wordpress\.org\/export|<wp:wxr_version/i.test(text) ? "wxr" : "feed";
  if (name === "newsmessage" || name === "newsitem" || name === "packageitem" || name === "conceptitem")
    return "newsml";
  if (name === "nitf") return "nitf";
  if (name === "html" || /<!doctype html/i.test(text) || /\.html?$/i.test(file))
    return /class="[^"]*\bh-entry\b|class="p-name"|<article class="h-entry/.test(text) && /medium/i.test(text)
      ? "medium"
      : "html";
  return null;
}

function formatOfJson(text: string): FormatName | null {
  if (/"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org/.test(text)) return "feed";
  if (/^\{\s*"(?:db|meta|data)"\s*:/.test(text) && /"(?:posts|exported_on|lexical|mobiledoc|tags)"/.test(text))
    return "ghost";
  if (
    /"(?:body_xhtml|bodies|versioncreated|versioned|headlines|pubstatus|\$standard)"\s*:/.test(text) ||
    /"(?:standard|infosources|contentcreated)"\s*:/.test(text)
  )
    return "ninjs";
  return /"posts"\s*:/.test(text) ? "ghost" : null;
}
