// The schedule of a week, by keyboard.

import { planStory } from "#lib/assignments/mutations.ts";
import { schedulePublication } from "#lib/schedule/mutations.ts";
import { waitForHydration } from "./steps/hydration.ts";
import { newSection, newStory, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

/** Noon in UTC on the Wednesday of next week: by keys it moves within the week that is shown. */
function nextWednesday(): Date {
  const now = new Date();
  const days = 7 + 3 - (now.getUTCDay() || 7);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 12));
}

test("a scheduled story and a due time are moved by keys to another day and keep the focus, and the story is unscheduled", async ({
  page,
}) => {
  const mark = Date.now().toString(36);
  const headline = `Bridge opens ${mark}`;
  const section = await newSection(`Roads ${mark}`);
  const storyId = (await newStory({ headline, section: section.id })).split("/").at(-1) ?? "";
  const dueAt = nextWednesday();
  await schedulePublication(await theAdmin(), { storyId, version: 0, showUpdated: true, dueAt: dueAt.toISOString() });
  const due = `Bridge explained ${mark}`;
  const dueStory = (await newStory({ headline: due, section: section.id })).split("/").at(-1) ?? "";
  const plan = { storyId: dueStory, changes: { dueAt: dueAt.toISOString() }, seen: { dueAt: null } };
  await planStory(await theAdmin(), plan);
  await enterAsAdmin(page);
  await page.goto(`/desk/schedule?day=${dueAt.toISOString().slice(0, 10)}`);
  await waitForHydration(page);
  const on = (day: RegExp, name = headline) => page.getByRole("region", { name: day }).getByRole("link", { name });
  await on(/^Wed/).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(on(/^Thu/)).toBeFocused();
  await on(/^Wed/, due).focus();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(on(/^Tue/, due)).toBeFocused();
  await page.getByRole("button", { name: `Change: ${headline}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Unschedule" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unschedule" }).click();
  await expect(page.getByRole("link", { name: headline })).toHaveCount(0);
});
