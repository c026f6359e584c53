// A front editor composes the page of a section, by keys and by mouse, and goes back to an earlier launch.

import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { waitForHydration } from "./steps/hydration.ts";
import { newSection, newStory, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("an editor composes, launches and rolls back a front, and readers get each on their next request", async ({
  page,
  browser,
}) => {
  const mark = Date.now().toString(36);
  const section = await newSection(`Harbour ${mark}`);
  const editor = await theAdmin();
  for (const name of ["Ferry", "Lock", "Crane"]) {
    const storyId = (await newStory({ headline: `${name} ${mark}`, section: section.id })).split("/").at(-1) ?? "";
    await publishStory(editor, { storyId, version: 0, showUpdated: true });
  }
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const lead = async () => {
    await reader.goto(section.path);
    return reader.getByRole("main").getByRole("article").first().getByRole("heading").innerText();
  };
  expect(await lead()).toBe(`Crane ${mark}`);

  await enterAsAdmin(page);
  await page.goto(`/desk/fronts${section.path}`);
  await waitForHydration(page);
  const draft = page.getByRole("region", { name: "Draft", exact: true });
  const box = draft.getByRole("region", { name: "Lead and seconds" });
  const card = (name: string) => box.getByRole("listitem", { name: `${name} ${mark}` });
  await page.getByLabel("Find a story").fill(mark);
  await page.getByRole("button", { name: `Place “Ferry ${mark}”…` }).click();
  await page.getByRole("menuitem", { name: "Lead and seconds" }).click();
  await expect(card("Ferry")).toContainText("Lead");

  // By mouse: above the card that is there.
  const story = page
    .getByRole("region", { name: "Stories" })
    .getByRole("listitem")
    .filter({ hasText: `Lock ${mark}` });
  await story.dragTo(card("Ferry"), { targetPosition: { x: 120, y: 4 } });
  await expect(card("Lock")).toContainText("Lead");
  await expect(card("Ferry")).toContainText("2nd");

  // By keys: back to the top, with a headline of its own.
  await card("Ferry").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(card("Ferry")).toContainText("Lead");
  await expect(card("Ferry")).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Edit card" });
  await dialog.getByLabel("Headline").fill(`Night ferry ${mark}`);
  await dialog.getByRole("button", { name: "Save card" }).click();
  await expect(card("Night ferry")).toContainText(`Story: Ferry ${mark}`);
  const live = page.getByRole("region", { name: "Live", exact: true });
  await expect(live).toContainText("2 stories added");
  expect(await lead()).toBe(`Crane ${mark}`);

  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await expect(live).toContainText("Launch 1 by");
  expect(await lead()).toBe(`Night ferry ${mark}`);

  await card("Night ferry").focus();
  await page.keyboard.press("Delete");
  await expect(card("Night ferry")).toHaveCount(0);
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await expect(live).toContainText("Launch 2 by");
  expect(await lead()).toBe(`Lock ${mark}`);

  await page.getByRole("button", { name: "History" }).click();
  const history = page.getByRole("dialog");
  await history.getByRole("button", { name: /^Launch 1/ }).click();
  await history.getByRole("button", { name: "Restore as draft" }).click();
  await expect(history).toBeHidden();
  await expect(card("Night ferry")).toContainText("Lead");
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await expect(live).toContainText("Launch 3 by");
  expect(await lead()).toBe(`Night ferry ${mark}`);
});
