/**
 * Coalescing poller: runs the work on request (NOTIFY) and once per beat as a fallback.
 * Runs never overlap, and concurrent calls share the next run.
 */
export class Rounds {
  readonly #work: () => Promise<void>;
  readonly #beatMs: number;
  #round: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** @param work reads new rows; must not reject */
  constructor(work: () => Promise<void>, beatMs: number) {
    this.#work = work;
    this.#beatMs = beatMs;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Resolves when everything that existed at the time of the call has been read. Never rejects. */
  catchUp(): Promise<void> {
    if (this.#round) {
      this.#again = true;
      return this.#round;
    }
    this.#round = (async () => {
      do {
        this.#again = false;
        if (!this.#stopped) await this.#work();
      } while (this.#again && !this.#stopped);
      this.#round = undefined;
    })();
    return this.#round;
  }

  beat(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.catchUp().then(() => this.beat()), this.#beatMs);
    this.#timer.unref();
  }

  /** Resolves when the current run has ended; none follows. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }
}
