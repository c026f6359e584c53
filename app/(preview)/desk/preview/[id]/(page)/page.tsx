import type { Metadata } from "next";
import { StandingPage } from "#components/story/standing-page.tsx";
import { StoryPage } from "#components/story/story-page.tsx";
import { hrefOf } from "#lib/addresses/paths.ts";
import { loadPreview } from "#lib/stories/publishing/preview-loaders.ts";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { view } = await loadPreview((await params).id);
  const headline = view && ("page" in view ? view.page : view.story).headline;
  return { title: `Preview: ${headline || "no headline yet"}`, robots: { index: false, follow: false } };
}

/** The working copy as readers would see it now. */
export default async function PreviewFrame({ params }: Props) {
  const { view, paper, times, origin } = await loadPreview((await params).id);
  if (!view) {
    return (
      <main id="content" className="wrap page">
        <h1 className="hl xl">This story no longer exists, or you do not have access to it</h1>
      </main>
    );
  }
  if ("page" in view)
    return <StandingPage {...view} paper={paper} times={times} url={`${origin}${hrefOf(view.page.path)}`} />;
  return <StoryPage {...view} paper={paper} times={times} url={`${origin}${hrefOf(view.story.path)}`} />;
}
