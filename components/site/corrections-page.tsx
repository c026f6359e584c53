import { correctionsPath, feedPath, hrefOf } from "#lib/addresses/paths.ts";
import type { CorrectionPage } from "#lib/published/corrections/data.ts";
import type { LiveCard } from "#lib/published/types.ts";
import { directionOf, type Times } from "#lib/times.ts";
import { LatestRail, Pager } from "./lists.tsx";

export const correctionKinds = { CORRECTION: "Correction", CLARIFICATION: "Clarification" } as const;

type Props = { name: string; page: CorrectionPage; latest: readonly LiveCard[]; times: Times };

/** All corrections and clarifications, newest first. */
export function CorrectionsPage({ name, page, latest, times }: Props) {
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <div className="title">
          <h1>Corrections</h1>
          {page.number > 1 ? (
            <p className="meta">
              Page {page.number} of {page.pages}
            </p>
          ) : (
            <p className="deck">What {name} got wrong or left unclear, and how it reads now.</p>
          )}
          <ul className="row">
            <li>
              <a href={feedPath(correctionsPath)}>RSS feed</a>
            </li>
          </ul>
        </div>
        {page.entries.length === 0 && <p className="deck">Nothing has been corrected yet.</p>}
        <ol className="notes">
          {page.entries.map(({ storyId, number, kind, at, path, headline, language, note }) => (
            <li key={`${storyId} ${number}`}>
              <p className="kicker">
                {correctionKinds[kind]}, <time dateTime={times.iso(at)}>{times.full(at)}</time>
              </p>
              <div {...(language === times.language ? {} : { lang: language, dir: directionOf(language) })}>
                <h2 className="hl">
                  <a href={`${hrefOf(path)}#correction-${number}`}>{headline}</a>
                </h2>
                <p className="deck">{note}</p>
              </div>
            </li>
          ))}
        </ol>
        <Pager path={correctionsPath} page={page} names={["Newer corrections", "Older corrections"]} />
      </main>
      <LatestRail cards={latest} times={times} />
    </div>
  );
}
