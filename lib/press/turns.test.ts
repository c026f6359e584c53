import { expect, test } from "vitest";
import { TooMany, Turns } from "./turns.ts";

test("runs a limited number of jobs at once, queues the rest in order and rejects jobs beyond the queue", async () => {
  const turns = new Turns(2, 3);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (number: number) =>
    turns.take(() => {
      begun.push(number);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [0, 1, 2, 3, 4].map(work);
  await expect(work(5)).rejects.toBeInstanceOf(TooMany);
  expect(begun).toEqual([0, 1]);
  for (const [number, done] of all.entries()) {
    ends[number]?.();
    await done;
    await Promise.resolve();
    expect(begun).toEqual([0, 1, 2, 3, 4].slice(0, number + 3));
  }
  expect(await turns.take(async () => "free again")).toBe("free again");
});

test("a job that fails frees its slot for the next one", async () => {
  const turns = new Turns(1, 1);
  const failing = turns.take(() => Promise.reject(new Error("no")));
  const next = turns.take(async () => "yes");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
