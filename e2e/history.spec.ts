// What the story was: comparing, going back, and fetching what was deleted.
import type { Page } from "@playwright/test";
import { EditorPage } from "./pages/editor-page.ts";
import { HistoryPanel } from "./pages/history-panel.ts";
import { newcomer, welcome } from "./steps/newcomers.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

const bus = "The bus takes 41 minutes, when it comes.";
const ferry = "The ferry takes 16.";
const crew = "The crew say nothing.";

let ada: Page;
let hers: EditorPage;
let history: HistoryPanel;
test.beforeEach(async ({ page }) => {
  ada = page;
  await enterAsAdmin(page);
  hers = new EditorPage(page);
  history = new HistoryPanel(page);
  await hers.open(await newStory({ paragraphs: [bus, ferry, crew] }));
  await history.tab.click();
  await history.name("As it was");
  await expect(history.named("As it was")).toBeVisible();
});

/** Makes the story say something else everywhere: headline, a field, a word, a paragraph less and one more. */
async function cutAbout(): Promise<void> {
  await hers.caret(hers.headline, "end");
  await ada.keyboard.type(" tonight");
  const text = hers.paragraphs.filter({ hasText: "41 minutes" });
  const at = bus.indexOf("41");
  await hers.select(text, at, text, at + 2);
  await ada.keyboard.type("38");
  const gone = hers.paragraphs.filter({ hasText: ferry });
  await hers.select(gone, 0, gone, ferry.length);
  await ada.keyboard.press("Backspace");
  await ada.keyboard.press("Backspace");
  await hers.caret(hers.paragraphs.last(), "end");
  await ada.keyboard.press("Enter");
  await ada.keyboard.type("It sails at nine.");
  await ada.getByRole("tab", { name: "Details" }).click();
  await hers.details.getByLabel("Place").fill("Ropewalk");
  await ada.keyboard.press("Tab");
  await history.tab.click();
  await expect(hers.saved).toBeVisible();
}
const texts = (editor: EditorPage) => editor.paragraphs.allInnerTexts();

test("comparing two versions shows changed words, fields and the headline in one view", async () => {
  await cutAbout();
  await history.named("As it was").click();
  await expect(history.heading).toHaveText("Changes since revision 2");
  await expect(history.heading).toBeFocused();
  await expect(hers.story).toBeHidden();
  await expect(hers.tools).toBeHidden();
  await expect(history.changes).toHaveCount(5);
  await expect(history.change("Place").locator("ins")).toContainText("Ropewalk");
  await expect(history.change("Headline, changed").locator("ins")).toHaveText(/^\s*added:\s+tonight$/);
  await expect(history.change("Block 1, changed").locator("del")).toContainText("41");
  await expect(history.change("Block 1, changed").locator("ins")).toContainText("38");
  await expect(history.change("Removed, was block 2").locator("del")).toHaveText(ferry);
  await expect(history.change("Added, block 3").locator("ins")).toHaveText("It sails at nine.");

  // What is unchanged is folded, counted, and shown on request.
  const fold = history.comparison.getByRole("button", { name: "1 unchanged paragraph" });
  await expect(history.comparison.getByText(crew)).toHaveCount(0);
  await fold.click();
  await expect(history.comparison.getByText(crew)).toBeVisible();

  // Any two: the named one against one that is named now.
  await ada.getByRole("button", { name: "Back to writing" }).click();
  await expect(hers.story).toBeFocused();
  await history.name("Cut about");
  await hers.caret(hers.headline, "end");
  await ada.keyboard.type(", they say");
  await history.named("As it was").click();
  await history.to.selectOption({ label: await optionOf("Cut about") });
  await expect(history.heading).toHaveText("Changes from revision 2 to 3");
  await expect(history.change("Headline, changed").locator("ins")).toHaveText(/tonight$/);
  await history.from.selectOption({ label: await optionOf("Cut about") });
  await history.to.selectOption("copy");
  await expect(history.changes).toHaveCount(1);
  await expect(history.change("Headline, changed").locator("ins")).toHaveText(/, they say$/);
});

/** The name of a version among those that can be chosen. */
const optionOf = async (name: string): Promise<string> =>
  (await history.from.getByRole("option").filter({ hasText: name }).first().textContent()) ?? "";

