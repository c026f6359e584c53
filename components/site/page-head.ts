import { type FeedFormat, feedPath, hrefOf } from "#lib/addresses/paths.ts";
import { isDeeperThan, type NodeJson } from "#lib/document/json.ts";
import { hreflangsOf } from "#lib/feeds/hreflang.ts";
import { pictureAddress } from "#lib/pictures/addresses.ts";
import { factsOfShape } from "#lib/pictures/crops.ts";
import type { RatioName } from "#lib/pictures/types.ts";
import type { LiveCollection } from "#lib/published/collections/data.ts";
import type { CardPicture, LiveStoryPage, LiveTranslation, StandingPage } from "#lib/published/types.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import type { Times } from "#lib/times.ts";
import { childOf, hasMark } from "../story/plain.ts";
import { deepest } from "../story/story-page.tsx";
import type { Head } from "./head.tsx";
import { pageHref } from "./lists.tsx";

/** What the head of a page needs besides the page itself. */
export type HeadContext = { paper: SiteSettings; times: Times; origin: string };

/** The width that networks and search engines ask for; a JPEG of at least so many pixels is given where there is one. */
const sharedWidth = 1200;

const feedTypes = { rss: "application/rss+xml", atom: "application/atom+xml", json: "application/feed+json" } as const;

/** The feeds of the paper and of the page's section, topics and authors, in every format. */
function feedsOf({ paper, origin }: HeadContext, ...places: { name: string; path: string }[]) {
  const feeds = (format: FeedFormat) => [
    { url: `${origin}${feedPath("", format)}`, title: paper.name },
    ...places.map(({ name, path }) => ({
      url: `${origin}${hrefOf(feedPath(path, format))}`,
      title: `${name} | ${paper.name}`,
    })),
  ];
  return { [feedTypes.rss]: feeds("rss"), [feedTypes.atom]: feeds("atom"), [feedTypes.json]: feeds("json") };
}
export const titleOf = (name: string, number: number, paper: SiteSettings): string =>
  `${name}${number > 1 ? `, page ${number}` : ""} | ${paper.name}`;

/** The head of a list page with feeds of its own. */
export function listHead(
  context: HeadContext,
  place: { name: string; path: string },
  number: number,
  description: string,
): Head {
  const metadata = pageHead(
    context,
    pageHref(place.path, number),
    titleOf(place.name, number, context.paper),
    description,
  );
  return { ...metadata, alternates: { ...metadata.alternates, types: feedsOf(context, place) } };
}

/** The head of a series or an issue, with its cover for social networks. */
export function collectionHead(collection: LiveCollection, context: HeadContext, description: string): Head {
  const head = listHead(context, collection, 1, description);
  const { cover } = collection;
  const image = cover && imageOf(cover, "1.91:1", context.origin);
  return image && head.openGraph
    ? { ...head, openGraph: { ...head.openGraph, images: [{ ...image, alt: cover.alt }] } }
    : head;
}

type WholeHead = Head & Required<Pick<Head, "alternates" | "openGraph">>;
export function pageHead(context: HeadContext, href: string, title: string, description: string): WholeHead {
  const { paper, origin } = context;
  const url = `${origin}${href}`;
  return {
    title,
    description,
    alternates: { canonical: url, types: feedsOf(context) },
    robots: { index: true, follow: true, "max-image-preview": "large" },
    openGraph: { type: "website", url, title, description, siteName: paper.name, locale: localeOf(paper.language) },
  };
}

/** Search pages are not indexed. */
export function searchHead(q: string, { paper }: Pick<HeadContext, "paper">): Head {
  const title = q === "" ? `Search | ${paper.name}` : `${q} | Search in ${paper.name}`;
  return { title, robots: { index: false, follow: true } };
}

/** The head of a form page, which is not indexed. */
export const formHead = (title: string, { paper }: Pick<HeadContext, "paper">): Head =>
  unlistedHead(`${title} | ${paper.name}`);

/** For a page that search engines should not list. */
export const unlistedHead = (title: string): Head => ({ title, robots: { index: false, follow: true } });

/** The head of a page for one person alone. */
export const reviewHead = (title: string, { paper }: Pick<HeadContext, "paper">): Head => ({
  title: `${title} | ${paper.name}`,
  robots: { index: false, follow: false },
});

/** The head of a page about a story, for which search engines should index the story instead. */
export function partOfStoryHead(name: string, story: LiveStoryPage, { paper, origin }: HeadContext, number = 1): Head {
  const title = titleOf(name, number, paper);
  return { ...unlistedHead(title), alternates: { canonical: `${origin}${hrefOf(story.path)}` } };
}

