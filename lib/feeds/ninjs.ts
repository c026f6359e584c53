// ninjs 3.0, News in JSON: https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json
import { type WireItem, type WireItemPicture, type WirePaper, wirePictureUri, wireUri } from "./wire-entry.ts";

export const ninjsType = "application/json";

const standard = { name: "ninjs", version: "3.0", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#" };

export function ninjsItem({ text, ...head }: WireItem, paper: WirePaper): Record<string, unknown> {
  return {
    uri: wireUri(head.id),
    standard,
    type: "text",
    version: String(head.version),
    versionCreated: head.at.toISOString(),
    pubStatus: head.status,
    ...(head.note === "" ? {} : { edNote: head.note }),
    infoSources: [{ name: paper.name, role: "provider" }],
    copyrightHolder: paper.name,
    ...(text ? textOf(text) : {}),
  };
}

function textOf(text: NonNullable<WireItem["text"]>): Record<string, unknown> {
  return {
    firstCreated: text.publishedAt.toISOString(),
    representationType: text.body === "" ? "partial" : "full",
    language: text.language,
    headlines: [
      { role: "main", contentType: "text/plain", value: text.headline },
      ...(text.kicker === "" ? [] : [{ role: "kicker", contentType: "text/plain", value: text.kicker }]),
    ],
    ...(text.standfirst === ""
      ? {}
      : { descriptions: [{ role: "summary", contentType: "text/plain", value: text.standfirst }] }),
    ...(text.body === ""
      ? {}
      : { bodies: [{ role: "main", contentType: "text/html", wordCount: text.wordCount, value: text.body }] }),
    ...(text.authors.length === 0
      ? {}
      : {
          by: text.authors.map(({ name }) => name).join(", "),
          people: text.authors.map(({ name, url }) => ({ name, rel: "author", uri: url })),
        }),
    ...(text.place === "" ? {} : { located: text.place }),
    subjects: [
      { name: text.section.name, rel: "section", uri: text.section.url },
      ...text.topics.map((name) => ({ name, rel: "about" })),
    ],
    altIds: [{ role: "url", value: text.url }],
    ...(text.pictures.length === 0 ? {} : { associations: text.pictures.map(pictureOf) }),
  };
}

function pictureOf(picture: WireItemPicture, index: number): Record<string, unknown> {
  const { id, url, width, height, bytes, alt, caption, credit, isMain } = picture;
  return {
    name: isMain ? "main" : `picture-${index + 1}`,
    uri: wirePictureUri(id),
    type: "picture",
    descriptions: [
      ...(caption === "" ? [] : [{ role: "caption", contentType: "text/plain", value: caption }]),
      ...(alt === "" ? [] : [{ role: "alternativeText", contentType: "text/plain", value: alt }]),
    ],
    ...(credit === "" ? {} : { by: credit }),
    renditions: [{ name: "main", href: url, contentType: "image/jpeg", width, height, sizeInBytes: bytes }],
  };
}

/** Items in one JSON object. */
export const ninjsFeed = (items: readonly WireItem[], paper: WirePaper): string =>
  JSON.stringify({ items: items.map((item) => ninjsItem(item, paper)) });
