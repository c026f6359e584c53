// Performs imports that were begun on a screen, one at a time on each node.
import { hasWaitingImport, performNextImport } from "../import-runs/perform-mutations.ts";
import { DueWorker } from "./due-worker.ts";

export class ImportWorker extends DueWorker {
  readonly #stopping: { now: boolean };

  constructor() {
    const stopping = { now: false };
    super({
      name: "import worker",
      channel: "galley_schedule",
      concurrency: 1,
      performOne: () => performNextImport(() => stopping.now),
      msUntilNext: async () => ((await hasWaitingImport()) ? 0 : null),
    });
    this.#stopping = stopping;
  }

  override stop(): Promise<void> {
    this.#stopping.now = true;
    return super.stop();
  }
}
