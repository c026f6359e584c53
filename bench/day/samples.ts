import fs from "node:fs";
import { appClient } from "#lib/postgres/app.ts";

export type Sample = { memoryMb: number; handles: number; connections: number };

/** Of a process on Linux, and of everybody who is connected to the database but this process. */
export async function sampleOf(pid: number): Promise<Sample> {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  const rows = await appClient().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and client_port is not null
      and application_name <> 'bench' and datname = current_database()`;
  return {
    memoryMb: Math.round(kilobytes / 1024),
    handles: fs.readdirSync(`/proc/${pid}/fd`).length,
    connections: rows[0]?.count ?? 0,
  };
}

/** The first and the last value, the highest, and the slope of the line that fits best, for each hour. */
export function growth(values: readonly number[]): { first: number; last: number; highest: number; perHour: number } {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [over, under] = values.reduce(
    ([above, below], value, at) => [above + (at - middle) * (value - mean), below + (at - middle) ** 2] as const,
    [0, 0] as readonly [number, number],
  );
  return {
    first: values[0] ?? 0,
    last: values.at(-1) ?? 0,
    highest: Math.max(...values),
    perHour: Math.round((under === 0 ? 0 : over / under) * 60 * 10) / 10,
  };
}
