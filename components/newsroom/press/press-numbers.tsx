import type { PressReport } from "#lib/press/report.ts";
import { bytesOf } from "./bytes.ts";
import classes from "./press.module.css";

const count = (value: number): string => value.toLocaleString("en-GB");

/** Cache hit rate and cache size of this node. */
export function PressNumbers({ report: { counts, memory } }: { report: PressReport }) {
  const requests = counts.hits + counts.misses;
  const share = requests === 0 ? "–" : `${Math.floor((counts.hits / requests) * 1_000) / 10} %`;
  return (
    <dl className={classes.numbers} aria-label="This node since it started">
      <div>
        <dt>Cache hit rate</dt>
        <dd>{share}</dd>
        <dd>of {count(requests)} requests</dd>
      </div>
      <div>
        <dt>Rendered</dt>
        <dd>{count(counts.renders)}</dd>
        <dd>{counts.failures === 0 ? "none failed" : `${count(counts.failures)} failed`}</dd>
      </div>
      <div>
        <dt>In memory</dt>
        <dd>{bytesOf(memory.bytes)}</dd>
        <dd>of {bytesOf(memory.limit)}</dd>
      </div>
      <div>
        <dt>Purges</dt>
        <dd>{count(counts.purges)}</dd>
        <dd>{count(counts.erasures)} hard purges</dd>
      </div>
    </dl>
  );
}
