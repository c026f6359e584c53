// Long work runs in slices, so that a save of thousands of steps does not block other requests of the process.
import type { Work } from "./document/work.ts";

/** Units (about a microsecond each, a few on a slow machine) after which the event loop may handle other requests. */
export const unitsPerSlice = 5_000;

export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Adds up the units of a loop, and yields to the event loop after each slice. */
export class SliceBudget {
  #units = 0;
  async spend(units: number): Promise<void> {
    this.#units += units;
    if (this.#units < unitsPerSlice) return;
    this.#units = 0;
    await yieldToEventLoop();
  }
}

/** Runs interruptible work to its end, in slices. */
export async function runInSlices<T>(work: Work<T>): Promise<T> {
  const budget = new SliceBudget();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await budget.spend(value);
  }
}
