import type { NextRequest } from "next/server";
import type { ReactNode } from "react";
import { answerPage } from "#components/site/answer-page.tsx";
import { ArchivePage, DayPage, MonthPage } from "#components/site/archive-pages.tsx";
import { CorrectionsPage } from "#components/site/corrections-page.tsx";
import { FrontPage } from "#components/site/front-page.tsx";
import { AuthorPage, SectionPage, TopicPage } from "#components/site/list-pages.tsx";
import { GonePage, LostPage } from "#components/site/lost-page.tsx";
import { metadataOf } from "#components/site/metadata.ts";
import { StandingStructuredData, StoryStructuredData } from "#components/site/structured-data.tsx";
import { HistoryPage } from "#components/story/history-page.tsx";
import { RepublishPage } from "#components/story/republish-page.tsx";
import { StandingPage } from "#components/story/standing-page.tsx";
import { StoryPage } from "#components/story/story-page.tsx";
import { hrefOf } from "#lib/addresses/paths.ts";
import { askedPath } from "#lib/press/asked-path.ts";
import { isPrinting } from "#lib/press/context.ts";
import { loadFurniture, loadPage, type SiteFurniture, type SitePage } from "#lib/published/loaders.ts";

const plainText = { "content-type": "text/plain; charset=utf-8" };

/** Every public address but feeds, the search and forms. */
export async function GET(request: NextRequest) {
  // Next sends every address here that no other route has, such as /sign-in/a/b.
  if (!isPrinting()) return new Response("There is no page at this address.\n", { status: 404, headers: plainText });
  const view = await loadPage(askedPath(request), request.nextUrl.searchParams.get("page") ?? undefined);
  const furniture = await loadFurniture();
  return answerPage({
    furniture,
    head: metadataOf(view, furniture),
    ...belongingOf(view),
    children: partsOf(view, furniture),
  });
}

/** The language of what lies at the path, and where the navigation has it. */
function belongingOf(view: SitePage) {
  switch (view.kind) {
    case "front":
      return { isFront: true, newest: view.front.newest };
    case "story":
      return { language: view.story.language, current: view.story.section.path };
    case "history":
    case "republish":
      return { current: view.story.section.path };
    case "standing":
      return { language: view.page.language, current: view.page.path };
    case "section":
      return { current: view.section.path };
    default:
      return {};
  }
}

/** What lies at the address decides. */
function partsOf(view: SitePage, furniture: SiteFurniture): ReactNode {
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
          <StandingPage {...view} paper={paper} times={times} url={`${origin}${hrefOf(view.page.path)}`} />
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
    case "history":
      return <HistoryPage {...view} paper={paper} times={times} />;
    case "republish":
      return <RepublishPage {...view} paper={paper} times={times} origin={origin} />;
    case "gone":
      return <GonePage latest={view.latest} sections={sections} times={times} />;
    case "lost":
      return <LostPage latest={view.latest} sections={sections} times={times} />;
    case "moved":
      return null;
  }
}
