/**
 * Coalescing poller: runs the work on request (NOTIFY) and once per beat as a fallback.
 * Runs never overlap, and concurrent calls share the next run.
 */
export class Poller {
  readonly #work: () => Promise<void>;
  readonly #intervalMs: number;
  #run: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** @param work reads new rows; must not reject */
  constructor(work: () => Promise<void>, intervalMs: number) {
    this.#work = work;
    this.#intervalMs = intervalMs;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Resolves when everything that existed at the time of the call has been read. Never rejects. */
  catchUp(): Promise<void> {
    if (this.#run) {
      this.#again = true;
      return this.#run;
    }
    this.#run = (async () => {
      do {
        this.#again = false;
        if (!this.#stopped) await this.#work();
      } while (this.#again && !this.#stopped);
      this.#run = undefined;
    })();
    return this.#run;
  }

  start(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.catchUp().then(() => this.start()), this.#intervalMs);
    this.#timer.unref();
  }

  /** Resolves when the current run has ended; none follows. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#run;
  }
}
