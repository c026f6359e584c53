import { expect, test } from "vitest";
import { footLinks, siteSettingsSchema } from "./schema.ts";

const paper = { name: "The Ledger", language: "en-GB", timeZone: "UTC" };

test("links at the foot are a name and an address a line", () => {
  const links = "Our ethics https://example.org/ethics\n\n  Contact   mailto:desk@example.org \r\nArchive /archive";
  expect(siteSettingsSchema.safeParse({ ...paper, links }).success).toBe(true);
  expect(footLinks(links)).toEqual([
    { name: "Our ethics", href: "https://example.org/ethics" },
    { name: "Contact", href: "mailto:desk@example.org" },
    { name: "Archive", href: "/archive" },
  ]);
});

test.each([
  "https://example.org",
  "Ethics",
  "Evil javascript:alert(1)",
  "Evil //evil.example",
  "Plain http://example.org",
])("“%s” is no link", (links) => {
  expect(siteSettingsSchema.safeParse({ ...paper, links }).success).toBe(false);
  expect(footLinks(links)).toEqual([]);
});
