import { expect, test } from "vitest";
import { parseSiteSettings, siteSettingsSchema } from "#lib/site/schema.ts";
import { isSame, settingsIn, settingTabs, tabOf, tabWith } from "./settings-fields.ts";

const stored = parseSiteSettings({
  name: "The Ledger",
  language: "en-GB",
  timeZone: "Asia/Kathmandu",
  links: "A /a\nB /b",
});

test("every setting of the paper is in exactly one tab", () => {
  const names = settingTabs.flatMap(({ fields }) => fields.map(({ name }) => name as string));
  expect(names.toSorted()).toEqual(Object.keys(siteSettingsSchema.shape).toSorted());
});

test("an address names a tab, and the first one is shown for any other address", () => {
  expect(tabOf("appearance")).toBe("appearance");
  expect([tabOf("masthead"), tabOf(undefined), tabOf(["footer"])]).toEqual(["paper", "paper", "paper"]);
});

test("a refused field leads to its tab", () => {
  expect(tabWith(["hub", "links"])).toBe("footer");
  expect(tabWith(["nothing"])).toBeNull();
});

test("a form that holds what is stored is unchanged, also with the line breaks of a form", () => {
  const form = new FormData();
  for (const [name, value] of Object.entries(stored)) if (typeof value === "string") form.set(name, value);
  form.set("links", "A /a\r\nB /b");
  form.set("showsHistory", "on");
  expect(isSame(settingsIn(form, stored), stored)).toBe(true);
  form.set("tagline", "Since 1884");
  expect(isSame(settingsIn(form, stored), stored)).toBe(false);
  form.set("tagline", "");
  form.delete("showsHistory");
  expect(settingsIn(form, stored).showsHistory).toBe(false);
  expect(isSame(settingsIn(form, stored), stored)).toBe(false);
});

test("a form of some settings leaves the switches as they are stored", () => {
  const form = new FormData();
  form.set("name", "The Gazette");
  expect(settingsIn(form, stored, { isPartial: true })).toEqual({ ...stored, name: "The Gazette" });
});

test("a time zone that the server sets is not in the form and stays as it is stored", () => {
  const form = new FormData();
  form.set("name", "The Gazette");
  expect(settingsIn(form, stored)).toMatchObject({ name: "The Gazette", timeZone: "Asia/Kathmandu" });
});
