// For every test: no network except this machine, no unexpected output on console.error, and the same random values in each run.
import net from "node:net";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, vi } from "vitest";

process.env.GALLEY_LOG ??= "silent";

// GALLEY_TEST_SEED=random searches for cases that no run has tried; a failure prints its seed.
const { GALLEY_TEST_SEED: seed = "1" } = process.env;
if (seed !== "random" && !/^-?\d+$/.test(seed)) throw new Error("GALLEY_TEST_SEED must be a whole number or “random”.");
if (seed !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const [first] = args.flat() as [{ host?: string; path?: string } | undefined];
  const host = typeof first === "object" ? first?.host : undefined;
  if (host !== undefined && !["localhost", "127.0.0.1", "::1"].includes(host))
    throw new Error(`A test must not reach ${host}.`);
  return (connect as (...list: unknown[]) => net.Socket).apply(this, args);
} as typeof connect;

let said: ReturnType<typeof vi.spyOn> | undefined;
beforeEach(() => {
  said = vi.spyOn(console, "error");
});
afterEach(() => {
  const calls = said?.mock.calls ?? [];
  said?.mockRestore();
  expect(calls, "unexpected console.error").toEqual([]);
});
