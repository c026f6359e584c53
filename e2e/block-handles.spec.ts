// The buttons at the left of a block.
import type { Locator } from "@playwright/test";
import { EditorPage } from "./pages/editor-page.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("a block is dragged by its handle, changed by its menu, and followed by a new one", async ({ page }) => {
  await enterAsAdmin(page);
  const editor = new EditorPage(page);
  await editor.open(await newStory({ paragraphs: ["One", "Two", "Three"] }));
  const one = editor.paragraphs.nth(0);
  const handle = page.getByRole("button", { name: "Move or change the block" });
  const centre = async (block: Locator) => {
    const box = await block.boundingBox();
    if (!box) throw new Error("not on the screen");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, bottom: box.y + box.height };
  };
  /** Moves the pointer over a block and waits until the handles are beside it. */
  const pointAt = async (block: Locator) => {
    await block.hover();
    await expect(handle).toBeVisible();
    const { y } = await centre(block);
    await expect.poll(async () => Math.abs((await centre(handle)).y - y)).toBeLessThan(15);
  };

  await pointAt(one);
  const from = await centre(handle);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const below = await centre(editor.paragraphs.nth(2));
  await page.mouse.move(from.x, below.bottom - 2, { steps: 4 });
  await expect(page.locator("[data-drop-line]")).toBeVisible();
  await page.mouse.up();
  await expect(editor.paragraphs).toHaveText(["Two", "Three", "One"]);

  await pointAt(editor.paragraphs.filter({ hasText: "Three" }));
  await handle.click();
  await page.getByRole("menuitem", { name: "Bulleted list" }).click();
  await expect(editor.story.locator("ul > li")).toHaveText(["Three"]);

  await pointAt(one);
  await page.getByRole("button", { name: "Add a block below" }).click();
  await page.getByRole("textbox", { name: "Find a block" }).fill("subh");
  await expect(page.getByRole("option").first()).toHaveText(/^Subheading/);
  await page.keyboard.press("Enter");
  await expect(editor.story).toBeFocused();
  await page.keyboard.type("Head");
  await expect(editor.story.locator("h2")).toHaveText("Head");
  await expect(editor.saved).toBeVisible();
});
