import fs from "node:fs";
import path from "node:path";
import { appClient } from "#lib/postgres/app.ts";
import type { ServerProcess } from "../kills/server-process.ts";
import type { Inspector, ServerMemory } from "./inspector.ts";

/** `rssMb`: resident memory, before garbage was collected for the other figures. `databaseMb`: of PostgreSQL. */
export type Sample = Partial<ServerMemory> & {
  /** Epoch ms. */
  at: number;
  rssMb: number;
  databaseMb: number;
  handles: number;
  connections: number;
};

/** Resident memory of a process on Linux, in MB. */
export function residentMb(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** Memory of PostgreSQL in MB: of all its processes, each page that they share counted once. @param folder where its files are */
function databaseMbOf(folder: string): number {
  const postmaster = fs.readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n", 1)[0];
  const children = fs.readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").trim().split(" ");
  const kilobytes = [postmaster, ...children].map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      return 0; // it has just ended
    }
  });
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024);
}

/** Open files and connections of a process on Linux. */
export const handlesOf = (pid: number): number => fs.readdirSync(`/proc/${pid}/fd`).length;

/**
 * Of a server on Linux. Connections are those of everybody but this process.
 * @param inspector collects garbage; undefined: garbage is left alone, as in production
 */
export async function sampleOf({ pid, folder }: ServerProcess, inspector?: Inspector): Promise<Sample> {
  const rssMb = residentMb(pid);
  const rows = await appClient().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and client_port is not null
      and application_name <> 'bench' and datname = current_database()`;
  return {
    at: Date.now(),
    rssMb,
    ...(await inspector?.memoryAfterCollection()),
    databaseMb: databaseMbOf(path.join(folder, "postgres")),
    handles: handlesOf(pid),
    connections: rows[0]?.count ?? 0,
  };
}

/**
 * The first and the last value, the highest, and the slope of the line that fits best, for each hour.
 * @param minutes when each value was measured
 */
export function growth(
  values: readonly number[],
  minutes: readonly number[],
): { first: number; last: number; highest: number; perHour: number } {
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [middle, average] = [mean(minutes), mean(values)];
  const over = mean(values.map((value, at) => ((minutes[at] ?? 0) - middle) * (value - average)));
  const under = mean(minutes.map((minute) => (minute - middle) ** 2));
  return {
    first: values[0] ?? 0,
    last: values.at(-1) ?? 0,
    highest: Math.max(...values),
    perHour: Math.round((under === 0 ? 0 : over / under) * 60 * 10) / 10,
  };
}
