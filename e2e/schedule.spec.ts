import { StoryPage } from "./pages/story-page.ts";
import { newSection, newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test.use({ timezoneId: "UTC" }); // the newsroom of the tests is in Nepal

let story: StoryPage;
let address: string;
const note = () => story.page.getByRole("status").filter({ hasText: /^Scheduled/ });
const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10); // also when midnight passes during the run
const tomorrow = (clock: string) => `${day}T${clock}`;

test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  const section = await newSection(`Timed ${Date.now().toString(36)}`);
  address = await newStory({ headline: "Bridge opens at six", section: section.id });
  story = new StoryPage(page);
  await story.open(address);
});

test("a scheduled story goes back to a draft when it is unscheduled", async ({ page }) => {
  await story.verb("Publish").click();
  await story.dialog.getByRole("radio", { name: "At a time" }).check();
  await story.dialog.getByLabel("Publish at").fill(tomorrow("06:00"));
  await story.dialog.getByRole("button", { name: "Schedule" }).click();
  await note().waitFor();
  await page.getByRole("button", { name: "Unschedule" }).click();
  await expect(note()).toHaveCount(0);
  await expect(story.state("Draft")).toBeVisible();
});

test("under an embargo a story can only be scheduled, until it is lifted with a reason", async ({ page }) => {
  const embargo = story.details.getByLabel("Embargo until");
  await embargo.fill(tomorrow("10:00"));
  await embargo.blur();
  await expect(page.getByRole("note").filter({ hasText: "Under embargo until" })).toBeVisible();
  await story.verb("Publish").click();
  await expect(story.dialog.getByRole("radio", { name: "Now" })).toBeDisabled();
  await expect(story.dialog.getByLabel("Publish at")).toHaveValue(tomorrow("10:00"));
  await page.keyboard.press("Escape");
  await story.details.getByRole("button", { name: "Lift embargo" }).click();
  await story.dialog.getByLabel("Reason").fill("The ministry published it.");
  await story.dialog.getByRole("button", { name: "Lift embargo" }).click();
  await expect(page.getByText("Under embargo until")).toHaveCount(0);
  await expect(embargo).toHaveValue("");
});

test("a take-down can be scheduled, and taken down early", async ({ page }) => {
  await story.publish("Publish");
  await story.closeReceipt();
  await story.verb("Take down").click();
  await story.dialog.getByLabel("Reason").fill("The licence ends.");
  await story.dialog.getByRole("radio", { name: "At a time" }).check();
  await story.dialog.getByLabel("Take down at").fill(tomorrow("12:00"));
  await story.dialog.getByRole("button", { name: "Schedule" }).click();
  await expect(note()).toContainText("Scheduled take-down for");
  await page.getByRole("button", { name: "Take down now" }).click();
  await expect(page.getByText("Readers cannot see this story.")).toBeVisible();
});

test("a published story can be removed from lists and listed again", async ({ page }) => {
  await story.publish("Publish");
  await story.closeReceipt();
  await story.verb("Take down").click();
  await story.dialog.getByText("Remove from lists and search").click();
  await story.dialog.getByRole("button", { name: "Remove from lists" }).click();
  const unlisted = page.getByRole("note").filter({ hasText: "Not in lists or search since" });
  await unlisted.getByRole("button", { name: "List again" }).click();
  await expect(unlisted).toHaveCount(0);
  await expect(story.state("Published")).toBeVisible();
});
