// Performs imports that were begun on a screen, one at a time on each node, and deletes old files of imports, which each node has of its own.
import { deleteOldImportFiles } from "../import-runs/file-mutations.ts";
import { msUntilNextImport, performNextImport } from "../import-runs/perform-mutations.ts";
import { log } from "../log.ts";
import { DueWorker } from "./due-worker.ts";

/** At the start, and then once a day. */
const cleaningMs = 24 * 60 * 60 * 1000;

export class ImportWorker extends DueWorker {
  readonly #stopping: { now: boolean };
  readonly #cleaning: NodeJS.Timeout;

  constructor() {
    const stopping = { now: false };
    super({
      name: "import worker",
      channel: "galley_schedule",
      concurrency: 1,
      performOne: () => performNextImport(() => stopping.now),
      msUntilNext: msUntilNextImport,
    });
    this.#stopping = stopping;
    const clean = () =>
      void deleteOldImportFiles().catch((error) =>
        log.warn({ error }, "uploaded files of imports could not be deleted; trying again tomorrow"),
      );
    this.#cleaning = setInterval(clean, cleaningMs).unref();
    clean();
  }

  override stop(): Promise<void> {
    this.#stopping.now = true;
    clearInterval(this.#cleaning);
    return super.stop();
  }
}
