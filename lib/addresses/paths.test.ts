import { describe, expect, test } from "vitest";
import { hrefOf, isReservedPath, isSectionSlug, normalisePath, partOf, partPath, storyPath } from "./paths.ts";

describe("a page of a story", () => {
  test("a page of a story is one step below it in any spelling", () => {
    const path = "/city/2026/11/24/night-ferry";
    expect(partPath(path, "history")).toBe(`${path}/history`);
    for (const written of ["/history", "/history/", "//History"])
      expect(partOf(path + written), written).toEqual({ path, part: "history" });
  });

  test.each(["/history", "//history", "/city/history-of-ferries", "/history/city", "/city/xhistory", "", "/"])(
    "does not lie at %s",
    (path) => {
      expect(partOf(path)).toBeNull();
    },
  );
});

describe("a path as it was asked for", () => {
  test("normalises trailing slashes, empty segments and percent codes of a path", () => {
    expect(normalisePath("/city/")).toBe("/city");
    expect(normalisePath("//city///transport/")).toBe("/city/transport");
    expect(normalisePath("/caf%C3%A9/a%20b")).toBe("/café/a b");
    expect(normalisePath("/")).toBe("/");
  });

  test("normalises composed accents and drops query and fragment of a path", () => {
    expect(normalisePath("/cafe\u0301?page=2#top")).toBe(normalisePath("/caf%C3%A9"));
  });

  test.each(["/%E0%A4%A", "/a/../b", "/a/%2E%2E/b", "/a%00b", "/a%5Cb", `/${"a".repeat(1001)}`])(
    "that cannot be read is none: %j",
    (raw) => {
      expect(normalisePath(raw)).toBeNull();
    },
  );

  test("a path and its link are each other's inverse", () => {
    for (const path of ["/city", "/café/ä ö", "/100%/a?b", "/a#b", "/新聞/２", "/a&b=c+d"]) {
      const href = hrefOf(path);
      expect(href).toMatch(/^[\x21-\x7e]+$/);
      expect(new URL(href, "https://news.example").pathname).toBe(href);
      expect(normalisePath(href)).toBe(path);
    }
  });
});

describe("the address of a story", () => {
  test("a story's address has the day of the newsroom's calendar, not the server's", () => {
    const at = new Date("2026-11-24T23:30:00Z");
    const path = (zone: string) => storyPath({ sectionPath: "/city/transport", at, zone, slug: "night-ferry" });
    expect(path("Europe/London")).toBe("/city/transport/2026/11/24/night-ferry");
    expect(path("Europe/Berlin")).toBe("/city/transport/2026/11/25/night-ferry");
    expect(path("America/Los_Angeles")).toBe("/city/transport/2026/11/24/night-ferry");
  });
});

describe("an address that belongs to the product", () => {
  test.each([
    "/",
    "/desk",
    "/desk/stories",
    "/for-review",
    "/API/x",
    "/topics/a",
    "/rss.xml",
    "/city/rss.xml",
    "/robots.txt",
  ])("is reserved: %s", (path) => {
    expect(isReservedPath(path)).toBe(true);
  });

  test.each(["/city", "/city/2026/11/24/desk", "/news.html", "/desks"])("is not %s", (path) => {
    expect(isReservedPath(path)).toBe(false);
  });

  test("no section slug is a reserved address, and no sub-section looks like a year", () => {
    expect(isSectionSlug("city", true)).toBe(true);
    expect(isSectionSlug("desk", true)).toBe(false);
    expect(isSectionSlug("archive", false)).toBe(true);
    expect(isSectionSlug("2026", false)).toBe(false);
    expect(isSectionSlug("City Hall", true)).toBe(false);
  });
});
