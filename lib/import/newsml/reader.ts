import { slugFrom } from "#lib/addresses/slug.ts";
import { parseDate } from "../dates.ts";
import { picturesIn, plainOfLine, withPictures } from "../html-parts.ts";
import {
  draftReason,
  type ImportItem,
  type ItemPicture,
  type ItemReader,
  itemOf,
  type ReadOptions,
  updatedAfter,
  type WireFacts,
} from "../item.ts";
import { authorsNamed, namesIn, originOf, paragraphs, urgencyOf } from "../item-parts.ts";
import { languageOf } from "../names.ts";
import { htmlOfNitf } from "../nitf/content.ts";
import type { Source } from "../source.ts";
import { escapeXml, type XmlElement } from "../xml/element.ts";
import { readXmlFiles } from "../xml/items.ts";

type Library = {
  /** Pictures by the guid of their item. */
  pictures: Map<string, ItemPicture>;
  /** The guids that a package names, for each of them. */
  packages: Map<string, string[]>;
};

/** Reads NewsML-G2: messages of several items, and files of one. Pictures belong to the text that links to them or shares their package. */
export const readNewsml = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader =>
  readXmlFiles<Library>(source, files, {
    isRecord: (path) => ["newsItem", "packageItem"].includes(path.at(-1) ?? ""),
    library: { make: () => ({ pictures: new Map(), packages: new Map() }), note: noteItem },
    itemOf: (element, file, library) =>
      element.name === "newsItem" && isText(element) ? itemOfNews(element, file, library, options) : null,
  });

const classOf = (element: XmlElement): string =>
  (element.within("itemMeta", "itemClass")?.attributes.qcode ?? "").replace(/^.*:/, "");
const isText = (element: XmlElement): boolean => ["text", "composite", ""].includes(classOf(element));

function noteItem(element: XmlElement, { pictures, packages }: Library): void {
  if (element.name === "packageItem") {
    const refs = element.deep("itemRef").flatMap(({ attributes }) => attributes.residref ?? []);
    for (const ref of refs) packages.set(ref, [...(packages.get(ref) ?? []), ...refs]);
    return;
  }
  if (!/^(?:picture|graphic)$/.test(classOf(element))) return;
  const meta = element.first("contentMeta");
  const remote = element
    .deep("remoteContent")
    .filter(({ attributes }) => attributes.href && /^(?:image\/|$)/.test(attributes.contenttype ?? ""))
    .sort((a, b) => Number(b.attributes.width ?? 0) - Number(a.attributes.width ?? 0));
  const src = remote[0]?.attributes.href;
  if (!src || !meta) return;
  const described = meta.all("description");
  const caption = described.find(({ attributes }) => /caption/.test(attributes.role ?? "")) ?? described[0];
  pictures.set(element.attributes.guid ?? "", {
    src,
    alt: plainOfLine(meta.textOf("headline")),
    caption: plainOfLine(caption?.text ?? ""),
    credit: plainOfLine(meta.textOf("creditline", "by") || meta.first("creator")?.textOf("name") || ""),
  });
}

