import { slugFrom } from "#lib/addresses/slug.ts";
import { parseDate } from "../dates.ts";
import { plainOfHtml } from "../html-parts.ts";
import { draftReason, type ImportItem, type ItemReader, itemOf, type ReadOptions, updatedAfter } from "../item.ts";
import { authorsNamed, namesIn, originOf, paragraphs, siteKey } from "../item-parts.ts";
import { languageOf } from "../names.ts";
import { pathFromAddress } from "../paths.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { SourceError } from "../types.ts";
import { type CsvField, csvFields } from "./fields.ts";
import { type CsvRow, csvRows } from "./rows.ts";

/** Reads CSV files, each row as one story. */
export const readCsv = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader => ({
  async *items() {
    for (const file of files) {
      const skipped: [number, string][] = [];
      for await (const row of csvRows(source, file, (...each) => skipped.push(each))) {
        try {
          yield { item: itemOfRow(row, file, options) };
        } catch (error) {
          if (error instanceof SourceError) throw error;
          yield placeProblem({ file, line: row.line }, error);
        }
      }
      for (const [line, problem] of skipped) yield { place: { file, line }, problem };
    }
  },
});

/** @throws SourceError if no column holds the headline or the text */
function itemOfRow({ cells, line }: CsvRow, file: string, options: ReadOptions): ImportItem {
  const get = (field: CsvField): string => {
    const named = options.columns?.[field]?.trim().toLowerCase();
    if (named !== undefined && !(named in cells))
      throw new SourceError(
        `${file} has no column ${JSON.stringify(named)}. It has: ${Object.keys(cells).join(", ")}.`,
      );
    const column = named ?? csvFields[field].find((name) => name in cells);
    return column === undefined ? "" : (cells[column] ?? "").trim();
  };
  const isKnown = (field: CsvField) =>
    options.columns?.[field] !== undefined || csvFields[field].some((name) => name in cells);
  if (!isKnown("headline") && !isKnown("body"))
    throw new SourceError(
      `No column of ${file} is called headline or text. Name them with --columns headline=… --columns body=…; it has: ${Object.keys(cells).join(", ")}.`,
    );
  const headline = plainOfHtml(get("headline"));
  const address = get("address");
  const date = parseDate(get("date"), options.zone);
  const standfirst = asHtml(get("standfirst"));
  const status = get("status").toLowerCase();
  const picture = get("picture");
  const site = originOf(address) || originOf(options.site ?? "");
  const id = get("id") || address || `${headline} ${date?.toISOString() ?? ""}`;
  const isUnpublished = /^(?:draft|unpublished|private|pending|false|no|0)$/.test(status);
  return itemOf({
    file,
    line,
    key: `csv:${site === "" ? "" : `${siteKey(site)}:`}${id}`.slice(0, 500),
    headline,
    kicker: plainOfHtml(get("kicker")),
    standfirst: standfirst === "" ? null : { format: "html", text: standfirst, line },
    body: { format: "html", text: asHtml(get("body")), line },
    slug: slugFrom(get("slug"), 100) || slugFrom(headline, 100) || "story",
    date,
    updated: updatedAfter(date, parseDate(get("updated"), options.zone), options.now),
    language: languageOf(get("language")) ?? options.language,
    section: options.section ?? (get("section") || "News"),
    topics: listIn(get("topics")),
    authors: authorsNamed(namesIn(get("authors").replaceAll("|", ","))),
    picture: picture === "" ? null : { src: picture, alt: get("alt"), caption: get("caption"), credit: get("credit") },
    site,
    path: address === "" ? null : pathFromAddress(address),
    draft: isUnpublished ? `its state was ${JSON.stringify(status)}` : draftReason(date, null, options.now),
  });
}

const asHtml = (text: string): string =>
  /<(?:p|br|div|h[1-6]|ul|ol|blockquote|a|strong|em|b|i|img)\b/i.test(text) ? text : paragraphs(text);

const listIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/\s*[,;|]\s*/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];
