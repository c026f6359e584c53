import { expect, test } from "vitest";
import { acceptedEncodings } from "./accept-encoding.ts";

test.each([
  [undefined, []],
  ["", []],
  ["gzip, deflate, br, zstd", ["br", "gzip"]],
  ["gzip", ["gzip"]],
  ["BR", ["br"]],
  ["br;q=0.1, gzip", ["br", "gzip"]],
  ["br;q=0, gzip", ["gzip"]],
  ["gzip, br; q=0.000", ["gzip"]],
  ["*", ["br", "gzip"]],
  ["*, br;q=0", ["gzip"]],
  ["identity", []],
  ["identity;q=0", []],
  ["brotli, x-gzip", []],
])("of Accept-Encoding %j, br and gzip are accepted as in %j", (header, accepted) => {
  for (const _time of ["parsed", "remembered"]) expect([...acceptedEncodings(header)].sort()).toEqual(accepted);
});

test("remembers Accept-Encoding headers without growing for ever", () => {
  for (let index = 0; index < 1_000; index++) acceptedEncodings(`gzip, x-${index}`);
  expect(acceptedEncodings("gzip")).toBe(acceptedEncodings("gzip"));
});
