// NITF 3.6, the News Industry Text Format: https://iptc.org/standards/nitf/
import { escapeHtml } from "../document/feed.ts";
import { nitfMedia, nitfOf } from "./nitf-content.ts";
import { type WireItem, type WirePaper, wireUri } from "./wire-entry.ts";
import { element } from "./xml.ts";

/** One document, and a feed of several. */
export const nitfType = "application/nitf+xml";
export const nitfFeedType = "application/atom+xml";

/** "20261129T091500Z" */
const norm = (at: Date): string => at.toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "");

const tag = (name: string, attributes: Record<string, string>): string =>
  `<${name}${Object.entries(attributes)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => ` ${key}="${escapeHtml(value)}"`)
    .join("")}/>`;

/** A document without the XML declaration. */
export function nitfDocument(item: WireItem, paper: WirePaper): string {
  const { text, note } = item;
  const uri = wireUri(item.id);
  const isWithdrawn = item.status !== "usable";
  const status = isWithdrawn
    ? ` management-status="${item.status}" management-doc-idref="${uri}" management-idref-status="${item.status}"`
    : ' management-status="usable"';
  const kind = isWithdrawn ? "kill" : item.isCorrection ? "correction" : "note";
  return [
    `<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" version="-//IPTC//DTD NITF 3.6//EN" xml:lang="${escapeHtml(text?.language ?? paper.language)}">`,
    "<head>",
    ...(text ? [element("title", text.headline)] : []),
    `<docdata${status}>`,
    ...(item.isCorrection ? [tag("correction", { info: note, "id-string": uri, regsrc: paper.name })] : []),
    tag("doc-id", { regsrc: paper.name, "id-string": uri }),
    tag("date.issue", { norm: norm(item.at) }),
    ...(text ? [tag("date.release", { norm: norm(text.publishedAt) })] : []),
    ...(note === "" ? [] : [tag("ed-msg", { "msg-type": kind, info: note })]),
    tag("du-key", { version: String(item.version), key: item.id }),
    tag("doc.copyright", { year: String(item.at.getUTCFullYear()), holder: paper.name }),
    ...(text && text.topics.length > 0
      ? [`<key-list>${text.topics.map((key) => tag("keyword", { key })).join("")}</key-list>`]
      : []),
    "</docdata>",
    ...(text ? [tag("pubdata", { "position.section": text.section.name, "ex-ref": text.url })] : []),
    "</head>",
    "<body>",
    ...(text ? bodyOf(text, paper) : ["<body.content/>"]),
    "</body>",
    "</nitf>",
  ].join("\n");
}

function bodyOf(text: NonNullable<WireItem["text"]>, paper: WirePaper): string[] {
  const main = text.pictures.find(({ isMain }) => isMain);
  return [
    "<body.head>",
    `<hedline>${element("hl1", text.headline)}</hedline>`,
    ...text.authors.map(({ name }) => `<byline>${element("person", name)}</byline>`),
    `<distributor>${element("org", paper.name)}</distributor>`,
    ...(text.place === "" ? [] : [`<dateline>${element("location", text.place)}</dateline>`]),
    ...(text.standfirst === "" ? [] : [`<abstract>${element("p", text.standfirst)}</abstract>`]),
    "</body.head>",
    `<body.content>${main ? nitfMedia(main, escapeHtml(main.caption)) : ""}${nitfOf(text.body, text.pictures)}</body.content>`,
  ];
}

/** Documents as the contents of entries of an Atom feed. @param updated the time of the newest change */
export function nitfFeed(items: readonly WireItem[], paper: WirePaper, updated: Date): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element("id", `${paper.origin}/`),
    element("title", paper.name),
    element("updated", updated.toISOString()),
    `<author>${element("name", paper.name)}</author>`,
    ...items.flatMap((item) => [
      "<entry>",
      element("id", wireUri(item.id)),
      element("title", item.text?.headline ?? `Withdrawn: ${wireUri(item.id)}`),
      element("updated", item.at.toISOString()),
      `<content type="${nitfType}">`,
      nitfDocument(item, paper),
      "</content>",
      "</entry>",
    ]),
    "</feed>",
    "",
  ].join("\n");
}