test("restoring a version brings back text and fields, can be undone, and publishes nothing", async () => {
  await cutAbout();
  const cut = await texts(hers);
  // What is typed and not sent yet is no reason to wait.
  await hers.caret(hers.paragraphs.last(), "end");
  await ada.keyboard.type(" Or ten.");
  await history.named("As it was").click();
  await history.restore();
  await expect(hers.headline).toHaveText("Night ferry returns");
  await expect.poll(() => texts(hers)).toEqual([bus, ferry, crew]);
  await expect(hers.story).toBeFocused();
  await expect(history.revisions.first()).toContainText("restored from 2");
  await expect(ada.locator("header").getByText("Draft")).toBeVisible();

  await ada.getByRole("alert").filter({ hasText: "Revision 2 restored" }).getByRole("button", { name: "Undo" }).click();
  await expect(hers.headline).toHaveText("Night ferry returns tonight");
  await expect.poll(() => texts(hers)).toEqual([...cut.slice(0, -1), "It sails at nine. Or ten."]);
  await ada.getByRole("tab", { name: "Details" }).click();
  await expect(hers.details.getByLabel("Place")).toHaveValue("Ropewalk");
  await ada.reload();
  await expect(hers.headline).toHaveText("Night ferry returns tonight");
});

test("restores one deleted block from a version, and removes it again with one undo", async () => {
  await cutAbout();
  await history.named("As it was").click();
  await history.change("Removed, was block 2").getByRole("button", { name: "Restore this block" }).click();
  await expect(history.heading).toBeFocused();
  await expect(history.change("Removed, was block 2")).toHaveCount(0);
  await expect(history.comparison.getByRole("status")).toContainText("Block restored.");
  await ada.keyboard.press("Escape");
  await expect.poll(() => texts(hers)).toEqual([bus.replace("41", "38"), ferry, crew, "It sails at nine."]);
  await expect(hers.headline).toHaveText("Night ferry returns tonight");
  await expect(hers.saved).toBeVisible();
  await ada.keyboard.press("Control+z");
  await expect.poll(() => texts(hers)).toEqual([bus.replace("41", "38"), crew, "It sails at nine."]);
  await ada.keyboard.press("Control+Shift+z");
  await expect(hers.saved).toBeVisible();

  // The former words of a block that is still there come beside it, those of the headline in its place.
  await history.named("As it was").click();
  await history.change("Block 1, changed").getByRole("button", { name: "Restore the earlier block" }).click();
  await history.change("Headline, changed").getByRole("button", { name: "Restore the earlier text" }).click();
  await ada.keyboard.press("Escape");
  await expect(hers.headline).toHaveText("Night ferry returns");
  await expect(hers.saved).toBeVisible();
  await ada.reload();
  await expect.poll(() => texts(hers)).toEqual([bus.replace("41", "38"), bus, ferry, crew, "It sails at nine."]);
});

test("compares versions by keyboard alone: choose, step through changes, restore a block, return to the caret", async () => {
  await cutAbout();
  const { keyboard } = ada;
  await history.named("As it was").focus();
  await keyboard.press("Enter");
  await expect(history.heading).toBeFocused();
  await expect(history.changes).toHaveCount(5);
  await keyboard.press("j");
  await expect(history.change("Place")).toBeFocused();
  await keyboard.press("j");
  await keyboard.press("j");
  await keyboard.press("j");
  await expect(history.change("Removed, was block 2")).toBeFocused();
  await keyboard.press("k");
  await expect(history.change("Block 1, changed")).toBeFocused();
  await keyboard.press("j");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect(history.heading).toBeFocused();
  await keyboard.press("Escape");
  await expect(hers.story).toBeFocused();
  await expect(hers.paragraphs.nth(1)).toHaveText(ferry);
});

test("the list of versions updates at once for a colleague, and so does an open comparison", async ({ browser }) => {
  const url = ada.url();
  const page = await welcome(browser, newcomer("Editor", "Ben Okafor"));
  await hers.open(url);
  const [his, theirs] = [new EditorPage(page), new HistoryPanel(page)];
  await his.open(url);
  await theirs.tab.click();
  await theirs.named("As it was").click();
  await expect(theirs.comparison.getByRole("status")).toHaveText("No changes.");
  await hers.caret(hers.headline, "end");
  await ada.keyboard.type(" tonight");
  await expect(theirs.change("Headline, changed").locator("ins")).toHaveText(/tonight$/);
  await history.tab.click();
  await history.name("Second thoughts");
  await expect(theirs.named("Second thoughts")).toContainText("1 word added");
});

