import { expect, test } from "vitest";
import { newsroomPolicy } from "./newsroom-policy.ts";

const directives = (dev = false) =>
  new Map(
    newsroomPolicy("bm9uY2U=", dev)
      .split("; ")
      .map((each) => [each.replace(/ .*/, ""), each.replace(/^\S+ /, "")]),
  );

test("a script of the newsroom runs only with the nonce of its response", () => {
  expect(directives().get("script-src")).toBe("'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(directives().get("default-src")).toBe("'self'");
});

test("no page of the newsroom allows eval or style blocks without a nonce, outside of development", () => {
  expect(newsroomPolicy("bm9uY2U=", false)).not.toContain("unsafe-eval");
  expect(directives().get("style-src-elem")).toBe("'self' 'nonce-bm9uY2U='");
});

test("no other site may frame the newsroom, take its forms or move its base address", () => {
  expect(directives().get("frame-ancestors")).toBe("'self'");
  expect(directives().get("form-action")).toBe("'self'");
  expect(directives().get("base-uri")).toBe("'none'");
  expect(directives().get("object-src")).toBe("'none'");
});
