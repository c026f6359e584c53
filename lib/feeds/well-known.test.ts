import { describe, expect, test } from "vitest";
import { parseSiteSettings, siteSettingsSchema } from "../site/schema.ts";
import { openSearchXml, securityText } from "./well-known.ts";

const origin = "https://news.example";
const site = (given: Record<string, string>) => parseSiteSettings({ name: "The Ledger & Sons", ...given });

test("describes the search for browsers, with a name that the format allows", () => {
  const xml = openSearchXml(site({}), origin);
  expect(xml).toContain("<ShortName>The Ledger &amp; Son</ShortName>");
  expect(xml).toContain('template="https://news.example/search?q={searchTerms}"');
});

describe("security.txt", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const named = { securityContact: "security@news.example", securityExpires: "2027-06-30" };

  test("names the contact and the expiry date", () => {
    expect(securityText(site(named), origin, now)).toEqual({
      text: "Contact: mailto:security@news.example\nExpires: 2027-06-30T23:59:59.000Z\nPreferred-Languages: en-GB\nCanonical: https://news.example/.well-known/security.txt\n",
      until: new Date("2027-06-30T23:59:59Z"),
    });
  });

  test("is missing without a contact, without an expiry date, and after that date", () => {
    expect(securityText(site({}), origin, now)).toBeNull();
    expect(securityText(site({ ...named, securityExpires: "" }), origin, now)).toBeNull();
    expect(securityText(site(named), origin, new Date("2027-07-01T00:00:00Z"))).toBeNull();
  });

  test("accepts an e-mail or web address, and nothing that would begin another line", () => {
    const problem = (securityContact: string) =>
      siteSettingsSchema.safeParse({ name: "x", language: "en", timeZone: "UTC", securityContact }).success;
    expect([problem("https://news.example/hole"), problem("a@b.example"), problem("")]).toEqual([true, true, true]);
    expect([problem("javascript:x"), problem("a@b.example\nX: y"), problem("nobody")]).toEqual([false, false, false]);
  });
});
