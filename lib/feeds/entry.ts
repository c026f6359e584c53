import { hrefOf } from "../addresses/paths.ts";
import { escapeHtml, toFeedHtml } from "../document/feed.ts";
import { childrenOf } from "../document/json.ts";
import { storyWords } from "../document/story-words.ts";
import { mediaAddress, mediaType } from "../media/addresses.ts";
import { pictureAddress } from "../pictures/addresses.ts";
import { factsOfUse } from "../pictures/crops.ts";
import type { PictureFacts } from "../pictures/types.ts";
import { withLiveLinks } from "../published/cards.ts";
import type { CorrectionEntry } from "../published/corrections/data.ts";
import type { Linked } from "../published/feed-data.ts";
import type { LiveStoryPage } from "../published/types.ts";

/** What a feed covers. `path` is its page on the site; `description` may be empty. */
export type Channel = {
  /** The hub that notifies feed readers of updates (WebSub). */
  hub?: string;
  title: string;
  description: string;
  language: string;
  origin: string;
  path: string;
};

/** A story for feeds of every format. Texts are plain, addresses absolute. */
/** A video, sound or document of a story. `url` is a full address. */
export type Attachment = { url: string; type: string; bytes: number; durationSeconds: number | null };

export type FeedEntry = {
  /** In the order of the text. */
  attachments: Attachment[];
  /** Not the address: a story that moves keeps its id, so that nobody receives it twice. */
  id: string;
  url: string;
  title: string;
  summary: string;
  html: string;
  language: string;
  publishedAt: Date;
  /** The time of the last change that readers were informed of, else of publication. */
  updatedAt: Date;
  authors: { name: string; url: string }[];
  /** Its section and topics without duplicates. */
  categories: string[];
  image: { url: string; width: number; height: number; bytes: number; alt: string } | null;
};

/** The smallest JPEG of at least 1280 px, or the largest. Every feed reader shows JPEG. */
export function jpegOf(facts: PictureFacts) {
  const jpegs = facts.renditions.filter(({ format }) => format === "jpeg").sort((a, b) => a.width - b.width);
  return jpegs.find(({ width }) => width >= 1280) ?? jpegs.at(-1) ?? null;
}

/** @param origin of the site, without a trailing slash */
export function feedEntry(story: LiveStoryPage, linked: Linked, origin: string): FeedEntry {
  const url = origin + hrefOf(story.path);
  const addressOf = (id: string, facts: PictureFacts) => {
    const image = jpegOf(facts);
    return image ? { ...image, url: origin + pictureAddress(id, image.width, "jpeg", facts.crop) } : null;
  };
  const image = story.picture ? addressOf(story.picture.id, factsOfUse(story.picture.facts, story.picture.crop)) : null;
  return {
    id: `urn:uuid:${story.id}`,
    url,
    title: story.headline,
    summary: story.standfirst,
    html: toFeedHtml(withLiveLinks(story, linkedCards(linked)).document, {
      words: storyWords(story.language).words,
      base: url,
      pictureUrl: (id, crop) => {
        const facts = Object.hasOwn(story.pictures, id) ? story.pictures[id] : undefined;
        return facts ? (addressOf(id, factsOfUse(facts, crop))?.url ?? null) : null;
      },
      mediaUrl: (id) => {
        const facts = Object.hasOwn(story.media, id) ? story.media[id] : undefined;
        return facts ? origin + mediaAddress(id, facts) : null;
      },
      storyLink: (id) => {
        const other = linked.get(id);
        return other ? { url: origin + hrefOf(other.path), headline: other.headline } : null;
      },
    }),
    language: story.language,
    publishedAt: story.publishedAt,
    updatedAt: story.updatedAt ?? story.publishedAt,
    authors: story.authors.map(({ name, path }) => ({ name, url: origin + hrefOf(path) })),
    categories: [...new Set([story.section, ...story.topics].map(({ name }) => name))],
    image: story.picture && image ? { ...image, alt: story.picture.alt } : null,
    attachments: attachmentsOf(story, origin),
  };
}

const linkedCards = (linked: Linked) => [...linked].map(([id, { path }]) => ({ id, path }));

function attachmentsOf({ document, media }: LiveStoryPage, origin: string): Attachment[] {
  const ids = new Set(childrenOf(document).map(({ attrs }) => attrs?.media));
  return [...ids].flatMap((id) => {
    const facts = typeof id === "string" && Object.hasOwn(media, id) ? media[id] : undefined;
    if (typeof id !== "string" || !facts) return [];
    const { bytes, durationSeconds } = facts;
    return [{ url: origin + mediaAddress(id, facts), type: mediaType(facts), bytes, durationSeconds }];
  });
}

/** A correction as a feed item, which links to the note in the story. */
export function correctionEntry(correction: CorrectionEntry, origin: string): FeedEntry {
  const { storyId, path, headline, language, number, kind, note, at } = correction;
  const name = kind === "CORRECTION" ? "Correction" : "Clarification";
  return {
    id: `urn:uuid:${storyId}#correction-${number}`,
    url: `${origin}${hrefOf(path)}#correction-${number}`,
    title: `${name}: ${headline}`,
    summary: note,
    html: `<p>${escapeHtml(note)}</p>`,
    language,
    publishedAt: at,
    updatedAt: at,
    authors: [],
    categories: [name],
    image: null,
    attachments: [],
  };
}

/** The time of the newest change, so that the same stories give the same bytes; null for a feed without stories. */
export const newestChange = (entries: readonly FeedEntry[]): Date | null =>
  entries.length === 0 ? null : new Date(Math.max(...entries.map(({ updatedAt }) => updatedAt.getTime())));
