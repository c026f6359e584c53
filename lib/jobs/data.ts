// How the background jobs are doing.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { type QueueName, queues } from "../postgres/queues.ts";
import { canSeeJobs } from "../schedule/policy.ts";
import { jobFacts } from "./names.ts";

/** Times are ISO instants. */
export type JobRow = {
  name: QueueName;
  label: string;
  /** Runs that are due, that run now, and that failed for good within the last days. */
  due: number;
  running: number;
  failed: number;
  lastRunAt: string | null;
  failedAt: string | null;
  /** Of the last failure, while no later run has worked. */
  error: string | null;
  isOverdue: boolean;
};

/** Jobs start within half a minute of their time; beyond this somebody should look. */
const maxLateMinutes = 5;

type Row = {
  name: string;
  due: number;
  running: number;
  failed: number;
  last: Date | null;
  failedAt: Date | null;
  error: string | null;
  waits: boolean;
};

/** All jobs, by name. @throws NOT_ALLOWED */
export async function listJobs(actor: Actor, now = new Date()): Promise<JobRow[]> {
  if (!canSeeJobs(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().$queryRaw<Row[]>`
    select name,
      count(*) filter (where state in ('created', 'retry') and start_after <= ${now})::int as due,
      count(*) filter (where state = 'active')::int as running,
      count(*) filter (where state = 'failed')::int as failed,
      max(completed_on) filter (where state = 'completed') as last,
      max(completed_on) filter (where state = 'failed') as "failedAt",
      (array_agg(left(coalesce(output ->> 'message', output::text), 500) order by completed_on desc)
        filter (where state = 'failed'))[1] as error,
      coalesce(bool_or(state in ('created', 'retry')
        and start_after < ${new Date(now.getTime() - maxLateMinutes * 60_000)}), false) as waits
    from pgboss.job where name = any(${[...queues]}::text[]) group by name`;
  const known = new Map(rows.map((row) => [row.name, row]));
  return queues.map((name) => {
    const row = known.get(name);
    const isMended = row?.last && row.failedAt && row.last > row.failedAt;
    return {
      name,
      label: jobFacts[name].label,
      due: row?.due ?? 0,
      running: row?.running ?? 0,
      failed: row?.failed ?? 0,
      lastRunAt: row?.last?.toISOString() ?? null,
      failedAt: row?.failedAt?.toISOString() ?? null,
      error: isMended ? null : (row?.error ?? null),
      isOverdue: row?.waits ?? false,
    };
  });
}
