import { expect, test } from "vitest";
import { TooMany, Turns } from "./turns.ts";

test("so many work at once, the rest in order, and who comes beyond the queue is turned away", async () => {
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

test("a turn that fails is handed on", async () => {
  const turns = new Turns(1, 1);
  const failing = turns.take(() => Promise.reject(new Error("no")));
  const next = turns.take(async () => "yes");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
