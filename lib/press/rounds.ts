/**
 * Work that reads all that is new: it is done when somebody says that something is, and each beat, for what was not said or not
 * heard. Never two at once: who calls while a round runs shares the next one.
 */
export class Rounds {
  readonly #work: () => Promise<void>;
  readonly #beatMs: number;
  #round: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** @param work reads what is new; it does not reject */
  constructor(work: () => Promise<void>, beatMs: number) {
    this.#work = work;
    this.#beatMs = beatMs;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Resolves when all is read that was there when it was called. Never rejects. */
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

  /** Resolves when the round that runs has ended; none follows. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }
}
