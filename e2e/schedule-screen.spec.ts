// The schedule of a week, by keyboard.
import { expect, test } from "@playwright/test";
import { schedulePublication } from "#lib/schedule/mutations.ts";
import { newSection, newStory, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";

/** Noon in UTC on the Wednesday of next week: by keys it moves within the week that is shown. */
function nextWednesday(): Date {
  const now = new Date();
  const days = 7 + 3 - (now.getUTCDay() || 7);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 12));
}

test("a scheduled story is moved by keys to the next day, keeps the focus, and is unscheduled", async ({ page }) => {
  const mark = Date.now().toString(36);
  const headline = `Bridge opens ${mark}`;
  const section = await newSection(`Roads ${mark}`);
  const storyId = (await newStory({ headline, section: section.id })).split("/").at(-1) ?? "";
  const dueAt = nextWednesday();
  await schedulePublication(await theAdmin(), { storyId, version: 0, showUpdated: true, dueAt: dueAt.toISOString() });
  await enterAsAdmin(page);
  await page.goto(`/desk/schedule?day=${dueAt.toISOString().slice(0, 10)}`);
  const on = (day: RegExp) => page.getByRole("region", { name: day }).getByRole("link", { name: headline });
  await on(/^Wed/).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(on(/^Thu/)).toBeFocused();
  await page.getByRole("button", { name: `Change: ${headline}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Unschedule" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unschedule" }).click();
  await expect(page.getByRole("link", { name: headline })).toHaveCount(0);
});
