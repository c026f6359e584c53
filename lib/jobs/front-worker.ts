// Performs scheduled launches of fronts on this node.
import { msUntilNextLaunch, performNextLaunch } from "../fronts/schedule-mutations.ts";
import { log } from "../log.ts";
import { DueWorker } from "./due-worker.ts";

export class FrontWorker extends DueWorker {
  constructor() {
    super({
      name: "front worker",
      channel: "galley_schedule",
      concurrency: 1,
      performOne,
      msUntilNext: msUntilNextLaunch,
    });
  }
}

async function performOne(): Promise<boolean> {
  const performed = await performNextLaunch();
  if (!performed) return false;
  const { id, front, outcome, lateMs } = performed;
  const line = { launch: id, front, outcome, lateMs: Math.round(lateMs) };
  if (outcome === "STOPPED") log.warn(line, "front worker: scheduled launch stopped");
  else log.info(line, "front worker: front launched");
  return true;
}
