/** The queue is full. */
export class QueueFullError extends Error {}

/** A semaphore: runs a limited number of jobs at once, queues others, and rejects those beyond `maxQueued`. */
export class Semaphore {
  readonly #maxConcurrent: number;
  readonly #maxQueued: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(maxConcurrent: number, maxQueued: number) {
    this.#maxConcurrent = maxConcurrent;
    this.#maxQueued = maxQueued;
  }

  /** @throws QueueFullError */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#maxConcurrent) {
      if (this.#waiting.length >= this.#maxQueued) throw new QueueFullError("too many pages wait to be rendered");
      await new Promise<void>((resolve) => this.#waiting.push(resolve)); // a finished job hands its slot over
    } else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
