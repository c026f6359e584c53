import { slugFrom } from "#lib/addresses/slug.ts";
import { type CsvRow, csvRows } from "../csv/rows.ts";
import { parseDate } from "../dates.ts";
import { escapeHtml } from "../html-parts.ts";
import { draftReason, type ImportItem, type ItemReader, itemOf, type ReadOptions } from "../item.ts";
import { originOf } from "../item-parts.ts";
import { pathFromAddress } from "../paths.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { readText } from "../text-stream.ts";

/** Reads an export of Substack: `posts.csv`, and the text of each post in `posts/<id>.html`. */
export const readSubstack = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader => ({
  async *items() {
    const pages = new Map(files.filter((file) => /\.html?$/i.test(file)).map((file) => [nameOf(file), file]));
    for (const list of files.filter((file) => /(?:^|\/)posts\.csv$/i.test(file))) {
      for await (const row of csvRows(source, list)) {
        const id = row.cells.post_id ?? "";
        const page = pages.get(id) ?? null;
        try {
          const text = page === null ? "" : await readText(source, page);
          yield {
            item: itemOfPost(row, { file: page ?? list, line: page === null ? row.line : undefined, text }, options),
          };
        } catch (error) {
          yield placeProblem({ file: list, line: row.line }, error);
        }
      }
    }
  },
});

const nameOf = (file: string): string => (file.split("/").at(-1) ?? "").replace(/\.html?$/i, "");

function itemOfPost(
  { cells }: CsvRow,
  { file, line, text }: { file: string; line: number | undefined; text: string },
  options: ReadOptions,
): ImportItem {
  const id = cells.post_id ?? "";
  const [, number = id, slug = ""] = /^(\d+)\.(.+)$/.exec(id) ?? [];
  const date = parseDate(cells.post_date ?? "", "UTC");
  const subtitle = (cells.subtitle ?? "").trim();
  const audience = cells.audience ?? "everyone";
  const isPublished = /^(?:true|1|yes)$/i.test(cells.is_published ?? "true");
  return itemOf({
    file,
    ...(line === undefined ? {} : { line }),
    key: `substack:${number}`.slice(0, 500),
    headline: (cells.title ?? "").trim(),
    standfirst: subtitle === "" ? null : { format: "html", text: escapeHtml(subtitle), line: 1 },
    body: { format: "html", text, line: 1 },
    source: { text, line: 1 },
    slug: slugFrom(slug || (cells.title ?? ""), 100) || `post-${number}`,
    date,
    language: options.language,
    section: options.section ?? "News",
    site: originOf(options.site ?? ""),
    path: slug === "" ? null : pathFromAddress(`/p/${slug}`),
    draft: !isPublished
      ? "it was a draft"
      : /paid|founding/.test(audience)
        ? "only subscribers could read it"
        : draftReason(date, null, options.now),
  });
}
