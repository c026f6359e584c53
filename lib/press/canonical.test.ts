import { expect, test } from "vitest";
import { publicPage } from "./canonical.ts";

test("unknown query keys and the fragment of a page are only other names of it", () => {
  expect(publicPage("/city?utm_source=x&page=2&fbclid=1")).toBe("/city?page=2");
  expect(publicPage("/city?page=")).toBe("/city");
  expect(publicPage("//evil.example/x")).toBe("/evil.example/x");
});

test("a search is known by all that it asks, in one order, and by nothing else", () => {
  expect(publicPage("/search?page=2&utm_source=x&q=night+ferry&sort=newest")).toBe(
    "/search?q=night+ferry&sort=newest&page=2",
  );
  expect(publicPage("/search/?q=a")).toBe("/search/?q=a");
  expect(publicPage("/search")).toBe("/search");
  expect(publicPage("/city?q=a")).toBe("/city");
});

test("the newsroom, its doors and static files are not printed", () => {
  for (const path of [
    "/desk",
    "/desk/stories/1",
    "/admin/people",
    "/api/steps",
    "/sign-in?next=/desk",
    "/_next/static/a.js",
    "/pictures/1/320.webp",
    "/favicon.ico",
    "/metrics",
  ])
    expect(publicPage(path), path).toBeUndefined();
  expect(publicPage("/deskwork")).toBe("/deskwork");
});

test("an address that needs no reading is the one that reading gives", () => {
  for (const path of ["/", "/city", "/city/2026/11/24/night-ferry_2", "/city/", "/a//b", "/API", "/desk-work"]) {
    expect(publicPage(path), path).toBe(path);
    expect(publicPage(`${path}?`), path).toBe(path);
  }
});

test("an address with broken percent code cannot be read", () => {
  expect(publicPage("/%E0")).toBeNull();
});

test.each(["/404", "/500", "/_error", "/_global-error", "/_not-found/", "/%5fglobal-error?x=1"])(
  "readers who ask for Next's error page %s get the site's own 404",
  (path) => {
    expect(publicPage(path)).toBe("/_lost");
  },
);
