import { hrefOf } from "#lib/addresses/paths.ts";
import { republishHtml } from "#lib/feeds/republish.ts";
import type { LiveStoryPage } from "#lib/published/types.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import { directionOf, type Times } from "#lib/times.ts";
import { Breadcrumb } from "../site/lists.tsx";
import { LicenceName } from "./story-end.tsx";

type Props = { story: LiveStoryPage; paper: SiteSettings; times: Times; origin: string };

/** The text of a story, for other sites to republish. */
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
              You may republish this story under its licence: <LicenceName paper={paper} />
            </p>
          </li>
          <li>
            <p>
              Credit the authors and {paper.name}, and keep the link to the original story. If the original is
              corrected, correct your version too.
            </p>
          </li>
          <li>
            <p>Pictures are not included; rights may belong to others.</p>
          </li>
          <li>
            <p>
              If your site allows it, point search engines to the original with this tag in the page’s head:{" "}
              <code className="seal">{`<link rel="canonical" href="${url}">`}</code>
            </p>
          </li>
          <li>
            <label htmlFor="html">HTML</label>
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
