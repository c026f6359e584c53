import { expect, test } from "vitest";
import { parseSiteSettings, siteSettingsSchema } from "#lib/site/schema.ts";
import { isSame, settingsIn, settingTabs, tabOf, tabWith } from "./settings-fields.ts";

const stored = parseSiteSettings({
  name: "The Ledger",
  language: "en-GB",
  timeZone: "Asia/Kathmandu",
  links: "A /a\nB /b",
});

test("puts every setting of the paper into exactly one tab", () => {
  const names = settingTabs.flatMap(({ fields }) => fields.map(({ name }) => name as string));
  expect(names.toSorted()).toEqual(Object.keys(siteSettingsSchema.shape).toSorted());
});

test("opens the tab named in the address, and the first one for an unknown name", () => {
  expect(tabOf("appearance")).toBe("appearance");
  expect([tabOf("masthead"), tabOf(undefined), tabOf(["footer"])]).toEqual(["paper", "paper", "paper"]);
});

test("opens the tab of a refused field", () => {
  expect(tabWith(["hub", "links"])).toBe("footer");
  expect(tabWith(["nothing"])).toBeNull();
});

test("sees no change in a form with the stored values, even with CR LF line breaks", () => {
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

test("keeps the stored switches when a form has only some settings", () => {
  const form = new FormData();
  form.set("name", "The Gazette");
  expect(settingsIn(form, stored, { isPartial: true })).toEqual({ ...stored, name: "The Gazette" });
});

test("keeps the stored time zone if the server sets it", () => {
  const form = new FormData();
  form.set("name", "The Gazette");
  expect(settingsIn(form, stored)).toMatchObject({ name: "The Gazette", timeZone: "Asia/Kathmandu" });
});
