import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { accents, footLinks, profileLinks, siteSettingsSchema } from "./schema.ts";

const paper = { name: "The Ledger", language: "en-GB", timeZone: "UTC" };

test("footer links have a name and an address per line", () => {
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
])("rejects “%s” as a footer link", (links) => {
  expect(siteSettingsSchema.safeParse({ ...paper, links }).success).toBe(false);
  expect(footLinks(links)).toEqual([]);
});

test("profiles get the names of their networks, and a line without an address is rejected", () => {
  const lines =
    "https://bsky.app/profile/ledger.example\n\n https://www.instagram.com/ledger \nhttps://news.social/@ledger";
  expect(profileLinks(lines)).toEqual([
    { name: "Bluesky", href: "https://bsky.app/profile/ledger.example" },
    { name: "Instagram", href: "https://www.instagram.com/ledger" },
    { name: "news.social", href: "https://news.social/@ledger" },
  ]);
  const { profiles } = siteSettingsSchema.shape;
  expect(profiles.safeParse(lines).success).toBe(true);
  for (const wrong of ["javascript:alert(1)", "http://plain.example", "@ledger", "https://[", "https://a.example b"])
    expect(profiles.safeParse(wrong).success, wrong).toBe(false);
});

describe("an accent", () => {
  const css = fs.readFileSync(path.join(import.meta.dirname, "../../components/site/styles/site/tokens.css"), "utf8");
  const pair = (of: RegExp): [string, string] => {
    const [, light = "", dark = ""] = of.exec(css) ?? [];
    return [light, dark];
  };
  const token = (name: string) => pair(new RegExp(`:root \\{[^}]*--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`));
  /** Relative luminance, WCAG 2. */
  const luminance = (colour: string) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
      const part = Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
  const contrast = (a: string, b: string) => {
    const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (lighter + 0.05) / (darker + 0.05);
  };

  test.each(accents)(
    "the accent %s is in the style sheet, and is readable on paper and tint in light and dark mode",
    (name) => {
      const colours =
        name === "red"
          ? token("accent")
          : pair(new RegExp(`html\\.${name} \\{\\s*--accent: light-dark\\((#\\w{6}), (#\\w{6})\\)`));
      for (const ground of [token("paper"), token("tint")])
        for (const mode of [0, 1] as const) expect(contrast(colours[mode], ground[mode])).toBeGreaterThanOrEqual(4.5);
    },
  );
});