function itemOfNews(element: XmlElement, file: string, library: Library, options: ReadOptions): ImportItem {
  const item = element.first("itemMeta");
  const meta = element.first("contentMeta");
  const guid = element.attributes.guid ?? "";
  const inline = contentOf(element);
  const headline = plainOfLine(meta?.textOf("headline") || item?.textOf("title") || inline.headline);
  const dateIn = (parent: XmlElement | undefined, ...names: string[]) =>
    names.map((name) => parseDate(parent?.textOf(name) ?? "", options.zone)).find((date) => date !== null) ?? null;
  const date = dateIn(item, "firstCreated") ?? dateIn(meta, "contentCreated") ?? dateIn(item, "versionCreated");
  const wire = wireOf(element, options.zone);
  const linked = element.deep("link").flatMap(({ attributes }) => attributes.residref ?? attributes.href ?? []);
  const pictures = [...new Set([...linked, ...(library.packages.get(guid) ?? [])])].flatMap(
    (ref) => library.pictures.get(ref) ?? [],
  );
  const shown = pictures.length > 0 ? picturesIn(inline.html) : null;
  const [main, ...others] = pictures.filter(({ src }) => !shown?.has(src));
  const description =
    meta
      ?.all("description")
      .find(({ attributes }) => !/caption/.test(attributes.role ?? ""))
      ?.text.trim() ?? "";
  const topics = [...(meta?.all("subject") ?? []), ...(meta?.all("keyword") ?? [])].map((each) =>
    (each.name === "keyword" ? each.text : nameIn(each, options.language)).trim(),
  );
  return itemOf({
    file,
    line: element.line,
    key: `newsml:${guid || headline}`.slice(0, 500),
    headline,
    standfirst: description === "" ? null : { format: "html", text: escapeXml(description), line: element.line },
    body: { format: "html", text: withPictures(inline.html, others), line: element.line },
    slug: slugFrom(meta?.textOf("slugline") ?? "", 100) || slugFrom(headline, 100) || "item",
    date,
    updated: updatedAfter(date, dateIn(meta, "contentModified") ?? dateIn(item, "versionCreated"), options.now),
    language:
      languageOf(meta?.first("language")?.attributes.tag ?? element.attributes["xml:lang"] ?? "") ?? options.language,
    section: options.section ?? (item?.first("service")?.textOf("name") || "News"),
    topics: [...new Set(topics.filter(Boolean))],
    authors: authorsNamed(bylinesOf(meta)),
    picture: main ?? null,
    site: originOf(guid),
    wire,
    draft: draftReason(date, wire, options.now),
  });
}

/** Names come in several languages; the newsroom's own counts, then the first. */
function nameIn(element: XmlElement, language: string): string {
  const names = element.all("name");
  const own = names.find(({ attributes }) => (attributes["xml:lang"] ?? "").split("-")[0] === language.split("-")[0]);
  return (own ?? names[0])?.text ?? element.attributes.literal ?? "";
}

function bylinesOf(meta: XmlElement | undefined): string[] {
  const by =
    meta
      ?.all("by")
      .map(({ text }) => text.replace(/\s+/g, " ").trim())
      .filter(Boolean) ?? [];
  if (by.length > 0) return by.flatMap(namesIn);
  return (
    meta
      ?.all("creator")
      .map((creator) => creator.textOf("name"))
      .filter(Boolean) ?? []
  );
}

/** The text as HTML: XHTML, NITF or plain text inside the item. */
function contentOf(element: XmlElement): { html: string; headline: string } {
  const set = element.first("contentSet");
  for (const inline of set?.all("inlineXML") ?? []) {
    const nitf = inline.deep("nitf")[0];
    const content = nitf?.within("body", "body.content");
    if (content) return { html: htmlOfNitf(content), headline: nitf?.deep("hl1")[0]?.text ?? "" };
    const body = inline.deep("body")[0];
    if (body) return { html: body.markup.trim(), headline: inline.deep("title")[0]?.text ?? "" };
    if (inline.text.trim() !== "") return { html: inline.markup.trim(), headline: "" };
  }
  const data = set?.all("inlineData").find(({ text }) => text.trim() !== "");
  if (!data) return { html: "", headline: "" };
  return {
    html: /html/.test(data.attributes.contenttype ?? "") ? data.text.trim() : paragraphs(data.text),
    headline: "",
  };
}

function wireOf(element: XmlElement, zone: string): WireFacts {
  const item = element.first("itemMeta");
  const rights = element.first("rightsInfo");
  const status = (item?.first("pubStatus")?.attributes.qcode ?? "").replace(/^.*:/, "");
  const provider = item?.first("provider");
  return {
    version: element.attributes.version ?? item?.textOf("versionCreated") ?? "",
    status: /cancel/.test(status) ? "canceled" : /withheld/.test(status) ? "withheld" : "usable",
    embargo: parseDate(item?.textOf("embargoed") ?? "", zone),
    urgency: urgencyOf(element.first("contentMeta")?.textOf("urgency") ?? ""),
    note:
      item
        ?.all("edNote")
        .map(({ text }) => text.trim())
        .join(" ") ?? "",
    provider:
      provider?.textOf("name") ||
      (provider?.attributes.literal ?? (provider?.attributes.qcode ?? "").replace(/^.*:/, "")),
    copyright: rights?.textOf("copyrightNotice") || rights?.first("copyrightHolder")?.textOf("name") || "",
  };
}
