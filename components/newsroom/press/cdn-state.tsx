"use client";
import type { CdnReport } from "#lib/press/report.ts";
import { useTimes } from "../newsroom-context.tsx";
import { When } from "../when.tsx";
import classes from "./press.module.css";

/** What stands in front of the nodes, and whether it hears what is purged. */
export function CdnState({ cdn }: { cdn: CdnReport }) {
  const times = useTimes();
  const next = cdn.nextTryAt && times.iso(new Date(cdn.nextTryAt)).slice(11, 19);
  return (
    <section aria-labelledby="cdn-title">
      <h2 id="cdn-title" className={classes.heading}>
        Cache in front
      </h2>
      <dl className={classes.numbers} aria-label="Cache in front">
        <div>
          <dt>{cdn.name}</dt>
          <dd>{cdn.answers ? "Keeps pages" : "Keeps nothing new"}</dd>
          <dd>{cdn.answers ? `for ${cdn.seconds} s at most` : "until it answers again"}</dd>
        </div>
        <div>
          <dt>Last answer</dt>
          <dd>{cdn.answeredAt ? <When at={cdn.answeredAt} /> : "None yet"}</dd>
          <dd>
            {cdn.waiting === 0
              ? "has every purge"
              : `${cdn.waiting} ${cdn.waiting === 1 ? "purge waits" : "purges wait"}`}
          </dd>
        </div>
        {cdn.failures > 0 && (
          <div>
            <dt>Failed</dt>
            <dd>{cdn.failures === 1 ? "Once" : `${cdn.failures} times`}</dd>
            <dd>tried again at {next}</dd>
          </div>
        )}
      </dl>
      {cdn.said && <p className={classes.said}>{cdn.said}</p>}
    </section>
  );
}
