import type { Element } from "hast";
import { slugFrom } from "#lib/addresses/slug.ts";
import { parseDate } from "../dates.ts";
import { escapeHtml } from "../html-parts.ts";
import { draftReason, type ImportItem, type ItemReader, itemOf, type ReadOptions, updatedAfter } from "../item.ts";
import { authorsNamed, namesIn, originOf } from "../item-parts.ts";
import { languageOf, topicName } from "../names.ts";
import { pathFromAddress } from "../paths.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { readText } from "../text-stream.ts";
import { SkippedFile } from "../types.ts";
import { classesOf, HtmlPage, lineOf } from "./page.ts";

/** Reads a folder of HTML pages, each as one story: its article without menus, with what its head says. */
export const readHtmlFiles = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader => ({
  async *items() {
    for (const file of files) {
      try {
        yield { item: itemOfPage(new HtmlPage(await readText(source, file)), file, options) };
      } catch (error) {
        yield placeProblem({ file }, error);
      }
    }
  },
});

/** Parts of a page around its story. */
const around = /^(?:nav|form|script|style|noscript|template|button|h1)$/;
const isAround = (element: Element): boolean =>
  around.test(element.tagName) ||
  (/^(?:header|footer|aside)$/.test(element.tagName) &&
    !classesOf(element).some((name) => /note|box|fact/.test(name))) ||
  classesOf(element).some((name) =>
    /^(?:share|sharing|related|comments?|breadcrumbs?|byline|navigation|sidebar)$/.test(name),
  );

/** @throws SkippedFile for a page without a text of its own */
function itemOfPage(page: HtmlPage, file: string, options: ReadOptions): ImportItem {
  const [article] = [...page.all("article"), ...page.all("main"), ...page.all("body")];
  const body = article ? page.inside(article, isAround) : "";
  if (body.replace(/<[^>]*>/g, "").trim() === "" && !/<img/i.test(body)) throw new SkippedFile("it holds no text");
  const name =
    file
      .split("/")
      .at(-1)
      ?.replace(/\.\w+$/, "") ?? "";
  const folders = file.split("/").slice(0, -1);
  const stem = /^index$/i.test(name) ? (folders.at(-1) ?? name) : name;
  const headline = lineOf(page.all("h1")[0]) || page.meta("og:title", "headline") || lineOf(page.all("title")[0]);
  const canonical =
    String(
      page.all("link").find(({ properties: { rel } }) => [rel].flat().includes("canonical"))?.properties.href ?? "",
    ) || page.meta("og:url");
  const [time] = page.all("time");
  const dateText =
    page.meta("article:published_time", "datepublished", "date", "dc.date", "dcterms.created") ||
    String(time?.properties.dateTime ?? "") ||
    (/^(\d{4}-\d\d-\d\d)-/.exec(name)?.[1] ?? "");
  const date = parseDate(dateText, options.zone);
  const summary = page.meta("description", "og:description");
  const src = page.meta("og:image", "twitter:image");
  const authors =
    page.meta("author", "article:author", "dc.creator") ||
    lineOf(page.all("a").find(({ properties: { rel } }) => [rel].flat().includes("author"))) ||
    lineOf(page.withClass("byline") ?? page.withClass("author"));
  const folder = folders.filter((part) => !/^(?:\d+|public|html|www|site|content)$/i.test(part))[0];
  return itemOf({
    file,
    key: `html:${canonical || file}`.slice(0, 500),
    headline,
    standfirst: summary === "" ? null : { format: "html", text: escapeHtml(summary), line: 1 },
    body: { format: "html", text: body, line: 1 },
    source: { text: page.text, line: 1 },
    slug: slugFrom(stem.replace(/^\d{4}-\d\d-\d\d-/, ""), 100) || slugFrom(headline, 100) || "page",
    date,
    updated: updatedAfter(
      date,
      parseDate(page.meta("article:modified_time", "datemodified"), options.zone),
      options.now,
    ),
    language: languageOf(String(page.all("html")[0]?.properties.lang ?? "")) ?? options.language,
    section: options.section ?? (page.meta("article:section") || (folder ? topicName(folder.toLowerCase()) : "News")),
    topics: topicsOf(page),
    authors: authorsNamed(/^https?:/.test(authors) ? [] : namesIn(authors)),
    picture: src === "" ? null : { src, alt: page.meta("og:image:alt"), caption: "", credit: "" },
    site: originOf(canonical) || originOf(options.site ?? ""),
    path: canonical === "" ? null : pathFromAddress(canonical),
    aliases: pathFromAddress(`/${file}`) ? [pathFromAddress(`/${file}`) as string] : [],
    draft: draftReason(date, null, options.now),
  });
}

function topicsOf(page: HtmlPage): string[] {
  const tags = page
    .all("meta")
    .filter(({ properties: { property } }) => String(property) === "article:tag")
    .map(({ properties: { content } }) => String(content ?? ""));
  const words = tags.length > 0 ? tags : page.meta("keywords").split(",");
  return [...new Set(words.map((word) => word.trim()).filter(Boolean))];
}
