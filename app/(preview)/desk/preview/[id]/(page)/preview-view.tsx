import { StandingPage } from "#components/story/standing-page.tsx";
import { StoryPage } from "#components/story/story-page.tsx";
import { hrefOf } from "#lib/addresses/paths.ts";
import type { LoadedPreview } from "#lib/stories/publishing/preview-loaders.ts";

/** A copy as readers would see it, without what the site has around it. */
export function PreviewView({ view, paper, times, origin }: LoadedPreview) {
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
