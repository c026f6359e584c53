/** Too many wait already. */
export class TooMany extends Error {}

/** Lets so many work at once; the others wait for their turn, and beyond `mostWaiting` they are turned away. */
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
      await new Promise<void>((resolve) => this.#waiting.push(resolve)); // whoever ends hands the turn over
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
