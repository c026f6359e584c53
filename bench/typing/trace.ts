// What the main thread of a page does for each key, from the browser's own trace.
import type { Page } from "@playwright/test";

type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** Time that the thread itself worked, in microseconds as all here: what else the machine does is not in it. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: { data?: { type?: string; message?: string } };
};

const mark = "this page";

/** Records while `work` runs on a page. */
export async function traced(page: Page, work: () => Promise<void>): Promise<TraceEvent[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  // The protocol types an event as any object; those recorded here have this form.
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"] },
  });
  await page.evaluate((word) => console.timeStamp(word), mark);
  await work();
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return events;
}

/**
 * Milliseconds that the main thread worked for each key: all its tasks from the one that heard the key to the one whose
 * paint shows it. Waiting for the screen is not in it.
 */
export function perKey(events: readonly TraceEvent[]): number[] {
  // The browser records all its pages: the thread of ours is where the mark is.
  const thread = events.find(({ name, args }) => name === "TimeStamp" && args?.data?.message === mark);
  if (!thread) throw new Error("The trace does not hold the page");
  const here = events
    .filter(({ pid, tid, ph }) => pid === thread.pid && tid === thread.tid && ph === "X")
    .sort((a, b) => a.ts - b.ts);
  const keys = here.filter(({ name, args }) => name === "EventDispatch" && args?.data?.type === "keydown");
  // If both names are recorded, one is nested in the other.
  const tasks = here.filter(({ name }) => name === "ThreadControllerImpl::RunTask");
  const paints = here.filter(({ name }) => name === "Paint");
  const endOf = ({ ts, dur = 0 }: TraceEvent) => ts + dur;
  return keys.flatMap((key) => {
    const paint = paints.find(({ ts }) => ts >= endOf(key));
    if (!paint) return [];
    const worked = tasks
      .filter((task) => endOf(task) > key.ts && task.ts <= paint.ts)
      .reduce((sum, task) => sum + (task.tdur ?? task.dur ?? 0), 0);
    return [worked / 1_000];
  });
}

export const share = (figures: readonly number[], part: number): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
};
