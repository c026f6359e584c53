// The checks beside the text, the house style, and what blocks publishing.

import { EditorPage } from "./pages/editor-page.ts";
import { StoryPage } from "./pages/story-page.ts";
import { newSection, newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("an editor adds a rule of the house style, replaces what it finds, and publishes with a reason", async ({
  page,
}) => {
  await enterAsAdmin(page);
  await page.goto("/admin/style");
  await page.getByRole("button", { name: "New rule" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Find", { exact: true }).fill("utilise");
  await dialog.getByLabel("Write instead").fill("use");
  await dialog.getByLabel("Reason").fill("Prefer the shorter word.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("utilise → use")).toBeVisible();

  const section = await newSection(`Checked ${Date.now().toString(36)}`);
  const text = "They utilise the the ferry, TK people say.";
  const address = await newStory({ headline: "Ferry sails again", section: section.id, paragraphs: [text] });
  const [story, editor] = [new StoryPage(page), new EditorPage(page)];
  await editor.open(address);
  await page.getByRole("tab", { name: "Checks" }).click();
  const checks = page.getByRole("list", { name: "Checks" });
  await expect(checks.getByRole("listitem").first()).toContainText("“TK” is still in the text");
  await checks.getByRole("button", { name: /^Replace: “utilise”/ }).press("Enter");
  await expect(editor.paragraphs.first()).toHaveText("They use the the ferry, TK people say.");
  await expect(checks).not.toContainText("utilise");
  await expect(checks.locator("button:focus")).toHaveCount(1);
  await checks.getByRole("button", { name: /^Ignore here: “the the”/ }).click();
  await expect(page.getByText("1 finding is ignored.")).toBeVisible();
  await expect(editor.saved).toBeVisible();

  await story.verb("Publish").click();
  await expect(story.dialog.getByText("“TK” is still in the text")).toBeVisible();
  await expect(story.dialog.getByText("“the the”")).toHaveCount(0);
  const publish = story.dialog.getByRole("button", { name: /^Publish/ });
  await expect(publish).toBeDisabled();
  await story.dialog.getByLabel("Publish all the same, because").fill("It is the name of the band");
  await publish.click();
  await expect(story.dialog).toContainText("Published at");
});
