// Published things as the read API shows them.
import { hrefOf } from "../addresses/paths.ts";
import { childrenOf, type NodeJson, wordsOf } from "../document/json.ts";
import { feedEntry } from "../feeds/entry.ts";
import { pictureAddress } from "../pictures/addresses.ts";
import { factsOfUse } from "../pictures/crops.ts";
import type { PictureFacts } from "../pictures/types.ts";
import { withLiveLinks } from "../published/cards.ts";
import type { Linked } from "../published/feed-data.ts";
import type { LiveCard, LiveStoryPage, LiveTranslation, Named } from "../published/types.ts";
import type { ApiField, ApiStory } from "./read-schema.ts";

/** @param origin of the site, without a trailing slash */
export const presentNamed = ({ id, name, path }: Named, origin: string) => ({
  id,
  name,
  path,
  url: origin + hrefOf(path),
});

export const presentPicture = (id: string, facts: PictureFacts, origin: string) => ({
  id,
  width: facts.width,
  height: facts.height,
  color: facts.color,
  renditions: facts.renditions.map(({ format, width, height, bytes }) => ({
    format,
    width,
    height,
    bytes,
    url: origin + pictureAddress(id, width, format, facts.crop),
  })),
});

/** The text without markup, a line for each textblock. */
export function plainTextOf(node: NodeJson): string {
  const children = childrenOf(node);
  if (children.some(({ type }) => type === "text" || type === "hardBreak")) return wordsOf(node).trim();
  return children
    .map(plainTextOf)
    .filter((text) => text !== "")
    .join("\n");
}

function presentCardPicture({ picture }: LiveCard, origin: string) {
  if (!picture) return null;
  return { ...presentPicture(picture.id, factsOfUse(picture.facts, picture.crop), origin), alt: picture.alt };
}

export function presentCard(card: LiveCard, origin: string): ApiStory {
  return {
    id: card.id,
    url: origin + hrefOf(card.path),
    path: card.path,
    headline: card.headline,
    kicker: card.kicker,
    standfirst: card.standfirst,
    label: card.label,
    badge: card.badge,
    language: card.language,
    section: presentNamed(card.section, origin),
    authors: card.authors.map((author) => presentNamed(author, origin)),
    publishedAt: card.publishedAt.toISOString(),
    updatedAt: card.updatedAt?.toISOString() ?? null,
    picture: presentCardPicture(card, origin),
  };
}

/** What the text of a story refers to. */
export type Around = { linked: Linked; translations: readonly LiveTranslation[]; origin: string };

/** All fields of a story but those of which the request does not want any. */
export function presentStory(
  story: LiveStoryPage,
  { linked, translations, origin }: Around,
  wants: (field: ApiField) => boolean,
): ApiStory {
  const card = presentCard(story, origin);
  const { document } = withLiveLinks(
    story,
    [...linked].map(([id, { path }]) => ({ id, path })),
  );
  return {
    ...card,
    authors: story.authors.map((author) => ({ ...presentNamed(author, origin), jobTitle: author.jobTitle })),
    picture: card.picture ? { ...card.picture, caption: story.pictureCaption, credit: story.pictureCredit } : null,
    place: story.place,
    topics: story.topics.map((topic) => presentNamed(topic, origin)),
    words: story.words,
    editorsNote: story.editorsNote,
    corrections: story.corrections.map(({ at, ...correction }) => ({ ...correction, at: at.toISOString() })),
    translations: translations.map(({ id, path, language, isOriginal }) => ({
      id,
      url: origin + hrefOf(path),
      language,
      isOriginal,
    })),
    pictures: Object.entries(story.pictures).map(([id, facts]) => presentPicture(id, facts, origin)),
    ...(wants("html") ? { html: feedEntry(story, linked, origin).html } : {}),
    ...(wants("text") ? { text: plainTextOf(document) } : {}),
    ...(wants("document") ? { document } : {}),
  };
}

/** The story with these fields alone, and with its id. */
export function pickFields(story: ApiStory, fields: readonly ApiField[]): ApiStory {
  const wanted = new Set<string>(["id", ...fields]);
  return Object.fromEntries(Object.entries(story).filter(([field]) => wanted.has(field))) as ApiStory;
}
