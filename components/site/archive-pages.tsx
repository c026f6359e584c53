import { archivePath } from "#lib/addresses/paths.ts";
import type { Counted, Period } from "#lib/published/archive/data.ts";
import type { CardPage, LiveCard } from "#lib/published/types.ts";
import type { Times } from "#lib/times.ts";
import { DayList, LatestRail, Pager, pageOfPages } from "./lists.tsx";

/** Noon UTC of a period's first day: that day in the time zone of nearly every newsroom. */
const within = (period: Period): Date => new Date(`${period}${"-01-01".slice(period.length - 4)}T12:00:00Z`);

type Words = { month: (period: Period) => string; day: (period: Period) => string };
/** Formats dates in the language of the paper. A calendar day has no time zone. */
export function calendarWords(language: string): Words {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
    return (period: Period) => formatter.format(within(period));
  };
  return {
    month: format({ month: "long", year: "numeric" }),
    day: format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  };
}

const Trail = ({ parts }: { parts: readonly { name: string; period: Period }[] }) => (
  <nav className="crumbs" aria-label="Breadcrumb">
    <ol>
      {parts.map(({ name, period }) => (
        <li key={period}>
          <a href={archivePath(period)}>{name}</a>
        </li>
      ))}
    </ol>
  </nav>
);
const root = { name: "Archive", period: "" };

type Around = { latest: readonly LiveCard[]; times: Times };
type ArchiveProps = Around & { year: Period | null; months: readonly Period[] };

/** All years, or one year by month. */
export function ArchivePage({ year, months, latest, times }: ArchiveProps) {
  const words = new Intl.DateTimeFormat(times.language, { timeZone: "UTC", month: "long" });
  const years = [...new Set(months.map((month) => month.slice(0, 4)))];
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <div className="title">
          {year !== null && <Trail parts={[root]} />}
          <h1>{year ?? "Archive"}</h1>
          {months.length === 0 && <p className="deck">Nothing has been published yet.</p>}
        </div>
        {years.map((of) => (
          <section key={of} aria-label={of}>
            {year === null && (
              <h2 className="day">
                <a href={archivePath(of)}>{of}</a>
              </h2>
            )}
            <ul className="months">
              {months
                .filter((month) => month.startsWith(of))
                .map((month) => (
                  <li key={month}>
                    <a href={archivePath(month)}>{words.format(within(month))}</a>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </main>
      <LatestRail cards={latest} times={times} />
    </div>
  );
}

/** A month by day. */
export function MonthPage({ month, days, latest, times }: Around & { month: Period; days: readonly Counted[] }) {
  const words = calendarWords(times.language);
  const year = month.slice(0, 4);
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <div className="title">
          <Trail parts={[root, { name: year, period: year }]} />
          <h1>{words.month(month)}</h1>
        </div>
        <ul className="days">
          {days.map(({ period, stories }) => (
            <li key={period}>
              <a href={archivePath(period)}>{words.day(period)}</a>{" "}
              <span className="meta">{stories === 1 ? "1 story" : `${stories} stories`}</span>
            </li>
          ))}
        </ul>
      </main>
      <LatestRail cards={latest} times={times} />
    </div>
  );
}

type DayProps = Around & { day: Period; page: CardPage; before: Period | null; after: Period | null };
/** All stories of one day. */
export function DayPage({ day, page, before, after, latest, times }: DayProps) {
  const words = calendarWords(times.language);
  const [year, month] = [day.slice(0, 4), day.slice(0, 7)];
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <div className="title">
          <Trail parts={[root, { name: year, period: year }, { name: words.month(month), period: month }]} />
          <h1>{words.day(day)}</h1>
          {page.number > 1 && <p className="meta">{pageOfPages(page)}</p>}
        </div>
        <DayList cards={page.cards} times={times} isOneDay />
        <Pager path={archivePath(day)} page={page} />
        <nav className="neighbours" aria-label="Other days">
          <ul className="row">
            {before && (
              <li>
                <a href={archivePath(before)} rel="prev">
                  Before: {words.day(before)}
                </a>
              </li>
            )}
            {after && (
              <li>
                <a href={archivePath(after)} rel="next">
                  After: {words.day(after)}
                </a>
              </li>
            )}
          </ul>
        </nav>
      </main>
      <LatestRail cards={latest} times={times} />
    </div>
  );
}
