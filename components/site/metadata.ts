import { archivePath, correctionsPath, type FeedFormat, feedPath, hrefOf } from "#lib/addresses/paths.ts";
import { hreflangsOf } from "#lib/feeds/hreflang.ts";
import { pictureAddress } from "#lib/pictures/addresses.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";
import type { SitePage } from "#lib/published/loaders.ts";
import type { CardPicture, LiveStoryPage, LiveTranslation, StandingPage } from "#lib/published/types.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import type { Times } from "#lib/times.ts";
import { calendarWords } from "./archive-pages.tsx";
import type { Head } from "./head.tsx";
import { pageHref } from "./lists.tsx";

type Around = { paper: SiteSettings; times: Times; origin: string };

/** Wide enough for every network, small enough to be fetched by a bot: the widest JPEG of at most this many pixels. */
const cardWidth = 1600;

/** JPEGs of a picture for those who read no page: widest first, at most `cardWidth`. */
export function sharedRenditions(facts: PictureFacts) {
  const jpegs = facts.renditions.filter(({ format }) => format === "jpeg").sort((a, b) => b.width - a.width);
  const usual = jpegs.filter(({ width }) => width <= cardWidth);
  return usual.length > 0 ? usual : jpegs.slice(-1);
}

/** The head of a page: what search engines, networks and feed readers are told. */
export function metadataOf(view: SitePage, around: Around): Head {
  const { paper } = around;
  switch (view.kind) {
    case "front":
      return page(around, "/", paper.name, paper.tagline || `The front page of ${paper.name}.`);
    case "story":
      return storyMetadata(view.story, around, view.translations);
    case "standing":
      return standingMetadata(view.page, around);
    case "section": {
      const { section } = view;
      return listPage(
        around,
        section,
        view.page.number,
        section.description || `${section.name}: the latest from ${paper.name}.`,
      );
    }
    case "topic":
      return listPage(
        around,
        view.topic,
        view.page.number,
        view.topic.description || `${view.topic.name}: all stories in ${paper.name}.`,
      );
    case "author":
      return listPage(
        around,
        view.author,
        view.page.number,
        [view.author.jobTitle, `Stories by ${view.author.name} in ${paper.name}.`].filter(Boolean).join(". "),
      );
    case "archive": {
      const title = view.year ? `${view.year}: archive` : "Archive";
      return page(
        around,
        archivePath(view.year ?? ""),
        `${title} | ${paper.name}`,
        `All that ${paper.name} has published, by date.`,
      );
    }
    case "month":
    case "day": {
      const period = view.kind === "day" ? view.day : view.month;
      const words = calendarWords(paper.language);
      const name = view.kind === "day" ? words.day(period) : words.month(period);
      const number = view.kind === "day" ? view.page.number : 1;
      return page(
        around,
        pageHref(archivePath(period), number),
        titleOf(name, number, paper),
        `What ${paper.name} published: ${name}.`,
      );
    }
    case "corrections":
      return listPage(
        around,
        { name: "Corrections", path: correctionsPath },
        view.page.number,
        `What ${paper.name} got wrong or left unclear, and how it reads now.`,
      );
    case "history":
      return partMetadata(`What changed: ${view.story.headline}`, view.story, around, view.page.number);
    case "republish":
      return partMetadata(`Republish: ${view.story.headline}`, view.story, around);
    case "gone":
      return nowhere(`No longer available | ${paper.name}`);
    case "lost":
      return nowhere(`Nothing at this address | ${paper.name}`);
    default:
      return nowhere(paper.name);
  }
}

const feedTypes = { rss: "application/rss+xml", atom: "application/atom+xml", json: "application/feed+json" } as const;

/** The feeds of the paper and of what else a page belongs to, in every format. */
function feedsOf({ paper, origin }: Around, ...places: { name: string; path: string }[]) {
  const feeds = (format: FeedFormat) => [
    { url: `${origin}${feedPath("", format)}`, title: paper.name },
    ...places.map(({ name, path }) => ({
      url: `${origin}${hrefOf(feedPath(path, format))}`,
      title: `${name} | ${paper.name}`,
    })),
  ];
  return { [feedTypes.rss]: feeds("rss"), [feedTypes.atom]: feeds("atom"), [feedTypes.json]: feeds("json") };
}
const titleOf = (name: string, number: number, paper: SiteSettings): string =>
  `${name}${number > 1 ? `, page ${number}` : ""} | ${paper.name}`;

