import { hrefOf } from "#lib/addresses/paths.ts";
import { republishHtml } from "#lib/feeds/republish.ts";
import type { LiveStoryPage } from "#lib/live/types.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import { directionOf, type Times } from "#lib/times.ts";
import { Breadcrumb } from "../site/lists.tsx";
import { LicenceName } from "./story-page.tsx";

type Props = { story: LiveStoryPage; paper: SiteSettings; times: Times; origin: string };

/** A story to copy, for who may publish it too. */
export function RepublishPage({ story, paper, times, origin }: Props) {
  const url = origin + hrefOf(story.path);
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <Breadcrumb trail={story.trail} />
        <div className="title">
          <h1>Republish this story</h1>
          <p className="deck">
            <a
              href={hrefOf(story.path)}
              {...(story.language === times.language ? {} : { lang: story.language, dir: directionOf(story.language) })}
            >
              {story.headline}
            </a>
          </p>
        </div>
        <ul className="notes">
          <li>
            <p>
              You may publish this story under its licence: <LicenceName paper={paper} />
            </p>
          </li>
          <li>
            <p>
              Name its authors and {paper.name}, and keep the link to where it was first published. Where a correction
              is made there, make it too.
            </p>
          </li>
          <li>
            <p>Pictures are left out: others may hold their rights.</p>
          </li>
          <li>
            <p>
              If your site can, tell search engines in its head where the story comes from:{" "}
              <code className="seal">{`<link rel="canonical" href="${url}">`}</code>
            </p>
          </li>
          <li>
            <label htmlFor="html">HTML to copy</label>
            <textarea
              id="html"
              className="copy-this"
              readOnly
              spellCheck={false}
              dir="ltr"
              defaultValue={republishHtml(story, { paper, times, origin })}
            />
          </li>
        </ul>
      </main>
    </div>
  );
}
