// The dialog behind Ctrl-K and the list behind @: a link to an address or to a story of the paper.

import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { newStory, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("Ctrl-K links the selected words to a story or an address, and @ inserts a link to a story", async ({ page }) => {
  const admin = await theAdmin();
  const headline = `Harbour inquiry ${Date.now().toString(36)}`;
  const { id, version } = await createReadyStory(admin, { headline });
  const { path } = await publishStory(admin, { storyId: id, version, showUpdated: true });
  await enterAsAdmin(page);
  const editor = new EditorPage(page);
  await editor.open(await newStory({ paragraphs: ["The report was late.", "The site says more."] }));
  const [first, second] = [editor.paragraphs.first(), editor.paragraphs.last()];

  await editor.select(first, 4, first, 10);
  await page.keyboard.press("Control+k");
  await page.getByLabel("Or find a page of the paper").fill(headline);
  await page.getByRole("list", { name: "Stories found" }).getByRole("button", { name: headline }).waitFor();
  await page.keyboard.press("Enter");
  await expect(first.getByRole("link", { name: "report" })).toHaveAttribute("href", path);
  await expect(editor.story).toBeFocused();

  await editor.select(second, 4, second, 8);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("textbox", { name: "Address" })).toBeFocused();
  await page.keyboard.type("example.org/site");
  await page.keyboard.press("Enter");
  await expect(second.getByRole("link", { name: "site" })).toHaveAttribute("href", "https://example.org/site");

  // Words after @ find the story; Escape leaves them as they are, and so does going on where nothing is found.
  await editor.select(second, 0, second, 0);
  await page.keyboard.press("End");
  const list = page.getByRole("listbox", { name: "Pages of the paper" });
  await page.keyboard.type(` See @${headline.slice(0, 10)}`);
  await expect(list).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await page.keyboard.type(`, @${headline.toLowerCase()}`);
  await expect(list.getByRole("option", { name: headline })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await page.keyboard.type(".");
  await expect(second).toHaveText(`The site says more. See @${headline.slice(0, 10)}, ${headline}.`);
  await expect(second.getByRole("link", { name: headline })).toHaveAttribute("href", path);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(second).toContainText(`, @${headline.toLowerCase()}`);
  await expect(list).toBeHidden();
});
