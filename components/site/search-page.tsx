import { hrefOf } from "#lib/addresses/paths.ts";
import { promotedKindNames } from "#lib/promotions/schema.ts";
import type { Promoted } from "#lib/promotions/types.ts";
import type { SearchPage as View } from "#lib/search/loaders.ts";
import { maxRanked } from "#lib/search/plan.ts";
import { maxWords } from "#lib/search/query.ts";
import { type SearchAddress, searchHref } from "#lib/search/schema.ts";
import type { Facet, Hit, Mark, SearchKind } from "#lib/search/types.ts";
import type { Times } from "#lib/times.ts";
import { Card } from "./card.tsx";
import { LatestBelow, PagerOf } from "./lists.tsx";
import { SearchField } from "./search-field.tsx";

export const SearchPage = ({ view }: { view: View }) =>
  view.kind === "found" ? <Results view={view} /> : <Asking view={view} />;

type Found = Extract<View, { kind: "found" }>;
const numberOf = (value: number, language: string): string => new Intl.NumberFormat(language).format(value);

/** Shown before a query was entered. */
function Asking({ view }: { view: Extract<View, { kind: "asking" }> }) {
  const { asked, isMinusOnly, latest, times } = view;
  return (
    <div className="wrap">
      <main id="content" tabIndex={-1}>
        <div className="title">
          <h1 className="visually-hidden">Search</h1>
          <SearchField id="q" value={asked.q} isBig />
          {isMinusOnly && <p role="status">Add a word that the stories should have: a minus only leaves some out.</p>}
          <p className="meta">
            Use “quotation marks” to find words next to each other, and a minus (-word) to leave out stories with that
            word.
          </p>
        </div>
        <LatestBelow cards={latest} times={times} />
      </main>
    </div>
  );
}

function Results({ view }: { view: Found }) {
  const { asked, found, hits, promoted, latest, times, isCut, didYouMean } = view;
  return (
    <div className="wrap">
      <main id="content" tabIndex={-1} className="page">
        <div className="title">
          <h1 className="visually-hidden">Search: {asked.q}</h1>
          <SearchField id="q" value={asked.q} isBig />
          <p className="meta found" role="status">
            <span>
              <Count view={view} />
            </span>
          </p>
          {isCut && <p className="meta">Only the first {maxWords} words were looked for.</p>}
          {found.isLate && (
            <p className="meta">Ranking all of them would have taken too long: the newest are shown first.</p>
          )}
          {didYouMean && (
            <p className="did-you-mean">
              Did you mean <a href={searchHref(asked, { q: didYouMean })}>{didYouMean}</a>?
            </p>
          )}
        </div>
        {hasFilters(view) && <Filters view={view} />}
        <div>
          {promoted && <Chosen promoted={promoted} times={times} />}
          {hits.length > 0 ? (
            <ul className="list">
              {hits.map((hit) => (
                <li key={hit.card.id}>
                  <HitCard hit={hit} times={times} />
                </li>
              ))}
            </ul>
          ) : found.total === 0 || !promoted ? (
            <Nothing view={view} />
          ) : null}
          <PagerOf
            page={{ number: asked.page, pages: found.pages }}
            hrefOf={(page) => searchHref(asked, { page })}
            names={asked.sort === "newest" ? ["Newer stories", "Older stories"] : ["Previous", "Next"]}
          />
          <LatestBelow cards={latest} times={times} />
        </div>
      </main>
    </div>
  );
}

/** The number of results, their order and what was left out, no more precise than it is known. */
function Count({ view: { asked, found, times } }: { view: Found }) {
  const { total, isWhole, newest } = found;
  const number = numberOf(total, times.language);
  const isExact = isWhole && total <= maxRanked;
  const isNewest = asked.sort === "newest" || found.isLate;
  const among =
    newest === null ? "" : ` of the newest ${numberOf(newest, times.language)}${isWhole ? "" : " in the paper"}`;
  return (
    <>
      <b>{isExact ? number : `About ${number}`}</b> {total === 1 ? "story" : "stories"}
      {total > 1 && (
        <>
          {isNewest ? ", newest first. " : `, best match${among} first. `}
          {!found.isLate && (
            <a href={searchHref(asked, { sort: isNewest ? "best" : "newest" })}>
              {isNewest ? "Best match first" : "Newest first"}
            </a>
          )}
        </>
      )}
    </>
  );
}

function Nothing({ view: { asked, chosen, found, times } }: { view: Found }) {
  const isNarrow = filterCount({ asked, chosen }) > 0;
  return (
    <div className="bare">
      <p className="deck">
        {asked.page > 1
          ? "There are no more stories here."
          : found.isWhole
            ? "No stories match. Try fewer words, or another spelling."
            : `None of the newest ${numberOf(found.newest ?? 0, times.language)} stories match. Use a rarer word or choose dates to search further back.`}
      </p>
      <ul className="row">
        {asked.page > 1 && (
          <li>
            <a href={searchHref(asked, { page: 1 })}>First page</a>
          </li>
        )}
        {isNarrow && (
          <li>
            <a href={searchHref(asked, { section: "", topic: "", author: "", from: "", to: "" })}>Search everything</a>
          </li>
        )}
        <li>
          <a href="/archive">Browse the archive</a>
        </li>
      </ul>
    </div>
  );
}

