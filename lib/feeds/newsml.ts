// NewsML-G2: https://iptc.org/std/NewsML-G2/
import { escapeHtml } from "../document/feed.ts";
import {
  type WireItem,
  type WireItemHead,
  type WireItemPicture,
  type WirePaper,
  wirePictureUri,
  wireUri,
} from "./wire-entry.ts";
import { element } from "./xml.ts";

/** As IANA has registered it. */
export const newsmlType = "application/vnd.iptc.g2.newsmessage+xml";

const namespace = "http://iptc.org/std/nar/2006-10-01/";
/** Resolves ninat, stat, sig, drol and rnd. */
const catalog = '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_32.xml"/>';

const optional = (name: string, text: string): string[] => (text === "" ? [] : [element(name, text)]);

type Item = { guid: string; version: number; language: string };
const open = ({ guid, version, language }: Item): string =>
  `<newsItem guid="${escapeHtml(guid)}" version="${version}" standard="NewsML-G2" standardversion="2.34" conformance="power" xml:lang="${escapeHtml(language)}">`;

const rights = (paper: WirePaper): string =>
  `<rightsInfo><copyrightHolder literal="${escapeHtml(paper.name)}">${element("name", paper.name)}</copyrightHolder></rightsInfo>`;

const provider = ({ name }: WirePaper): string =>
  `<provider literal="${escapeHtml(name)}">${element("name", name)}</provider>`;

function textItem(item: WireItem, paper: WirePaper): string {
  const { text } = item;
  return [
    open({ guid: wireUri(item.id), version: item.version, language: text?.language ?? paper.language }),
    catalog,
    rights(paper),
    "<itemMeta>",
    '<itemClass qcode="ninat:text"/>',
    provider(paper),
    element("versionCreated", item.at.toISOString()),
    ...(text ? [element("firstCreated", text.publishedAt.toISOString())] : []),
    `<pubStatus qcode="stat:${item.status}"/>`,
    ...(text ? [`<service uri="${escapeHtml(text.section.url)}">${element("name", text.section.name)}</service>`] : []),
    ...optional("edNote", item.note),
    ...(item.isCorrection ? ['<signal qcode="sig:correction"/>'] : []),
    ...(text?.pictures ?? []).map(
      ({ id }) => `<link rel="irel:seeAlso" residref="${escapeHtml(wirePictureUri(id))}" contenttype="image/jpeg"/>`,
    ),
    "</itemMeta>",
    ...(text ? contentOf(text, item) : []),
    "</newsItem>",
  ].join("\n");
}

function contentOf(text: NonNullable<WireItem["text"]>, { at }: WireItemHead): string[] {
  return [
    "<contentMeta>",
    element("contentCreated", text.publishedAt.toISOString()),
    element("contentModified", at.toISOString()),
    ...text.authors.map(({ name, url }) => `<creator uri="${escapeHtml(url)}">${element("name", name)}</creator>`),
    `<language tag="${escapeHtml(text.language)}"/>`,
    ...text.topics.map((name) => `<subject literal="${escapeHtml(name)}">${element("name", name)}</subject>`),
    element("headline", text.headline),
    ...text.authors.map(({ name }) => element("by", name)),
    ...(text.standfirst === "" ? [] : [element('description role="drol:summary"', text.standfirst)]),
    "</contentMeta>",
    ...(text.body === ""
      ? []
      : [
          "<contentSet>",
          `<inlineXML contenttype="application/xhtml+xml" wordcount="${text.wordCount}"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="${escapeHtml(text.language)}"><head>${element("title", text.headline)}</head><body>${text.body}</body></html></inlineXML>`,
          "</contentSet>",
        ]),
  ];
}

function pictureItem(picture: WireItemPicture, item: WireItem, paper: WirePaper): string {
  const { id, url, width, height, bytes, alt, caption, credit } = picture;
  return [
    open({ guid: wirePictureUri(id), version: item.version, language: item.text?.language ?? paper.language }),
    catalog,
    rights(paper),
    '<itemMeta><itemClass qcode="ninat:picture"/>',
    provider(paper),
    element("versionCreated", item.at.toISOString()),
    '<pubStatus qcode="stat:usable"/></itemMeta>',
    "<contentMeta>",
    ...optional("headline", alt),
    ...optional("creditline", credit),
    ...(caption === "" ? [] : [element('description role="drol:caption"', caption)]),
    "</contentMeta>",
    `<contentSet><remoteContent rendition="rnd:highRes" href="${escapeHtml(url)}" size="${bytes}" contenttype="image/jpeg" width="${width}" height="${height}"/></contentSet>`,
    "</newsItem>",
  ].join("\n");
}

/** A message with an item for each story, and one for each of its pictures. @param sent the time of the newest change */
export function newsmlMessage(items: readonly WireItem[], paper: WirePaper, sent: Date): string {
  const shown = new Set<string>();
  const pictures = items.flatMap((item) =>
    (item.text?.pictures ?? []).flatMap((picture) => {
      if (shown.has(picture.id)) return [];
      shown.add(picture.id);
      return pictureItem(picture, item, paper);
    }),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<newsMessage xmlns="${namespace}">`,
    `<header>${element("sent", sent.toISOString())}${element("sender", paper.origin)}</header>`,
    "<itemSet>",
    ...items.map((item) => textItem(item, paper)),
    ...pictures,
    "</itemSet>",
    "</newsMessage>",
    "",
  ].join("\n");
}
