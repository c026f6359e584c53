// What people outside the newsroom, and other stories, get of a story.

import { CommentsPanel } from "./pages/comments-panel.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("a guest reads, comments on and approves a story by a link, without an account and without script", async ({
  page,
  browser,
}) => {
  await enterAsAdmin(page);
  const editor = new EditorPage(page);
  await editor.open(await newStory({ headline: "Harbour plans", paragraphs: ["The bus takes 41 minutes."] }));
  const share = page.getByRole("button", { name: "Share for review" });
  const dialog = page.getByRole("dialog", { name: "Share for review" });
  await share.click();
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(share).toBeFocused();
  await share.click();
  await dialog.getByLabel("Name").fill("Dr Ada Quill");
  await dialog.getByLabel("May").selectOption("Read, comment and approve");
  await dialog.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByRole("textbox", { name: "Review link" }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("list", { name: "Review links" })).toContainText("Not opened yet");

  const context = await browser.newContext({ javaScriptEnabled: false });
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Harbour plans" })).toBeVisible();
  await guest.getByLabel("About").selectOption("The bus takes 41 minutes.");
  await guest.getByRole("textbox", { name: "Comment" }).fill("Is it 41?");
  await guest.getByRole("button", { name: "Send comment" }).click();
  await expect(guest.getByRole("status")).toHaveText("Your comment has been sent to the newsroom.");
  await guest.getByRole("button", { name: "Approve this version" }).click();
  await expect(guest.getByText("You approved this version")).toBeVisible();

  await expect(page.getByRole("list", { name: "Review links" })).toContainText("Approved");
  const comments = new CommentsPanel(page);
  await comments.tab.click();
  await expect(comments.open).toContainText("Is it 41?");
  await expect(comments.open).toContainText("Guest");
  await page.getByRole("tab", { name: "Details" }).click();
  await page.getByRole("button", { name: "End the link of Dr Ada Quill" }).click();
  await expect(page.getByText("Ended links (1)")).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await context.close();
});

test("selected blocks are saved as a snippet that another place of the text shows by its name", async ({ page }) => {
  await enterAsAdmin(page);
  const editor = new EditorPage(page);
  await editor.open(await newStory({ paragraphs: ["Part of a series about the harbour.", "The ferry takes 16."] }));
  await editor.select(editor.paragraphs.first(), 0, editor.paragraphs.first(), 4);
  await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Save as snippet" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as snippet" });
  await dialog.getByLabel("Name").fill("Harbour series");
  await dialog.getByLabel("Change in every story at once").check();
  await dialog.getByRole("button", { name: "Save snippet" }).click();
  await expect(dialog).toBeHidden();
  await editor.caret(editor.paragraphs.last(), "end");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/snip");
  await expect(page.getByRole("dialog", { name: "Add a block" })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Insert Harbour series" }).click();
  await expect(editor.story.locator("[data-snippet]")).toContainText("Snippet: Harbour series");
  await expect(editor.story.locator("[data-snippet]")).toContainText("Part of a series about the harbour.");
  await expect(editor.saved).toBeVisible();
});
