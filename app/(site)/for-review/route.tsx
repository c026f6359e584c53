import { answerPage } from "#components/site/answer-page.tsx";
import { reviewHead } from "#components/site/page-head.ts";
import { ReviewGonePage, ReviewPage } from "#components/site/review-page.tsx";
import { isRendering } from "#lib/press/context.ts";
import { loadSiteChrome } from "#lib/reading/site-chrome-loaders.ts";
import { loadReviewPage } from "#lib/reviews/loaders.ts";
import { reviewHref } from "#lib/reviews/schema.ts";

export const dynamic = "force-dynamic";

/** A story for somebody without an account: lib/static/review-door.ts answers its addresses and gives the secret of the link. */
export async function GET(request: Request) {
  if (!isRendering()) return new Response("There is no page at this address.\n", { status: 404 });
  const view = await loadReviewPage();
  const chrome = await loadSiteChrome();
  if (view.kind === "gone")
    return answerPage({
      chrome,
      head: reviewHead("This link does not work", chrome),
      sheets: ["report"],
      isPrivate: true,
      children: <ReviewGonePage unsent={view.unsent} />,
    });
  const { story } = view.preview;
  return answerPage({
    chrome,
    head: reviewHead(`For review: ${story.headline || "no headline yet"}`, chrome),
    language: story.language,
    current: story.section.path,
    sheets: ["story", "report", "review"],
    isPrivate: true,
    // Its pictures and videos are for nobody but its reader: they have addresses below that of the link.
    finish: (html) =>
      html.replace(/\/(?=(?:pictures|media)\/[0-9a-f]{8}-[0-9a-f-]{27}\/)/g, `${reviewHref(view.token)}/`),
    children: <ReviewPage view={view} done={new URL(request.url).searchParams.get("done") ?? ""} />,
  });
}
