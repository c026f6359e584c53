import { expect, test } from "vitest";
import { QueueFullError, Semaphore } from "./semaphore.ts";

test("runs a limited number of jobs at once, queues the rest in order and rejects jobs beyond the queue", async () => {
  const semaphore = new Semaphore(2, 3);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (number: number) =>
    semaphore.run(() => {
      begun.push(number);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [0, 1, 2, 3, 4].map(work);
  await expect(work(5)).rejects.toBeInstanceOf(QueueFullError);
  expect(begun).toEqual([0, 1]);
  for (const [number, done] of all.entries()) {
    ends[number]?.();
    await done;
    await Promise.resolve();
    expect(begun).toEqual([0, 1, 2, 3, 4].slice(0, number + 3));
  }
  expect(await semaphore.run(async () => "free again")).toBe("free again");
});

test("a job that fails frees its slot for the next one", async () => {
  const semaphore = new Semaphore(1, 1);
  const failing = semaphore.run(() => Promise.reject(new Error("no")));
  const next = semaphore.run(async () => "yes");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
