/** The queue is full. */
export class TooMany extends Error {}

/** A semaphore: runs a limited number of jobs at once, queues others, and rejects those beyond `mostWaiting`. */
export class Turns {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #working = 0;

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  /** @throws TooMany */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#working >= this.#atOnce) {
      if (this.#waiting.length >= this.#mostWaiting) throw new TooMany("too many pages wait to be printed");
      await new Promise<void>((resolve) => this.#waiting.push(resolve)); // a finished job hands its slot over
    } else this.#working++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#working--;
    }
  }
}
