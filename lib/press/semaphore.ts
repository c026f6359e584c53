import pLimit from "p-limit";

/** The queue is full. */
export class QueueFullError extends Error {}

/** Runs a limited number of jobs at once, queues others in order, and rejects those beyond `maxQueued`. */
export class Semaphore {
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #maxQueued: number;

  constructor(maxConcurrent: number, maxQueued: number) {
    this.#limit = pLimit(maxConcurrent);
    this.#maxQueued = maxQueued;
  }

  /** @throws QueueFullError */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#limit.pendingCount >= this.#maxQueued) throw new QueueFullError("too many pages wait to be rendered");
    return this.#limit(work);
  }
}
