/** Runs tasks in order, at most `width` at a time. A task must not throw. */
export class UploadQueue {
  readonly #width: number;
  readonly #waiting: (() => Promise<unknown>)[] = [];
  #running = 0;

  constructor(width: number) {
    this.#width = width;
  }
  /** Number of unfinished tasks. */
  get size(): number {
    return this.#running + this.#waiting.length;
  }
  add(task: () => Promise<unknown>): void {
    this.#waiting.push(task);
    this.#next();
  }
  #next(): void {
    if (this.#running >= this.#width) return;
    const task = this.#waiting.shift();
    if (!task) return;
    this.#running++;
    void task().finally(() => {
      this.#running--;
      this.#next();
    });
  }
}
