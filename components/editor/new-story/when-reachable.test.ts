// @vitest-environment jsdom
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { whenReachable } from "./when-reachable.ts";

const fetched = vi.fn<() => Promise<Response>>();
vi.stubGlobal("fetch", fetched);
afterEach(() => fetched.mockReset());
afterAll(() => void vi.unstubAllGlobals());
const settled = async () => {
  for (let n = 0; n < 5; n++) await Promise.resolve();
};

test("acts at once where the server answers, even with an error", async () => {
  fetched.mockResolvedValue(new Response(null, { status: 503 }));
  const act = vi.fn();
  whenReachable(act);
  await settled();
  expect(act).toHaveBeenCalledTimes(1);
});

test("waits for the network where the server cannot be reached", async () => {
  fetched.mockRejectedValue(new TypeError("Failed to fetch"));
  const act = vi.fn();
  whenReachable(act);
  await settled();
  dispatchEvent(new Event("online"));
  await settled();
  expect(act).not.toHaveBeenCalled();
  fetched.mockResolvedValue(new Response());
  dispatchEvent(new Event("online"));
  await settled();
  expect(act).toHaveBeenCalledTimes(1);
});

test("does nothing after it was given up", async () => {
  fetched.mockRejectedValue(new TypeError("Failed to fetch"));
  const act = vi.fn();
  const giveUp = whenReachable(act);
  await settled();
  giveUp();
  fetched.mockResolvedValue(new Response());
  dispatchEvent(new Event("online"));
  await settled();
  expect(act).not.toHaveBeenCalled();
});
