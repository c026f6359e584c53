/** A timer that runs its task at the earliest of the scheduled times, once. */
export class EarliestTimer {
  readonly #task: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #at = 0;

  constructor(task: () => void) {
    this.#task = task;
  }

  get isScheduled(): boolean {
    return this.#timer !== undefined;
  }

  /** Runs the task in `ms`, unless it is scheduled for an earlier time. */
  schedule(ms: number): void {
    if (this.#timer === undefined || Date.now() + ms < this.#at) this.reschedule(ms);
  }

  /** Runs the task in `ms`, even if it was scheduled for an earlier time. */
  reschedule(ms: number): void {
    clearTimeout(this.#timer);
    this.#at = Date.now() + ms;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#task();
    }, ms);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
