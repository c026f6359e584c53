// The editor on a screen of 390 by 844.
import type { Page } from "@playwright/test";
import { EditorPage } from "./pages/editor-page.ts";
import { uploadInPicker } from "./pages/story-page.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
});

/** Tells the page what a phone tells it when its keyboard opens or closes. */
const openKeyboard = (page: Page, height: number) =>
  page.evaluate((keyboard) => {
    Object.defineProperty(window.visualViewport, "height", { configurable: true, value: innerHeight - keyboard });
    window.visualViewport?.dispatchEvent(new Event("resize"));
  }, height);

test("the phone editor shows state and length, and keeps its tools above the keyboard", async ({ page }) => {
  await editor.open(await newStory({ paragraphs: ["The last boat left at noon."] }));
  const bar = page.locator("header");
  await expect(bar.getByText("Draft", { exact: true })).toBeInViewport();
  await expect(bar.getByText(/^\d+ words$/)).toBeInViewport();
  const names = await editor.tools
    .getByRole("button")
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")));
  expect(names.slice(0, 2)).toEqual(["Picture", "Undo"]);
  expect(names.slice(-2)).toEqual(["Strike", "Code"]);
  for (const name of ["Picture", "Undo"]) await expect(editor.tools.getByRole("button", { name })).toBeInViewport();

  const bottom = () => editor.tools.evaluate((tools) => Math.round(tools.getBoundingClientRect().bottom));
  await openKeyboard(page, 336);
  await expect.poll(bottom).toBeLessThanOrEqual(508);
  await openKeyboard(page, 0);
  await expect.poll(bottom).toBeGreaterThan(800);
});

test("the details on a phone are a dialog that keeps the focus and gives it back", async ({ page }) => {
  await editor.open(await newStory());
  const opener = page.getByRole("button", { name: "Details" });
  const sheet = page.getByRole("dialog", { name: "Story panel" });
  await opener.click();
  await expect(sheet.getByRole("tab", { name: "Details" })).toBeFocused();
  const isInert = () => editor.story.evaluate((element) => element.closest("[inert]") !== null);
  await expect.poll(isInert).toBe(true);
  await page.keyboard.press("Shift+Tab");
  await expect(sheet.locator("summary").last()).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("tab", { name: "Details" })).toBeFocused();
  await sheet.getByLabel("Place").fill("Harbour");
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect.poll(isInert).toBe(false);
  await opener.click();
  await expect(sheet.getByLabel("Place")).toHaveValue("Harbour");
});

test("asking for the alt text on a phone puts the focus into its field, in view", async ({ page }) => {
  await editor.open(await newStory());
  await editor.paragraphs.last().click();
  await editor.tools.getByRole("button", { name: "Picture" }).click();
  await uploadInPicker(page, "prisma/example/pictures/ferry.webp");
  await page.getByRole("button", { name: "Details" }).click();
  await page.getByRole("tab", { name: "History" }).click();
  await page.keyboard.press("Escape");
  await editor.story.getByRole("button", { name: "Add alt text" }).click();
  const field = page.getByRole("dialog", { name: "Story panel" }).getByRole("textbox", { name: "Alt text" });
  await expect(field).toBeFocused();
  await expect(field).toBeInViewport();
});