/** A page of a list that has feeds of its own. */
function listPage(around: Around, place: { name: string; path: string }, number: number, description: string): Head {
  const metadata = page(around, pageHref(place.path, number), titleOf(place.name, number, around.paper), description);
  return { ...metadata, alternates: { ...metadata.alternates, types: feedsOf(around, place) } };
}

type WholeHead = Head & Required<Pick<Head, "alternates" | "openGraph">>;
function page(around: Around, href: string, title: string, description: string): WholeHead {
  const { paper, origin } = around;
  const url = `${origin}${href}`;
  return {
    title,
    description,
    alternates: { canonical: url, types: feedsOf(around) },
    robots: { index: true, follow: true, "max-image-preview": "large" },
    openGraph: { type: "website", url, title, description, siteName: paper.name, locale: localeOf(paper.language) },
  };
}

/** Nobody should find a search by searching. */
export function searchMetadata(q: string, { paper }: Pick<Around, "paper">): Head {
  const title = q === "" ? `Search | ${paper.name}` : `${q} | Search in ${paper.name}`;
  return { title, robots: { index: false, follow: true } };
}

/** A page that is there to write to us: none that one finds by searching. */
export const formMetadata = (title: string, { paper }: Pick<Around, "paper">): Head =>
  nowhere(`${title} | ${paper.name}`);

const nowhere = (title: string): Head => ({ title, robots: { index: false, follow: true } });

/** What search engines should find is the story. */
function partMetadata(name: string, story: LiveStoryPage, { paper, origin }: Around, number = 1): Head {
  const title = titleOf(name, number, paper);
  return { ...nowhere(title), alternates: { canonical: `${origin}${hrefOf(story.path)}` } };
}

/** "en_GB", as Open Graph writes it. */
const localeOf = (language: string): string => language.replace("-", "_");

/** Never empty. */
export const descriptionOf = (story: Pick<LiveStoryPage, "seoDescription" | "standfirst" | "headline">): string =>
  story.seoDescription || story.standfirst || story.headline;

function standingMetadata(standing: StandingPage, around: Around): Head {
  const { paper, origin } = around;
  const title = standing.seoTitle || standing.headline;
  const metadata = page(around, hrefOf(standing.path), `${title} | ${paper.name}`, descriptionOf(standing));
  return {
    ...metadata,
    ...(standing.noindex ? { robots: { index: false, follow: true } } : {}),
    openGraph: {
      ...metadata.openGraph,
      title,
      locale: localeOf(standing.language),
      images: sharedImages(standing.picture, origin),
    },
  };
}

/** The picture that networks show beside a link. */
const sharedImages = (picture: CardPicture | null, origin: string) =>
  picture
    ? sharedRenditions(picture.facts)
        .slice(0, 1)
        .map(({ width, height, format }) => ({
          url: `${origin}${pictureAddress(picture.id, width, format)}`,
          width,
          height,
          alt: picture.alt,
        }))
    : [];

function storyMetadata(story: LiveStoryPage, around: Around, translations: readonly LiveTranslation[]): Head {
  const { paper, origin, times } = around;
  const url = `${origin}${hrefOf(story.path)}`;
  const title = story.seoTitle || story.headline;
  const description = descriptionOf(story);
  const images = sharedImages(story.picture, origin);
  const section = story.trail.at(-1);
  const top = story.trail[0];
  return {
    title: `${title} | ${paper.name}`,
    description,
    authors: story.authors.map(({ name, path }) => ({ name, url: `${origin}${hrefOf(path)}` })),
    alternates: {
      canonical: url,
      languages: Object.fromEntries(hreflangsOf(translations, origin)),
      types: feedsOf(around, ...(top ? [top] : [])),
    },
    robots: story.noindex
      ? { index: false, follow: true }
      : { index: true, follow: true, "max-image-preview": "large" },
    openGraph: {
      type: "article",
      url,
      title,
      description,
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
