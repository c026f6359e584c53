import { slugFrom } from "#lib/addresses/slug.ts";
import { parseDate } from "../dates.ts";
import { plainOfLine } from "../html-parts.ts";
import {
  draftReason,
  type ImportItem,
  type ItemReader,
  itemOf,
  type ReadOptions,
  updatedAfter,
  type WireFacts,
} from "../item.ts";
import { authorsNamed, namesIn, urgencyOf } from "../item-parts.ts";
import { languageOf } from "../names.ts";
import type { Source } from "../source.ts";
import type { XmlElement } from "../xml/element.ts";
import { readXmlFiles } from "../xml/items.ts";
import { htmlOfNitf, picturesOfNitf } from "./content.ts";

/** Reads NITF 3: each file is one item. */
export const readNitf = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader =>
  readXmlFiles<undefined>(source, files, {
    isRecord: (path) => path.at(-1) === "nitf",
    itemOf: (element, file) => itemOfNitf(element, file, options),
  });

function itemOfNitf(nitf: XmlElement, file: string, options: ReadOptions): ImportItem {
  const docdata = nitf.within("head", "docdata");
  const bodyHead = nitf.within("body", "body.head");
  const content = nitf.within("body", "body.content");
  const attribute = (name: string, key: string) => docdata?.first(name)?.attributes[key] ?? "";
  const headline = plainOfLine(
    bodyHead?.first("hedline")?.textOf("hl1") ||
      bodyHead?.textOf("headline") ||
      nitf.within("head")?.textOf("title") ||
      "",
  );
  const kicker = plainOfLine(bodyHead?.first("hedline")?.textOf("hl0") ?? "");
  const date =
    [
      attribute("date.release", "norm"),
      attribute("date.issue", "norm"),
      bodyHead?.deep("story.date")[0]?.attributes.norm ?? "",
    ]
      .map((text) => parseDate(text, options.zone))
      .find((found) => found !== null) ?? null;
  const embargo = parseDate(attribute("date.release", "norm"), options.zone);
  const wire: WireFacts = {
    version: docdata?.first("du-key")?.attributes.version ?? nitf.attributes["change.date"] ?? "",
    status: /^cancel/i.test(docdata?.attributes["management-status"] ?? "")
      ? "canceled"
      : /^(?:embargoed|withheld)$/i.test(docdata?.attributes["management-status"] ?? "") && !embargo
        ? "withheld"
        : "usable",
    embargo: embargo && embargo > options.now ? embargo : null,
    urgency: urgencyOf(attribute("urgency", "ed-urg")),
    note:
      docdata
        ?.all("ed-msg")
        .map(({ attributes }) => attributes.info ?? "")
        .filter(Boolean)
        .join(" ") ?? "",
    provider: plainOfLine(bodyHead?.textOf("distributor") || attribute("doc.copyright", "holder")),
    copyright: attribute("doc.copyright", "holder"),
  };
  const abstract = bodyHead?.first("abstract");
  const media = content?.deep("media") ?? [];
  const [main] = media
    .filter((each) => each.attributes.class !== "inline")
    .flatMap((each) => picturesOfNitf({ media: each }));
  const keywords = docdata?.deep("keyword").map(({ attributes, text }) => attributes.key ?? text) ?? [];
  const classified =
    docdata
      ?.deep("classifier", "tobject.subject")
      .map(({ attributes: a }) => a.value ?? a["tobject.subject.type"] ?? "") ?? [];
  const id = attribute("doc-id", "id-string") || nitf.attributes.uno || `${headline} ${date?.toISOString() ?? ""}`;
  return itemOf({
    file,
    line: nitf.line,
    key: `nitf:${id}`.slice(0, 500),
    headline,
    kicker,
    standfirst:
      abstract && abstract.text.trim() !== ""
        ? { format: "html", text: htmlOfNitf(abstract), line: abstract.line }
        : null,
    body: { format: "html", text: content ? htmlOfNitf(content) : "", line: content?.line ?? nitf.line },
    slug: slugFrom(attribute("fixture", "fix-id") || headline, 100) || "item",
    date,
    updated:
      updatedAfter(date, parseDate(nitf.attributes["change.date"] ?? "", options.zone), options.now) ??
      updatedAfter(date, parseDate(attribute("date.issue", "norm"), options.zone), options.now),
    language:
      languageOf(nitf.attributes["xml:lang"] ?? nitf.first("body")?.attributes["xml:lang"] ?? "") ?? options.language,
    section: options.section ?? (nitf.within("head", "pubdata")?.attributes["position.section"] || "News"),
    topics: [...new Set([...keywords, ...classified].map((each) => each.trim()).filter(Boolean))],
    authors: authorsNamed(bylinesOf(bodyHead)),
    picture: main ?? null,
    wire,
    draft: draftReason(date, wire, options.now),
  });
}

function bylinesOf(bodyHead: XmlElement | undefined): string[] {
  return (bodyHead?.all("byline") ?? []).flatMap((byline) => {
    const persons = byline.deep("person").map((person) => person.text.replace(/\s+/g, " ").trim());
    const title = byline.textOf("byttl");
    return persons.length > 0 ? persons : namesIn(byline.text.replace(title, "").replace(/\s+/g, " ").trim());
  });
}
