import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { mayReadMetrics } from "./metrics-handler.ts";

const asks = (remoteAddress: string, headers: IncomingHttpHeaders = {}, token?: string) =>
  mayReadMetrics({ headers, socket: { remoteAddress } as Socket }, token);

test("metrics are readable from this machine, but not through a proxy on it", () => {
  for (const address of ["127.0.0.1", "::ffff:127.0.0.1", "::1"]) expect(asks(address), address).toBe(true);
  for (const address of ["10.0.0.7", "::ffff:10.0.0.7", "2001:db8::1", "12.7.0.1"])
    expect(asks(address), address).toBe(false);
  for (const header of ["x-forwarded-for", "forwarded", "via", "x-real-ip"])
    expect(asks("127.0.0.1", { [header]: "127.0.0.1" }), header).toBe(false);
});

test("metrics are readable from anywhere with the token", () => {
  const token = "a-token-of-some-length";
  expect(asks("10.0.0.7", { authorization: `Bearer ${token}` }, token)).toBe(true);
  expect(asks("10.0.0.7", { authorization: "Bearer a-token-of-some-lengtX" }, token)).toBe(false);
  expect(asks("10.0.0.7", { authorization: "Bearer " }, token)).toBe(false);
  expect(asks("10.0.0.7", { authorization: `Bearer ${token}` })).toBe(false);
});
