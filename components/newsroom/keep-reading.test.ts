// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Result } from "#lib/errors.ts";
import { keepReading } from "./keep-reading.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const found: Result<string> = { ok: true, data: "a note" };
const busy: Result<string> = { ok: false, code: "BUSY" };
const unknownAction = Object.assign(new Error("gone"), { name: "UnrecognizedActionError" });

/** Reads with these answers, one for each request; what was taken, the requests, and the end. */
function reading(...answers: (Result<string> | Error)[]) {
  const read = vi.fn(async () => {
    const answer = answers.shift() ?? found;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const [take, refused] = [vi.fn(), vi.fn()];
  return { read, take, refused, end: keepReading(read, take, refused) };
}

describe("reading something for the screen", () => {
  it("asks again after five seconds when the server was busy or not reached", async () => {
    const { read, take } = reading(busy, new TypeError("Failed to fetch"));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(read).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(read).toHaveBeenCalledTimes(3);
    expect(take.mock.calls).toEqual([["a note"]]);
  });

  it("asks again as soon as the browser is online", async () => {
    const { take } = reading(new TypeError("Failed to fetch"));
    await vi.advanceTimersByTimeAsync(10);
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(1);
    expect(take.mock.calls).toEqual([["a note"]]);
  });

  it.each([
    ["a refusal", { ok: false, code: "NOT_FOUND" } as const],
    ["an action that the server no longer has", unknownAction],
  ])("ends with %s", async (_, answer) => {
    const { read, take, refused } = reading(answer);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).toHaveBeenCalledTimes(1);
    expect(refused).toHaveBeenCalledTimes(1);
    expect(take).not.toHaveBeenCalled();
  });

  it("takes nothing and asks no more once it is ended", async () => {
    const early = reading();
    early.end();
    const late = reading(busy);
    await vi.advanceTimersByTimeAsync(10);
    late.end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([early.take.mock.calls, late.take.mock.calls]).toEqual([[], []]);
    expect(late.read).toHaveBeenCalledTimes(1);
  });
});