test("“Who wrote this” names several authors of selected words, by button and by shortcut", async ({ browser }) => {
  const url = ada.url();
  const ben = newcomer("Editor", "Ben Okafor");
  const page = await welcome(browser, ben);
  await hers.open(url);
  const his = new EditorPage(page);
  await his.open(url);
  const line = his.paragraphs.filter({ hasText: ferry });
  await his.caret(line, "end");
  await page.keyboard.type(" And a half.");
  await expect(his.saved).toBeVisible();
  const both = hers.paragraphs.filter({ hasText: "And a half" });
  await expect(both).toBeVisible();
  await hers.caret(hers.headline, "end");
  await hers.paste({ text: " as pasted" });

  const box = ada.getByRole("dialog", { name: "Who wrote this" });
  await hers.select(both, 0, both, `${ferry} And a half.`.length);
  await ada.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Who wrote this" }).click();
  await expect(box.getByRole("listitem")).toHaveCount(2);
  await expect(box.getByRole("listitem").first()).toContainText(/The ferry takes 16\..+Admin typed this on/);
  await expect(box.getByRole("listitem").last()).toContainText(`And a half.”${ben.name} typed this on`);
  await ada.keyboard.press("Escape");
  await expect(box).toHaveCount(0);
  await expect(hers.story).toBeFocused();

  const headline = "Night ferry returns";
  await hers.select(hers.headline, headline.length + 1, hers.headline, headline.length + 4);
  await ada.keyboard.press("Control+Alt+y");
  await expect(box).toContainText("Admin pasted this on");
});

test("offers unsaved changes to a text older than the log one by one, and keeps them until decided", async ({
  context,
}) => {
  const url = ada.url();
  await context.setOffline(true);
  await hers.caret(hers.paragraphs.nth(0), "end");
  await ada.keyboard.type(" Mine, one.");
  await hers.caret(hers.paragraphs.nth(1), "end");
  await ada.keyboard.type(" Mine, two.");
  await expect(hers.line).toHaveText(/^Offline/);
  // The server answers as it does once the log of those days is gone, to late requests of the dead tab too.
  const isSave = (text: string | null) => text?.includes('"batchId"') ?? false;
  await context.route("**/*", (route, request) => {
    if (request.method() !== "POST" || !isSave(request.postData())) return route.fallback();
    if (!new URL(request.url()).pathname.startsWith("/api/steps")) return route.abort();
    return route.fulfill({ status: 410, json: { ok: false, code: "LOG_GONE" } });
  });
  // The tab dies without last words.
  await ada.goto("chrome://crash").catch(() => {});
  await ada.close();
  await context.setOffline(false);

  const page = await context.newPage();
  const editor = new EditorPage(page);
  await editor.open(url);
  const unsent = page.getByRole("region", { name: "Unsaved changes" });
  await expect(unsent.getByRole("status")).toContainText("2 changes of yours to use or discard");
  await expect(unsent.locator("ins").first()).toContainText("Mine, one.");
  await page.getByRole("button", { name: "Decide later" }).click();
  await expect(editor.paragraphs).toHaveText([bus, ferry, crew]);
  await page.reload();
  await expect(unsent.getByRole("status")).toContainText("2 changes");

  await context.unroute("**/*");
  await unsent.getByRole("button", { name: "Use mine" }).first().click();
  await expect(unsent.getByRole("status")).toContainText("1 change of yours");
  await unsent.getByRole("button", { name: "Discard" }).click();
  await expect(unsent.getByRole("status")).toHaveText("All changes decided.");
  await unsent.getByRole("button", { name: "Done" }).click();
  await expect(editor.paragraphs).toHaveText([`${bus} Mine, one.`, ferry, crew]);
  await expect(editor.story).toBeFocused();
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.paragraphs).toHaveText([`${bus} Mine, one.`, ferry, crew]);
  await expect(unsent).toHaveCount(0);
});
