// A story is watched and a section muted through the screens.

import { waitForHydration } from "./steps/hydration.ts";
import { addPerson, newcomer } from "./steps/newcomers.ts";
import { enter, newSection, newStory } from "./steps/newsroom.ts";
import { expect, test } from "./steps/test.ts";

test("a story is watched from its menu, and the watching page stops it", async ({ page, context }) => {
  const ben = await addPerson(newcomer("Reporter", "Ben Okafor"));
  await enter(context, ben.id);
  const headline = `Ferry ${Date.now().toString(36)}`;
  await page.goto(await newStory({ headline }));
  await page.getByRole("button", { name: "More to do with this story" }).click();
  await page.getByRole("menuitem", { name: "Watch this story" }).click();
  await expect(page.getByText("You watch this story.")).toBeVisible();
  await page.getByRole("button", { name: "More to do with this story" }).click();
  await expect(page.getByRole("menuitem", { name: "Stop watching" })).toBeEnabled();
  await page.goto("/desk/inbox/watching");
  await page.getByRole("button", { name: `Stop watching: ${headline}` }).click();
  await expect(page.getByRole("link", { name: headline })).toHaveCount(0);
  const section = `Harbour ${Date.now().toString(36)}`;
  await newSection(section);
  await page.reload();
  await waitForHydration(page);
  await page.getByRole("combobox", { name: "Section" }).fill(section);
  await page.getByRole("option", { name: section }).click();
  await page.getByRole("button", { name: "Mute section" }).click();
  await expect(page.getByRole("button", { name: `Unmute: ${section}` })).toBeVisible();
});
