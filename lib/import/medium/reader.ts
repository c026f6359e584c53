import { slugFrom } from "#lib/addresses/slug.ts";
import { parseDate } from "../dates.ts";
import { classesOf, HtmlPage, lineOf } from "../html/page.ts";
import { escapeHtml } from "../html-parts.ts";
import { draftReason, type ImportItem, type ItemReader, itemOf, type ReadOptions } from "../item.ts";
import { authorsNamed, originOf } from "../item-parts.ts";
import { pathFromAddress } from "../paths.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { readText } from "../text-stream.ts";

/** Reads the posts of an export of Medium, which are pages of HTML. */
export const readMedium = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader => ({
  async *items() {
    for (const file of files) {
      try {
        const item = itemOfPost(new HtmlPage(await readText(source, file)), file, options);
        if (item) yield { item };
      } catch (error) {
        yield placeProblem({ file }, error);
      }
    }
  },
});

/** Null for a page of the export that is no post: the profile, bookmarks, claps. */
function itemOfPost(page: HtmlPage, file: string, options: ReadOptions): ImportItem | null {
  const content = page.withClass("e-content");
  if (!content) return null;
  const headline = lineOf(page.withClass("p-name")) || lineOf(page.all("title")[0]);
  const subtitle = lineOf(page.withClass("graf--subtitle")) || lineOf(page.withClass("p-summary"));
  const body = page.inside(
    content,
    (element) =>
      classesOf(element).some((name) => /^(?:graf--title|graf--subtitle|section-divider)$/.test(name)) ||
      (element.tagName === "hr" && classesOf(element).includes("section-divider")),
  );
  const address = String(page.withClass("p-canonical")?.properties.href ?? "");
  const date = parseDate(String(page.withClass("dt-published")?.properties.dateTime ?? ""), options.zone);
  const name = file.split("/").at(-1) ?? "";
  const isDraft = /^draft_/i.test(name) || date === null;
  const slug = slugFrom((pathFromAddress(address)?.split("/").at(-1) ?? "").replace(/-[0-9a-f]{8,12}$/, ""), 100);
  return itemOf({
    file,
    key: `medium:${address || name}`.slice(0, 500),
    headline,
    standfirst:
      subtitle === "" || subtitle === headline ? null : { format: "html", text: escapeHtml(subtitle), line: 1 },
    body: { format: "html", text: body, line: 1 },
    source: { text: page.text, line: 1 },
    slug: slug || slugFrom(headline, 100) || "post",
    date,
    language: options.language,
    section: options.section ?? "News",
    authors: authorsNamed([lineOf(page.withClass("p-author"))].filter(Boolean)),
    site: originOf(address),
    // On Medium the last part ends with an id; a paper with its own domain keeps its addresses.
    path: address === "" || /^https?:\/\/(?:[\w-]+\.)?medium\.com\//.test(address) ? null : pathFromAddress(address),
    draft: isDraft ? "it was a draft" : draftReason(date, null, options.now),
  });
}
