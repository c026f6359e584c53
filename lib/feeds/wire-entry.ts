// A published story as partners get it, in whichever format of news agencies.
import { hrefOf } from "../addresses/paths.ts";
import { toFeedHtml } from "../document/feed.ts";
import { childrenOf, type NodeJson, wordsOf } from "../document/json.ts";
import { storyWords } from "../document/story-words.ts";
import { mediaAddress } from "../media/addresses.ts";
import { pictureAddress } from "../pictures/addresses.ts";
import { factsOfUse } from "../pictures/crops.ts";
import { withLiveLinks } from "../published/cards.ts";
import type { Linked } from "../published/feed-data.ts";
import type { LiveStoryPage } from "../published/types.ts";
import { jpegOf } from "./entry.ts";
import { wireTree, xhtmlOf } from "./xhtml.ts";

/** Withheld: not to be published until further notice. Canceled: never to be published again. */
export type WireItemStatus = "usable" | "withheld" | "canceled";

/** What every item has, also one that withdraws a story and has no words of it. */
export type WireItemHead = {
  /** The id of the story. */
  id: string;
  /** Grows with each version of the story. */
  version: number;
  status: WireItemStatus;
  /** Whether this version corrects an earlier one. */
  isCorrection: boolean;
  /** For the editors of the receiver. */
  note: string;
  /** When this version was published, or the story was taken down. */
  at: Date;
};

export type WireItemPicture = {
  id: string;
  url: string;
  width: number;
  height: number;
  bytes: number;
  alt: string;
  /** Plain text. */
  caption: string;
  credit: string;
  isMain: boolean;
};

export type WireItemText = {
  url: string;
  headline: string;
  kicker: string;
  /** Plain text. */
  standfirst: string;
  /** The text below the standfirst and the main picture, well-formed; "" where the partner gets summaries. */
  body: string;
  wordCount: number;
  language: string;
  section: { name: string; url: string };
  topics: string[];
  authors: { name: string; url: string }[];
  place: string;
  publishedAt: Date;
  /** Each once; the main picture first. */
  pictures: WireItemPicture[];
};

/** `text` is null unless the item is usable. */
export type WireItem = WireItemHead & { text: WireItemText | null };

/** What surrounds the items. */
export type WirePaper = { name: string; origin: string; language: string };

/** The identifier of a story, which stays when its address changes. */
export const wireUri = (id: string): string => `urn:uuid:${id}`;
export const wirePictureUri = wireUri;

/** What a partner may get of a story besides its words. */
export type WirePermits = { isFullText: boolean; pictures: ReadonlySet<string>; media: ReadonlySet<string> };

const aboveBody: ReadonlySet<string> = new Set(["kicker", "headline", "standfirst", "mainFigure"]);

/** @param origin of the site, without a trailing slash */
export function wireText(story: LiveStoryPage, linked: Linked, permits: WirePermits, origin: string): WireItemText {
  const url = origin + hrefOf(story.path);
  const { document } = withLiveLinks(
    story,
    [...linked].map(([id, { path }]) => ({ id, path })),
  );
  const jpegAt = (id: string, crop: string | null) => {
    const facts = permits.pictures.has(id) && Object.hasOwn(story.pictures, id) ? story.pictures[id] : undefined;
    const used = facts && factsOfUse(facts, crop);
    const image = used && jpegOf(used);
    return image ? { ...image, url: origin + pictureAddress(id, image.width, "jpeg", used.crop) } : null;
  };
  const below = childrenOf(document).filter(({ type }) => !aboveBody.has(type));
  const html = toFeedHtml(
    { ...document, content: below },
    {
      words: storyWords(story.language).words,
      base: url,
      pictureUrl: (id, crop) => jpegAt(id, crop)?.url ?? null,
      mediaUrl: (id) => {
        const facts = permits.media.has(id) && Object.hasOwn(story.media, id) ? story.media[id] : undefined;
        return facts ? origin + mediaAddress(id, facts) : null;
      },
      storyLink: (id) => {
        const other = linked.get(id);
        return other ? { url: origin + hrefOf(other.path), headline: other.headline } : null;
      },
    },
  );
  return {
    url,
    headline: story.headline,
    kicker: story.kicker,
    standfirst: story.standfirst,
    body: permits.isFullText ? xhtmlOf(wireTree(html)) : "",
    wordCount: story.words,
    language: story.language,
    section: { name: story.section.name, url: origin + hrefOf(story.section.path) },
    topics: story.topics.map(({ name }) => name),
    authors: story.authors.map(({ name, path }) => ({ name, url: origin + hrefOf(path) })),
    place: story.place,
    publishedAt: story.publishedAt,
    pictures: picturesOf(document, permits.isFullText, jpegAt),
  };
}

type Jpeg = { url: string; width: number; height: number; bytes: number };

/** Those of figures at any depth. Of a picture that is shown twice, the first one counts. */
function picturesOf(
  document: NodeJson,
  isFullText: boolean,
  jpegAt: (id: string, crop: string | null) => Jpeg | null,
): WireItemPicture[] {
  const found = new Map<string, WireItemPicture>();
  const visit = (node: NodeJson): void => {
    const isMain = node.type === "mainFigure";
    const id = node.attrs?.picture;
    if ((isMain || (isFullText && node.type === "figure")) && typeof id === "string" && !found.has(id)) {
      const crop = typeof node.attrs?.crop === "string" ? node.attrs.crop : null;
      const jpeg = jpegAt(id, crop);
      const words = (type: string) => {
        const child = childrenOf(node).find((each) => each.type === type);
        return child ? wordsOf(child).trim() : "";
      };
      const alt = node.attrs?.decorative === true || typeof node.attrs?.alt !== "string" ? "" : node.attrs.alt;
      if (jpeg) {
        const { url, width, height, bytes } = jpeg;
        const picture = { id, url, width, height, bytes, alt, caption: words("caption"), credit: words("credit") };
        found.set(id, { ...picture, isMain });
      }
    }
    childrenOf(node).forEach(visit);
  };
  visit(document);
  return [...found.values()].sort((a, b) => Number(b.isMain) - Number(a.isMain));
}
