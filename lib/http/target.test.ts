import { expect, test } from "vitest";
import { cpuMs } from "#prisma/testing/cpu-time.ts";
import { readTarget } from "./target.ts";

test.each([
  ["/", "/"],
  ["/city/2026/night-ferry_2", "/city/2026/night-ferry_2"],
  ["/city/", "/city/"],
  ["/search?q=a//b", "/search?q=a//b"],
  ["/desk/../_next/image?url=x", "/_next/image?url=x"],
  ["/desk/%2e%2e/_next/image", "/_next/image"],
  ["/a/./b#top", "/a/b"],
  ["http://evil.example/desk", "/desk"],
  ["/a%2F%2Fb", "/a%2F%2Fb"],
  [Buffer.from("/größe").toString("latin1"), "/gr%C3%B6%C3%9Fe"],
])("reads %s as %s", (raw, url) => {
  expect(readTarget(raw)).toEqual({ url, isTidy: true });
});

test.each([
  ["//a", "/a"],
  ["/a//b?x=1//2", "/a/b?x=1//2"],
  ["//evil.example//", "/evil.example/"],
  ["/\\evil.example", "/evil.example"],
  ["/desk/..//evil.example", "/evil.example"],
  ["///", "/"],
])("redirects %s to %s on this site", (raw, url) => {
  expect(readTarget(raw)).toEqual({ url, isTidy: false });
});

test.each(["", "*", "desk", "ftp://evil.example/", "http://[", "javascript:alert(1)"])("rejects %j", (raw) => {
  expect(readTarget(raw)).toBeNull();
});

test("reads long addresses in linear time", async () => {
  const long = [`/${"a".repeat(16_000)}.`, `/${"a-".repeat(8_000)}.`, `/${"a/".repeat(8_000)}.`, "/".repeat(16_000)];
  const taken = await cpuMs(() => {
    for (const raw of long) expect(readTarget(raw)).not.toBeNull();
  });
  expect(taken).toBeLessThan(1_000);
});
