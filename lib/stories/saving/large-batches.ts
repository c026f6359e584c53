import { DomainError } from "../../errors.ts";

/** Steps from which a batch is applied before the story is locked: nobody else in the story waits for it. */
const largeFrom = 300;

const stepsIn = (json: unknown): number => {
  const { steps } = (json ?? {}) as { steps?: unknown };
  return Array.isArray(steps) ? steps.length : 1;
};
export const isLarge = (steps: readonly unknown[]): boolean =>
  steps.reduce<number>((sum, json) => sum + stepsIn(json), 0) > largeFrom;

/** Large batches of one person that may wait; a browser sends one at a time. */
const mayWait = 4;
const queues = new Map<string, { last: Promise<unknown>; count: number }>();

/** Large batches of one person are applied one after the other. @throws BUSY when too many wait */
export async function oneByOne<T>(personId: string, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(personId) ?? { last: Promise.resolve(), count: 0 };
  if (queue.count > mayWait) throw new DomainError("BUSY");
  queues.set(personId, queue);
  queue.count++;
  const mine = queue.last.then(work, work);
  queue.last = mine;
  try {
    return await mine;
  } finally {
    if (--queue.count === 0) queues.delete(personId);
  }
}
