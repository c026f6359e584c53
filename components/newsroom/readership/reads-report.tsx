import type { ReadersChange, ReadsOfStory } from "#lib/readership/data.ts";
import { periodNames, periods } from "#lib/readership/schema.ts";
import { type Times, timesOf } from "#lib/times.ts";
import classes from "./readership.module.css";

const changeWords: Record<ReadersChange["kind"], string> = {
  PUBLISHED: "published",
  CORRECTED: "corrected",
  CLARIFIED: "clarified",
  TAKEN_DOWN: "taken down",
  REINSTATED: "reinstated",
};
const inWords = (reads: number): string => (reads === 1 ? "1 read" : `${reads.toLocaleString("en-GB")} reads`);

type Bar = { key: string; label: string; reads: number; changes: string[] };

/** The bars of both charts, with what changed for readers in each hour or on each day. */
export function barsOf({ hours, days, changes }: ReadsOfStory, times: Times): { hours: Bar[]; days: Bar[] } {
  const calendar = timesOf("UTC", times.language); // a day of the calendar has no time zone
  const words = (isIn: (at: Date) => boolean) =>
    changes
      .map(({ kind, at }) => ({ kind, at: new Date(at) }))
      .filter(({ at }) => isIn(at))
      .map(({ kind, at }) => `${changeWords[kind]} ${times.clock(at)}`);
  return {
    hours: hours.map(({ at, reads }) => {
      const begin = new Date(at);
      const end = begin.getTime() + 3_600_000;
      return {
        key: at,
        label: `${times.shortDate(begin)}, ${times.clock(begin)}`,
        reads,
        changes: words((when) => when >= begin && when.getTime() < end),
      };
    }),
    days: days.map(({ day, reads }) => ({
      key: day,
      label: calendar.shortDate(new Date(`${day}T12:00:00Z`)),
      reads,
      changes: words((when) => times.dayKey(when) === day),
    })),
  };
}

/** How often a story was read: totals, the last 48 hours, and the last 30 days, with publications and corrections below the bars. */
export function ReadsReport({ report, times }: { report: ReadsOfStory; times: Times }) {
  const bars = barsOf(report, times);
  return (
    <div className={classes.report}>
      <dl className={classes.totals}>
        {periods.map((period) => (
          <div key={period}>
            <dt>Reads in the {periodNames[period]}</dt>
            <dd>{report.totals[period].toLocaleString("en-GB")}</dd>
          </div>
        ))}
      </dl>
      <Chart title="Last 48 hours, by hour" bars={bars.hours} />
      <Chart title="Last 30 days, by day" bars={bars.days} />
      <p className="small dim">
        Counted by Galley, without cookies and without anything about readers. Robots are left out. Behind a CDN only
        the reads that reach Galley are counted.
      </p>
    </div>
  );
}

function Chart({ title, bars }: { title: string; bars: Bar[] }) {
  const most = Math.max(0, ...bars.map(({ reads }) => reads));
  return (
    <section className={classes.chart} aria-label={title}>
      <h2>{title}</h2>
      <p className="small dim">{most === 0 ? "No reads" : `At most ${inWords(most)}`}</p>
      <ol>
        {bars.map(({ key, label, reads, changes }) => {
          const words = [`${label}: ${inWords(reads)}`, ...changes].join(", ");
          return (
            <li key={key} title={words} data-changed={changes.length > 0 || undefined}>
              <span style={{ blockSize: `${(reads / Math.max(1, most)) * 100}%` }} />
              <small>{words}</small>
            </li>
          );
        })}
      </ol>
      <p className={classes.ends}>
        <span>{bars[0]?.label}</span>
        <span>{bars.at(-1)?.label}</span>
      </p>
      <ul className={classes.changes}>
        {bars.flatMap(({ label, changes }) =>
          changes.map((change) => <li key={`${label} ${change}`}>{`${label}: ${change}`}</li>),
        )}
      </ul>
    </section>
  );
}
