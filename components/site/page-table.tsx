// One entry for each kind of public page: its head, its place in the site chrome, and its content.
import type { ReactNode } from "react";
import { archivePath, correctionsPath, hrefOf } from "#lib/addresses/paths.ts";
import { collectionKindNames } from "#lib/collections/schema.ts";
import type { SitePage } from "#lib/reading/page-loaders.ts";
import type { SiteChrome } from "#lib/reading/site-chrome-loaders.ts";
import type { SheetName } from "#lib/static/styles.ts";
import { HistoryPage } from "../story/history-page.tsx";
import { RepublishPage } from "../story/republish-page.tsx";
import { StandingPage } from "../story/standing-page.tsx";
import { StoryPage } from "../story/story-page.tsx";
import { answerPage } from "./answer-page.tsx";
import { ArchivePage, calendarWords, DayPage, MonthPage } from "./archive-pages.tsx";
import { CollectionPage } from "./collection-page.tsx";
import { CorrectionsPage } from "./corrections-page.tsx";
import { FrontPage } from "./front-page.tsx";
import type { Head } from "./head.tsx";
import { AuthorPage, SectionPage, TopicPage } from "./list-pages.tsx";
import { pageHref } from "./lists.tsx";
import { GonePage, NotFoundPage } from "./not-found-page.tsx";
import {
  collectionHead,
  type HeadContext,
  listHead,
  pageHead,
  partOfStoryHead,
  standingHead,
  storyHead,
  titleOf,
  unlistedHead,
} from "./page-head.ts";
import type { DocumentProps } from "./site-document.tsx";
import { CollectionStructuredData, StandingStructuredData, StoryStructuredData } from "./structured-data.tsx";

type Kind = SitePage["kind"];
type PageOf<K extends Kind> = Extract<SitePage, { kind: K }>;
type Entry<K extends Kind> = {
  head: (page: PageOf<K>, context: HeadContext) => Head;
  /** Style sheets besides the one of every page. */
  sheets?: readonly SheetName[];
  /** The language of the page and its place in the navigation, if they differ from those of the paper. */
  place?: (page: PageOf<K>) => Pick<DocumentProps, "isFront" | "newest" | "language" | "current">;
  content: (page: PageOf<K>, chrome: SiteChrome) => ReactNode;
};

