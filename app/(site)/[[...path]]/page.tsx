import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ArchivePage, DayPage, MonthPage } from "#components/site/archive-pages.tsx";
import { CorrectionsPage } from "#components/site/corrections-page.tsx";
import { FrontPage } from "#components/site/front-page.tsx";
import { AuthorPage, SectionPage, TopicPage } from "#components/site/list-pages.tsx";
import { GonePage, LostPage } from "#components/site/lost-page.tsx";
import { Markup } from "#components/site/markup.tsx";
import { icons, metadataOf } from "#components/site/metadata.ts";
import { StandingStructuredData, StoryStructuredData } from "#components/site/structured-data.tsx";
import { StandingPage } from "#components/story/standing-page.tsx";
import { StoryPage } from "#components/story/story-page.tsx";
import { hrefOf } from "#lib/addresses/paths.ts";
import { askedPath, loadFurniture, loadPage, type SitePage } from "#lib/live/loaders.ts";

export const dynamic = "force-dynamic";

type Props = {
  params: Promise<{ path?: string[] }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

async function load({ params, searchParams }: Props) {
  const { page } = await searchParams;
  const view = await loadPage(await askedPath((await params).path), Array.isArray(page) ? page[0] : page);
  return { view, furniture: await loadFurniture() };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { view, furniture } = await load(props);
  return { ...metadataOf(view, furniture), icons };
}

/** Every public address but feeds. */
export default async function Page(props: Props) {
  const { view, furniture } = await load(props);
  return <Markup>{partsOf(view, furniture)}</Markup>;
}

/** What lies at the address decides. */
function partsOf(view: SitePage, furniture: Awaited<ReturnType<typeof loadFurniture>>): ReactNode {
  const { paper, pages, sections, times, origin } = furniture;
  switch (view.kind) {
    case "front":
      return <FrontPage name={paper.name} {...view} times={times} />;
    case "story":
      return (
        <>
          <StoryPage {...view} paper={paper} times={times} url={`${origin}${hrefOf(view.story.path)}`} />
          <StoryStructuredData
            story={view.story}
            translations={view.translations}
            paper={paper}
            pages={pages}
            times={times}
            origin={origin}
          />
        </>
      );
    case "standing":
      return (
        <>
          <StandingPage {...view} paper={paper} times={times} />
          <StandingStructuredData page={view.page} paper={paper} pages={pages} times={times} origin={origin} />
        </>
      );
    case "section":
      return <SectionPage {...view} times={times} />;
    case "topic":
      return <TopicPage {...view} times={times} />;
    case "author":
      return <AuthorPage {...view} times={times} />;
    case "archive":
      return <ArchivePage {...view} times={times} />;
    case "month":
      return <MonthPage {...view} times={times} />;
    case "day":
      return <DayPage {...view} times={times} />;
    case "corrections":
      return <CorrectionsPage {...view} name={paper.name} times={times} />;
    case "gone":
      return <GonePage latest={view.latest} sections={sections} times={times} />;
    case "lost":
      return <LostPage latest={view.latest} sections={sections} times={times} />;
    case "moved":
      return null;
  }
}
