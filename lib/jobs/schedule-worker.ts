// Performs scheduled acts on this node.
import { log } from "../log.ts";
import { msUntilNextDue, performNextDue } from "../schedule/perform-mutations.ts";
import { getSiteSettings } from "../site/data.ts";
import { DueWorker } from "./due-worker.ts";

const defaultConcurrency = 4;

export class ScheduleWorker extends DueWorker {
  constructor({ concurrency = defaultConcurrency } = {}) {
    let timeZone = "UTC";
    super({
      name: "schedule worker",
      channel: "galley_schedule",
      concurrency,
      async prepare() {
        ({ timeZone } = await getSiteSettings());
      },
      performOne: () => performOne(timeZone),
      msUntilNext: msUntilNextDue,
    });
  }
}

async function performOne(timeZone: string): Promise<boolean> {
  const performed = await performNextDue({ timeZone });
  if (!performed) return false;
  const { id, storyId, outcome, lateMs } = performed;
  const line = { act: id, story: storyId, outcome, lateMs: Math.round(lateMs) };
  if (outcome === "STOPPED") log.warn(line, "schedule worker: act stopped");
  else log.info(line, "schedule worker: act finished");
  return true;
}