/** "en_GB", the format of Open Graph. */
const localeOf = (language: string): string => language.replace("-", "_");

/** The description of a story; never empty. */
export const descriptionOf = (story: Pick<LiveStoryPage, "seoDescription" | "standfirst" | "headline">): string =>
  story.seoDescription || story.standfirst || story.headline;

/** A standfirst is above the fold: where it is partly italic, that font is fetched with the page. */
const italicsOf = ({ document }: { document: NodeJson }): Pick<Head, "hasItalics"> =>
  !isDeeperThan(document, deepest) && hasMark(childOf(document, "standfirst"), "italic") ? { hasItalics: true } : {};

export function standingHead(standing: StandingPage, context: HeadContext): Head {
  const { paper, origin } = context;
  const title = standing.seoTitle || standing.headline;
  const metadata = pageHead(context, hrefOf(standing.path), `${title} | ${paper.name}`, descriptionOf(standing));
  return {
    ...metadata,
    ...italicsOf(standing),
    ...(standing.noindex ? { robots: { index: false, follow: true } } : {}),
    openGraph: {
      ...metadata.openGraph,
      title: standing.socialTitle || title,
      description: standing.socialText || metadata.openGraph.description,
      locale: localeOf(standing.language),
      images: sharedImages(standing, origin),
    },
  };
}

/** The address of a JPEG with its size; null for facts without a JPEG. */
export function sharedImage({ id, facts }: Pick<CardPicture, "id" | "facts">, origin: string) {
  const jpegs = facts.renditions.filter(({ format }) => format === "jpeg").sort((a, b) => a.width - b.width);
  const best = jpegs.find(({ width }) => width >= sharedWidth) ?? jpegs.at(-1);
  return best
    ? {
        url: `${origin}${pictureAddress(id, best.width, "jpeg", facts.crop)}`,
        width: best.width,
        height: best.height,
      }
    : null;
}

/** The same of the picture in this shape. */
export const imageOf = ({ id, crop, facts }: CardPicture, shape: RatioName, origin: string) =>
  sharedImage({ id, facts: factsOfShape(facts, shape, crop) }, origin);

type Shared = Pick<StandingPage, "socialPicture" | "socialAlt" | "pictures" | "picture">;

/** The picture that an editor chose for social networks, where readers may see it; else that of cards. */
export function socialPictureOf({ socialPicture: id, socialAlt: alt, pictures, picture }: Shared): CardPicture | null {
  const facts = id !== null && Object.hasOwn(pictures, id) ? pictures[id] : undefined;
  return id !== null && facts ? { id, alt, facts } : picture;
}

/** The picture that networks show with a link. */
function sharedImages(shown: Shared, origin: string) {
  const picture = socialPictureOf(shown);
  const image = picture && imageOf(picture, "1.91:1", origin);
  return image ? [{ ...image, alt: picture.alt }] : [];
}

export function storyHead(story: LiveStoryPage, context: HeadContext, translations: readonly LiveTranslation[]): Head {
  const { paper, origin, times } = context;
  const url = `${origin}${hrefOf(story.path)}`;
  const title = story.seoTitle || story.headline;
  const description = descriptionOf(story);
  const images = sharedImages(story, origin);
  const section = story.trail.at(-1);
  const top = story.trail[0];
  return {
    title: `${title} | ${paper.name}`,
    ...italicsOf(story),
    description,
    authors: story.authors.map(({ name, path }) => ({ name, url: `${origin}${hrefOf(path)}` })),
    alternates: {
      canonical: url,
      languages: Object.fromEntries(hreflangsOf(translations, origin)),
      types: feedsOf(context, ...(top ? [top] : [])),
    },
    robots: story.noindex
      ? { index: false, follow: true }
      : { index: true, follow: true, "max-image-preview": "large" },
    openGraph: {
      type: "article",
      url,
      title: story.socialTitle || title,
      description: story.socialText || description,
      siteName: paper.name,
      locale: localeOf(story.language),
      images,
      publishedTime: times.iso(story.publishedAt),
      modifiedTime: times.iso(story.updatedAt ?? story.publishedAt),
      authors: story.authors.map(({ path }) => `${origin}${hrefOf(path)}`),
      ...(section ? { section: section.name } : {}),
      tags: story.topics.map((topic) => topic.name),
    },
    twitter: { card: images.length > 0 ? "summary_large_image" : "summary" },
  };
}
