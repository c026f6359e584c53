"use client";
import type { CdnReport } from "#lib/press/report.ts";
import { useTimes } from "../newsroom-context.tsx";
import { When } from "../when.tsx";
import classes from "./press.module.css";

/** The state of the CDN, and whether it receives purges. */
export function CdnState({ cdn }: { cdn: CdnReport }) {
  const times = useTimes();
  const next = cdn.nextTryAt && times.iso(new Date(cdn.nextTryAt)).slice(11, 19);
  return (
    <section aria-labelledby="cdn-title">
      <h2 id="cdn-title" className={classes.heading}>
        CDN
      </h2>
      <dl className={classes.numbers} aria-label="CDN">
        <div>
          <dt>{cdn.name}</dt>
          <dd>{cdn.isAnswering ? "Caching pages" : "Not caching new pages"}</dd>
          <dd>{cdn.isAnswering ? `for ${cdn.seconds} s at most` : "until it responds again"}</dd>
        </div>
        <div>
          <dt>Last response</dt>
          <dd>{cdn.answeredAt ? <When at={cdn.answeredAt} /> : "None yet"}</dd>
          <dd>
            {cdn.waiting === 0
              ? "all purges delivered"
              : `${cdn.waiting} ${cdn.waiting === 1 ? "purge" : "purges"} pending`}
          </dd>
        </div>
        {cdn.failures > 0 && (
          <div>
            <dt>Failed</dt>
            <dd>{cdn.failures === 1 ? "Once" : `${cdn.failures} times`}</dd>
            <dd>next attempt at {next}</dd>
          </div>
        )}
      </dl>
      {cdn.lastError && <p className={classes.said}>{cdn.lastError}</p>}
    </section>
  );
}
