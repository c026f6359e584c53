import { hrefOf } from "#lib/addresses/paths.ts";
import type { CardPage, Headline, LiveCard, Named } from "#lib/published/types.ts";
import { byDay, dateNear, directionOf, type Times } from "#lib/times.ts";
import { Card, type LanguageAttributes, langOf } from "./card.tsx";

type LatestProps = {
  cards: readonly LiveCard[];
  /** Number of headlines, from the first, that show their standfirsts. */
  deckCount?: number;
  times: Times;
};

/** Headlines with times. The first of each day shows its date, because a cached page cannot say "today". */
export function LatestList({ cards, deckCount = 0, times }: LatestProps) {
  let day = "";
  return (
    <ol className="latest">
      {cards.map((card, index) => {
        const key = times.dayKey(card.publishedAt);
        const opensDay = key !== day;
        day = key;
        return (
          <li key={card.id}>
            <time dateTime={times.iso(card.publishedAt)}>
              {opensDay && <span>{times.shortDate(card.publishedAt)} </span>}
              {times.clock(card.publishedAt)}
            </time>
            <a href={hrefOf(card.path)} {...(card.language === times.language ? {} : { lang: card.language })}>
              {card.headline}
            </a>
            {index < deckCount && card.standfirst && (
              <p className="meta" {...langOf(card, times.language)}>
                {card.standfirst}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** The most read stories by rank; nothing if there are none. */
export function MostRead({ stories, times }: { stories: readonly Headline[]; times: Times }) {
  if (stories.length === 0) return null;
  return (
    <section aria-labelledby="mr">
      <div className="head s">
        <h2 id="mr">Most read</h2>
      </div>
      <MostReadList stories={stories} times={times} />
    </section>
  );
}

/** The list itself, without a heading. */
export const MostReadList = ({ stories, times }: { stories: readonly Headline[]; times: Times }) => (
  <ol className="latest most-read">
    {stories.map(({ id, path, headline, language }) => (
      <li key={id}>
        <a href={hrefOf(path)} {...(language === times.language ? {} : { lang: language })}>
          {headline}
        </a>
      </li>
    ))}
  </ol>
);

type RailProps = { cards: readonly LiveCard[]; mostRead?: readonly Headline[]; times: Times };

/** The rail of latest stories at the end of a page; nothing if there are none. */
export function LatestRail({ cards, mostRead = [], times }: RailProps) {
  if (cards.length === 0) return null;
  return (
    <aside className="rail" aria-labelledby="lt" lang={times.language} dir={directionOf(times.language)}>
      <div>
        <div>
          <div className="head s">
            <h2 id="lt">Latest</h2>
          </div>
          <LatestList cards={cards} times={times} />
        </div>
        <MostRead stories={mostRead} times={times} />
      </div>
    </aside>
  );
}

/** The latest stories in columns, for a page without other stories. */
export function LatestBelow({ cards, times }: { cards: readonly LiveCard[]; times: Times }) {
  if (cards.length === 0) return null;
  return (
    <section className="cols" aria-labelledby="lt">
      <div className="head s">
        <h2 id="lt">Latest</h2>
      </div>
      <LatestList cards={cards} times={times} />
    </section>
  );
}

/** Cards grouped by day of publication. */
export function DayList({
  cards,
  times,
  hasKicker,
  by,
  isOneDay = false,
}: {
  cards: readonly LiveCard[];
  times: Times;
  hasKicker?: boolean;
  /** The author of the page; a card shows its byline only if it names others as well. */
  by?: string;
  /** The page is about this one day and already names it. */
  isOneDay?: boolean;
}) {
  return byDay(cards, times).map((day) => (
    <section key={times.dayKey(day.at)} aria-label={times.day(day.at)}>
      {!isOneDay && <h2 className="day">{times.day(day.at)}</h2>}
      <ul className="list">
        {day.items.map((card) => (
          <li key={card.id}>
            <Card
              card={card}
              kind="item"
              level={isOneDay ? 2 : 3}
              hasDeck
              times={times}
              when={times.clock(card.publishedAt)}
              sizes="(width>=36rem) 11rem, 7rem"
              hasKicker={hasKicker ?? true}
              hasByline={card.authors.some(({ id }) => id !== by)}
            />
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** The address of a page of a list; the first has no page number. */
export const pageHref = (path: string, number: number): string =>
  number === 1 ? hrefOf(path) : `${hrefOf(path)}?page=${number}`;

/** "Page 2 of 9", without the total if a long list was not counted to its end. */
export const pageOfPages = ({ number, pages, hasMore }: Omit<CardPage, "cards">): string =>
  hasMore ? `Page ${number}` : `Page ${number} of ${pages}`;

/**
 * The page numbers to offer: first, last and the neighbours of this one; null is a gap. The last page is unknown if there
 * are more pages than were counted.
 */
export function pageNumbers(number: number, pages: number, hasMore = false): (number | null)[] {
  const last = hasMore ? [] : [pages];
  const wanted = [1, 2, number - 1, number, number + 1, ...last].filter((page) => page >= 1 && page <= pages);
  const offered: (number | null)[] = [];
  for (const page of [...new Set(wanted)].sort((a, b) => a - b)) {
    const before = offered.at(-1) ?? 0;
    if (page - before === 2) offered.push(before + 1);
    else if (page - before > 2) offered.push(null);
    offered.push(page);
  }
  return hasMore ? [...offered, null] : offered;
}

type Pages = Pick<CardPage, "number" | "pages"> & Partial<Pick<CardPage, "hasMore">>;

type PagerProps = { path: string; page: Pages; names?: [string, string] };
export const Pager = ({ path, page, names = ["Newer stories", "Older stories"] }: PagerProps) => (
  <PagerOf page={page} hrefOf={(number) => pageHref(path, number)} names={names} />
);

/** @param names labels of the links to the previous and the next page */
export function PagerOf({
  page,
  hrefOf,
  names,
}: {
  page: Pages;
  hrefOf: (number: number) => string;
  names: [string, string];
}) {
  if (page.pages < 2) return null;
  return (
    <nav aria-label="Pages">
      <ul className="pager">
        {page.number > 1 && (
          <li className="newer">
            <a href={hrefOf(Math.min(page.number - 1, page.pages))} rel="prev">
              {names[0]}
            </a>
          </li>
        )}
        {pageNumbers(page.number, page.pages, page.hasMore).map((number, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
          <li key={index}>
            {number === null ? (
              <span>…</span>
            ) : number === page.number ? (
              <b aria-current="page">{number}</b>
            ) : (
              <a href={hrefOf(number)} aria-label={`Page ${number}`}>
                {number}
              </a>
            )}
          </li>
        ))}
        {page.number < page.pages && (
          <li className="older">
            <a href={hrefOf(page.number + 1)} rel="next">
              {names[1]}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** @param own where the page does not speak the language of the paper, in which places are called */
export function Breadcrumb({ trail, own = {} }: { trail: readonly Named[]; own?: LanguageAttributes }) {
  if (trail.length === 0) return null;
  return (
    <nav className="crumbs" aria-label="Breadcrumb" {...own}>
      <ol>
        {trail.map((place) => (
          <li key={place.id}>
            <a href={hrefOf(place.path)}>{place.name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The date of a card in a list. */
export const whenAmong = (cards: readonly LiveCard[], times: Times) => {
  const newest = cards.reduce((last, card) => (card.publishedAt > last ? card.publishedAt : last), new Date(0));
  return (card: LiveCard) => dateNear(times, card.publishedAt, newest);
};
