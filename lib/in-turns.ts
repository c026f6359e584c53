import type { Work } from "./document/work.ts";

/** Units (about a microsecond each, a few on a slow machine) after which everybody else gets a turn. */
export const unitsPerTurn = 5_000;

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Counts the work of a loop that waits for other things anyway, and gives everybody else their turns. */
export class TurnTaker {
  #units = 0;
  async spend(units: number): Promise<void> {
    this.#units += units;
    if (this.#units < unitsPerTurn) return;
    this.#units = 0;
    await nextTurn();
  }
}

/** Does a piece of work in turns with everything else that this process has to do: readers do not wait for it. */
export async function inTurns<T>(work: Work<T>): Promise<T> {
  const turns = new TurnTaker();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await turns.spend(value);
  }
}
