import { expect, test } from "vitest";
import { publicPage } from "./canonical.ts";

test("drops unknown query keys and the fragment of a page address", () => {
  expect(publicPage("/city?utm_source=x&page=2&fbclid=1")).toBe("/city?page=2");
  expect(publicPage("/city?page=")).toBe("/city");
  expect(publicPage("//evil.example/x")).toBe("/evil.example/x");
});

test("keeps the query keys of a search in one order and drops all others", () => {
  expect(publicPage("/search?page=2&utm_source=x&q=night+ferry&sort=newest")).toBe(
    "/search?q=night+ferry&sort=newest&page=2",
  );
  expect(publicPage("/search/?q=a")).toBe("/search/?q=a");
  expect(publicPage("/search")).toBe("/search");
  expect(publicPage("/city?q=a")).toBe("/city");
});

test("does not cache the newsroom, its API routes or static files", () => {
  for (const path of [
    "/desk",
    "/desk/stories/1",
    "/admin/people",
    "/api/steps",
    "/sign-in?next=/desk",
    "/for-review/some-token",
    "/_next/static/a.js",
    "/pictures/1/320.webp",
    "/favicon.ico",
    "/metrics",
  ])
    expect(publicPage(path), path).toBeUndefined();
  expect(publicPage("/deskwork")).toBe("/deskwork");
});

test("the fast path for plain addresses gives the same result as parsing them", () => {
  for (const path of ["/", "/city", "/city/2026/11/24/night-ferry_2", "/city/", "/a//b", "/API", "/desk-work"]) {
    expect(publicPage(path), path).toBe(path);
    expect(publicPage(`${path}?`), path).toBe(path);
  }
});

test("the read API is cached with all of its parameters in order, and no other route of /api is", () => {
  expect(publicPage("/api/v1/stories")).toBe("/api/v1/stories");
  expect(publicPage("/api/v1/stories?limit=5&fields=id,url&wrong=1")).toBe(
    "/api/v1/stories?fields=id%2Curl&limit=5&wrong=1",
  );
  expect(publicPage(`/api/v1/stories?q=${"x".repeat(3_000)}`)).toBeNull();
  for (const path of [
    "/api/v1/stories/x/copy",
    "/api/v1/stories/x/copy?a=1",
    "/api/v1/partners/x/feed",
    "/api/v1/partners/x/feed?since=a",
    "/api/v10/stories",
    "/api/v",
    "/api/steps?x=1",
  ])
    expect(publicPage(path), path).toBeUndefined();
});

test("rejects an address with a malformed percent code", () => {
  expect(publicPage("/%E0")).toBeNull();
});

test.each(["/404", "/500", "/_error", "/_global-error", "/_not-found/", "/%5fglobal-error?x=1"])(
  "readers who ask for Next's error page %s get the site's own 404",
  (path) => {
    expect(publicPage(path)).toBe("/_lost");
  },
);