const table: { [K in Kind]: Entry<K> } = {
  front: {
    head: (_, context) =>
      pageHead(context, "/", context.paper.name, context.paper.tagline || `The front page of ${context.paper.name}.`),
    place: ({ front }) => ({ isFront: true, newest: front.newest }),
    content: (page, { paper, times }) => <FrontPage name={paper.name} {...page} times={times} />,
  },
  story: {
    sheets: ["story"],
    head: ({ story, translations }, context) => storyHead(story, context, translations),
    place: ({ story }) => ({ language: story.language, current: story.section.path }),
    content: (page, { paper, pages, times, origin }) => (
      <>
        <StoryPage {...page} paper={paper} times={times} url={`${origin}${hrefOf(page.story.path)}`} />
        <StoryStructuredData
          story={page.story}
          translations={page.translations}
          paper={paper}
          pages={pages}
          times={times}
          origin={origin}
        />
      </>
    ),
  },
  standing: {
    sheets: ["story"],
    head: ({ page }, context) => standingHead(page, context),
    place: ({ page }) => ({ language: page.language, current: page.path }),
    content: (view, { paper, pages, times, origin }) => (
      <>
        <StandingPage {...view} pages={pages} paper={paper} times={times} url={`${origin}${hrefOf(view.page.path)}`} />
        <StandingStructuredData page={view.page} paper={paper} pages={pages} times={times} origin={origin} />
      </>
    ),
  },
  section: {
    head: ({ section, page }, context) =>
      listHead(
        context,
        section,
        page.number,
        section.description || `${section.name}: the latest from ${context.paper.name}.`,
      ),
    place: ({ section }) => ({ current: section.path }),
    content: (page, { times }) => <SectionPage {...page} times={times} />,
  },
  topic: {
    head: ({ topic, page }, context) =>
      listHead(
        context,
        topic,
        page.number,
        topic.description || `${topic.name}: all stories in ${context.paper.name}.`,
      ),
    content: (page, { times }) => <TopicPage {...page} times={times} />,
  },
  author: {
    head: ({ author, page }, context) =>
      listHead(
        context,
        author,
        page.number,
        [author.jobTitle, `Stories by ${author.name} in ${context.paper.name}.`].filter(Boolean).join(". "),
      ),
    content: (page, { times }) => <AuthorPage {...page} times={times} />,
  },
  collection: {
    head: ({ collection }, context) =>
      collectionHead(
        collection,
        context,
        collection.intro.replace(/\s+/g, " ") ||
          `${collection.name}: a ${collectionKindNames[collection.kind].toLowerCase()} in ${context.paper.name}.`,
      ),
    content: ({ collection, cards, latest }, { paper, pages, times, origin }) => (
      <>
        <CollectionPage collection={collection} cards={cards} latest={latest} times={times} />
        <CollectionStructuredData
          collection={collection}
          cards={cards}
          paper={paper}
          pages={pages}
          times={times}
          origin={origin}
        />
      </>
    ),
  },
  archive: {
    sheets: ["archive"],
    head: ({ year }, context) =>
      pageHead(
        context,
        archivePath(year ?? ""),
        `${year ? `${year}: archive` : "Archive"} | ${context.paper.name}`,
        `All that ${context.paper.name} has published, by date.`,
      ),
    content: (page, { times }) => <ArchivePage {...page} times={times} />,
  },
  month: {
    sheets: ["archive"],
    head: ({ month }, context) => periodHead(context, month, calendarWords(context.paper.language).month(month), 1),
    content: (page, { times }) => <MonthPage {...page} times={times} />,
  },
  day: {
    sheets: ["archive"],
    head: ({ day, page }, context) =>
      periodHead(context, day, calendarWords(context.paper.language).day(day), page.number),
    content: (page, { times }) => <DayPage {...page} times={times} />,
  },
  corrections: {
    sheets: ["notes"],
    head: ({ page }, context) =>
      listHead(
        context,
        { name: "Corrections", path: correctionsPath },
        page.number,
        `What ${context.paper.name} got wrong or left unclear, and how it reads now.`,
      ),
    content: (page, { paper, times }) => <CorrectionsPage {...page} name={paper.name} times={times} />,
  },
  history: {
    sheets: ["notes"],
    head: ({ story, page }, context) => partOfStoryHead(`What changed: ${story.headline}`, story, context, page.number),
    place: ({ story }) => ({ current: story.section.path }),
    content: (page, { paper, times }) => <HistoryPage {...page} paper={paper} times={times} />,
  },
  republish: {
    sheets: ["notes"],
    head: ({ story }, context) => partOfStoryHead(`Republish: ${story.headline}`, story, context),
    place: ({ story }) => ({ current: story.section.path }),
    content: (page, { paper, times, origin }) => (
      <RepublishPage {...page} paper={paper} times={times} origin={origin} />
    ),
  },
  gone: {
    sheets: ["not-found"],
    head: (_, { paper }) => unlistedHead(`No longer available | ${paper.name}`),
    content: ({ latest }, { sections, times }) => <GonePage latest={latest} sections={sections} times={times} />,
  },
  notFound: {
    sheets: ["not-found"],
    head: (_, { paper }) => unlistedHead(`Page not found | ${paper.name}`),
    content: ({ latest }, { sections, times }) => <NotFoundPage latest={latest} sections={sections} times={times} />,
  },
  moved: {
    head: (_, { paper }) => unlistedHead(paper.name),
    content: () => null,
  },
};

function periodHead(context: HeadContext, period: string, name: string, number: number): Head {
  return pageHead(
    context,
    pageHref(archivePath(period), number),
    titleOf(name, number, context.paper),
    `What ${context.paper.name} published: ${name}.`,
  );
}

/** The entry of a page's own kind takes this page; TypeScript cannot follow that through the table. */
const entryOf = <K extends Kind>(page: PageOf<K>): Entry<K> => table[page.kind] as unknown as Entry<K>;

/** The head of a page: what search engines, social networks and feed readers read. */
export const headOf = <K extends Kind>(page: PageOf<K>, context: HeadContext): Head =>
  entryOf(page).head(page, context);

/** A whole public page as the answer to a request. */
export function renderPage(page: SitePage, chrome: SiteChrome): Response {
  const entry = entryOf(page);
  return answerPage({
    chrome,
    head: entry.head(page, chrome),
    sheets: entry.sheets ?? [],
    ...entry.place?.(page),
    children: entry.content(page, chrome),
  });
}
