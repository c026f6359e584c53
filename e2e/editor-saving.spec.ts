import { EditorPage } from "./pages/editor-page.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
});

test("typing is saved automatically and survives a reload", async ({ page }) => {
  await editor.startNew();
  await editor.write("A headline", "A standfirst", "First words", "## Who it is for", "- one", "two");
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.headline).toHaveText("A headline");
  await expect(editor.standfirst).toHaveText("A standfirst");
  await expect(editor.paragraphs.first()).toHaveText("First words");
  await expect(editor.story.locator("h2")).toHaveText("Who it is for");
  await expect(editor.story.locator("ul > li")).toHaveText(["one", "two"]);
  await expect(editor.saved).toBeVisible();
});

test("two tabs on one story do not overwrite each other and show the same text", async ({ page, context }) => {
  await editor.open(await newStory({ headline: "Head" }));
  const other = new EditorPage(await context.newPage());
  await other.open(page.url());
  await editor.caret(editor.paragraphs.first(), "end");
  await other.caret(other.headline, "end");
  await Promise.all([
    page.keyboard.type(" From the first tab.", { delay: 40 }),
    other.page.keyboard.type(" from the second", { delay: 40 }),
  ]);
  for (const tab of [editor, other]) {
    await expect(tab.headline).toHaveText("Head from the second");
    await expect(tab.paragraphs).toHaveText(["Start. From the first tab."]);
    await expect(tab.saved).toBeVisible();
  }
  await page.reload();
  await expect(editor.headline).toHaveText("Head from the second");
  await expect(editor.paragraphs).toHaveText(["Start. From the first tab."]);
});

test("saving keeps scroll position, selection and the open parts of the panel", async ({ page }) => {
  const paragraphs = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} of a long story.`);
  await editor.open(await newStory({ paragraphs }));
  const field = editor.details.getByLabel("Place");
  await field.scrollIntoViewIfNeeded();
  const looks = () =>
    page.evaluate(() => ({
      scrolled: [...document.querySelectorAll("main *")].filter((one) => one.scrollTop > 0).map((one) => one.scrollTop),
      selected: getSelection()?.toString(),
      focus: document.activeElement?.getAttribute("aria-label"),
    }));
  await editor.select(editor.paragraphs.nth(30), 0, editor.paragraphs.nth(31), 5);
  await page.keyboard.press("Control+b"); // a change that leaves the selection
  await expect(editor.line).toHaveText(/^(Saving|Saved)/);
  const before = await looks();
  expect(before.selected).toContain("Paragraph 30");
  expect(before.scrolled.length).toBeGreaterThan(0);
  await expect(editor.saved).toBeVisible();
  expect(await looks()).toEqual(before);
  await expect(field).toBeVisible();
});

test("changes stay on this computer without a network and are saved when it is back", async ({ page, context }) => {
  await editor.open(await newStory());
  await editor.caret(editor.paragraphs.first(), "end");
  await context.setOffline(true);
  await page.keyboard.type(" Typed offline.");
  await expect(editor.line).toHaveText(/^Offline, \d+ changes kept on this computer$/);
  await context.setOffline(false);
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.paragraphs).toHaveText(["Start. Typed offline."]);
});

test("unsent changes of a tab that died are in the story when it is opened again", async ({ page, context }) => {
  await editor.open(await newStory());
  await editor.caret(editor.paragraphs.first(), "end");
  await context.setOffline(true);
  await page.keyboard.insertText(" Unsent words."); // in one event, so that all of it is stored when "Offline" appears
  await expect(editor.line).toHaveText(/^Offline/);
  const url = page.url();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  const again = new EditorPage(await context.newPage());
  await again.open(url);
  await expect(again.paragraphs).toHaveText(["Start. Unsent words."]);
  await expect(again.saved).toBeVisible();
  await again.page.reload();
  await expect(again.paragraphs).toHaveText(["Start. Unsent words."]);
});

test("words typed just before the tab is closed are saved", async ({ page, context }) => {
  await editor.open(await newStory());
  await editor.caret(editor.paragraphs.first(), "end");
  const url = page.url();
  await page.keyboard.type(" Last words.");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.close({ runBeforeUnload: true });
  const again = new EditorPage(await context.newPage());
  await again.open(url);
  await expect(again.paragraphs).toHaveText(["Start. Last words."]);
});

test("words whose place a colleague deleted are set aside and can be restored", async ({ page, context, browser }) => {
  await editor.open(await newStory({ paragraphs: ["First", "Second"] }));
  const other = new EditorPage(await (await browser.newContext()).newPage());
  await enterAsAdmin(other.page);
  await other.open(page.url());
  // The first browser is cut off while it writes into a paragraph that the second one deletes.
  await context.setOffline(true);
  await editor.caret(editor.paragraphs.first(), "end");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("my words");
  await expect(editor.line).toHaveText(/^Offline/);
  await other.select(other.paragraphs.first(), 0, other.paragraphs.first(), 5);
  await other.page.keyboard.press("Backspace");
  await expect(other.saved).toBeVisible();
  await context.setOffline(false);
  const kept = page.getByRole("region", { name: /^Kept aside: 2 words/ });
  await expect(kept).toContainText("my words");
  await expect(kept).toContainText("Deleted");
  await kept.getByRole("button", { name: "Keep mine" }).click();
  await expect(editor.paragraphs.first()).toHaveText("Firsmy wordst");
  await expect(kept).toHaveCount(0);
  await expect(other.paragraphs.first()).toHaveText("Firsmy wordst");
  await other.page.context().close();
});

test("saving continues through the API route when a new build removed the server action", async ({ page }) => {
  await page.route("**/desk/stories/**", (route) =>
    route.request().headers()["next-action"]
      ? route.fulfill({ status: 404, body: "Server action not found." })
      : route.continue(),
  );
  await editor.startNew();
  await editor.write("Head", "Stand", "Start.");
  await expect(editor.saved).toBeVisible();
  await page.unrouteAll();
  await page.reload();
  await expect(editor.paragraphs).toHaveText(["Start."]);
});

test("an invisible character and an oversized paste do not block later saves", async ({ page }) => {
  await editor.startNew();
  await editor.write("Head", "Stand", "First.");
  await page.keyboard.insertText("\b");
  await page.keyboard.type(" Second.");
  await expect(editor.paragraphs).toHaveText(["First. Second."]);
  await editor.paste({ html: Array.from({ length: 2_100 }, (_, i) => `<p>Line ${i}</p>`).join("") });
  await expect(page.getByRole("alert").filter({ hasText: "A story can have 2,000" })).toBeVisible();
  await page.keyboard.type(" Third.");
  await editor.details.getByLabel("Place").fill("Rope\bwalk");
  await page.keyboard.press("Enter");
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.paragraphs).toHaveText(["First. Second. Third."]);
  await expect(editor.details.getByLabel("Place")).toHaveValue("Ropewalk");
});