const Marked = ({ marks }: { marks: readonly Mark[] }) =>
  marks.map(({ text, isHit }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
    isHit ? <mark key={index}>{text}</mark> : text,
  );

function HitCard({ hit: { card, headline, excerpt }, times }: { hit: Hit; times: Times }) {
  return (
    <Card
      card={card}
      kind="item"
      level={2}
      hasDeck
      headline={<Marked marks={headline} />}
      deck={excerpt.length > 0 ? <Marked marks={excerpt} /> : null}
      times={times}
      when={times.date(card.publishedAt)}
      sizes="(width>=36rem) 11rem, 7rem"
    />
  );
}

/** What editors have put first for these words. */
const Chosen = ({ promoted, times }: { promoted: Promoted; times: Times }) => (
  <section className="chosen" aria-labelledby="chosen">
    <p id="chosen" className="kicker">
      Chosen by the editors
    </p>
    {promoted.kind === "STORY" ? (
      <Card
        card={promoted.card}
        kind="item"
        level={2}
        hasKicker={false}
        hasDeck
        times={times}
        when={times.date(promoted.card.publishedAt)}
        sizes="(width>=36rem) 11rem, 7rem"
      />
    ) : (
      <article className="card item">
        <h2 className="hl">
          <a href={hrefOf(promoted.path)} dir="auto">
            {promoted.name}
          </a>
        </h2>
        {promoted.about && <p className="deck">{promoted.about}</p>}
        <p className="meta">{promotedKindNames[promoted.kind]}</p>
      </article>
    )}
  </section>
);

/** The number of active filters. */
const filterCount = ({ asked, chosen }: Pick<Found, "asked" | "chosen">): number =>
  Object.keys(chosen).length + (asked.from !== "" || asked.to !== "" ? 1 : 0);

/** Without results there are no filters to offer, but active ones remain visible so that they can be removed. */
const hasFilters = (view: Found): boolean => view.hits.length > 0 || filterCount(view) > 0 || !view.found.isWhole;

/** On narrow screens the filters are folded above the results, see styles/search.css. */
function Filters({ view }: { view: Found }) {
  const { asked, chosen, inSections, topics, authors, whens, times } = view;
  const withChosen = (kind: SearchKind, facets: readonly Facet[]): Facet[] => {
    const one = chosen[kind];
    return one && !facets.some(({ id }) => id === one.id) ? [{ ...one, stories: null }, ...facets] : [...facets];
  };
  const groups = [
    { kind: "section", title: "Section", facets: withChosen("section", inSections) },
    { kind: "topic", title: "Topic", facets: withChosen("topic", topics) },
    { kind: "author", title: "By", facets: withChosen("author", authors) },
  ] as const;
  const count = filterCount(view);
  const isOwnTime = !whens.some(({ from, to }) => from === asked.from && to === asked.to);
  return (
    <aside className="rail" aria-label="Filters">
      <details>
        <summary>{count > 0 ? `Filters (${count})` : "Filters"}</summary>
      </details>
      <div className="filters">
        {groups.map(
          ({ kind, title, facets }) =>
            facets.length > 0 && (
              <section key={kind}>
                <h2>{title}</h2>
                <ul>
                  <li>
                    <FilterLink asked={asked} change={{ [kind]: "" }} isCurrent={!chosen[kind]} name="All" />
                  </li>
                  {facets.map(({ id, name, value, stories }) => (
                    <li key={id}>
                      <FilterLink
                        asked={asked}
                        change={{ [kind]: value }}
                        isCurrent={chosen[kind]?.id === id}
                        name={name}
                        count={stories === null ? "" : numberOf(stories, times.language)}
                      />
                    </li>
                  ))}
                </ul>
              </section>
            ),
        )}
        <section>
          <h2>When</h2>
          <ul>
            {whens.map(({ name, from, to }) => (
              <li key={name}>
                <FilterLink
                  asked={asked}
                  change={{ from, to }}
                  isCurrent={from === asked.from && to === asked.to}
                  name={name}
                />
              </li>
            ))}
          </ul>
          <details open={isOwnTime}>
            <summary>Custom dates</summary>
            <Between asked={asked} />
          </details>
        </section>
      </div>
    </aside>
  );
}

type FilterProps = {
  asked: SearchAddress;
  change: Partial<SearchAddress>;
  isCurrent: boolean;
  name: string;
  count?: string;
};
const FilterLink = ({ asked, change, isCurrent, name, count = "" }: FilterProps) => (
  <a href={searchHref(asked, change)} rel="nofollow" {...(isCurrent ? { "aria-current": "true" as const } : {})}>
    <span dir="auto">{name}</span>
    {count && <span className="num"> {count}</span>}
  </a>
);

/** A form for a custom date range; hidden fields carry the rest of the query. */
const Between = ({ asked }: { asked: SearchAddress }) => (
  <form action="/search">
    {(["q", "section", "topic", "author", "sort"] as const).map(
      (key) =>
        asked[key] !== "" && asked[key] !== "best" && <input key={key} type="hidden" name={key} value={asked[key]} />,
    )}
    <label>
      From <input type="date" name="from" defaultValue={asked.from} />
    </label>
    <label>
      To <input type="date" name="to" defaultValue={asked.to} />
    </label>
    <button type="submit">Show</button>
  </form>
);
