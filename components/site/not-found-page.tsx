import { hrefOf } from "#lib/addresses/paths.ts";
import type { LiveCard, NavSection } from "#lib/published/types.ts";
import type { Times } from "#lib/times.ts";
import { LatestBelow } from "./lists.tsx";
import { SearchField } from "./search-field.tsx";

type Props = { latest: readonly LiveCard[]; sections: readonly NavSection[]; times: Times };

/** For an address that never existed. */
export const NotFoundPage = (props: Props) => (
  <Empty
    {...props}
    kicker="Error 404"
    headline="There is no page at this address"
    words="The link may be mistyped or out of date. Search for the story, or look among the latest ones and in our sections."
  />
);

/** For a story or page that was taken down. The reason is not shown. */
export const GonePage = (props: Props) => (
  <Empty
    {...props}
    kicker="No longer here"
    headline="This page is no longer available"
    words="It was published at this address and has since been taken down."
  />
);

function Empty({
  latest,
  sections,
  times,
  kicker,
  headline,
  words,
}: Props & { kicker: string; headline: string; words: string }) {
  return (
    <div className="wrap">
      <main id="content" tabIndex={-1}>
        <div className="not-found">
          <div>
            <p className="kicker">{kicker}</p>
            <h1>{headline}</h1>
            <p className="standfirst">{words}</p>
            <SearchField id="q2" isBig />
            <ul className="row">
              <li>
                <a href="/">Front page</a>
              </li>
              {sections.map((section) => (
                <li key={section.id}>
                  <a href={hrefOf(section.path)}>{section.name}</a>
                </li>
              ))}
            </ul>
          </div>
          <PaperBoat />
        </div>
        <LatestBelow cards={latest} times={times} />
      </main>
    </div>
  );
}

const PaperBoat = () => (
  <svg className="boat" viewBox="0 0 360 260" role="img" aria-label="A paper boat on the water">
    <path className="p" d="M40 128 180 30l140 98-34 74H74z" />
    <path className="f" d="M180 30v98L40 128z" />
    <path className="f" d="m40 128 140 24 140-24-34 74H74z" />
    <path d="M180 30v122M74 202l106-50 106 50" />
    <path d="M206 74l40 28M206 88l30 21M206 102l20 14" />
    <path
      className="w"
      d="M8 214q22-16 44 0t44 0 44 0 44 0 44 0 44 0 44 0 36-2M40 238q22-14 44 0t44 0 44 0 44 0 44 0 44 0"
    />
  </svg>
);
