import type { Work } from "#lib/document/work.ts";

/** Units (about a microsecond each, a few on a slow machine) after which everybody else gets a turn. */
export const unitsPerTurn = 5_000;

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Does a piece of work in turns with everything else that this process has to do: readers do not wait for it. */
export async function inTurns<T>(work: Work<T>, turn = nextTurn): Promise<T> {
  let units = 0;
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    units += value;
    if (units < unitsPerTurn) continue;
    units = 0;
    await turn();
  }
}
