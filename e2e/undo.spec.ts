import { EditorPage } from "./pages/editor-page.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
  await editor.openEmpty();
});

test("undo of quick typing stops at Enter, and a paste is undone alone", async ({ page }) => {
  // A pause of half a second starts a new undo step. The fixed clock prevents that on a busy machine.
  await page.clock.setFixedTime(new Date());
  await editor.write("Head", "Stand", "One.", "Two");
  await editor.paste({ text: " it's pasted" });
  await page.keyboard.type("!");
  await expect(editor.paragraphs).toHaveText(["One.", "Two it’s pasted!"]);
  for (const texts of [["One.", "Two it’s pasted"], ["One.", "Two"], ["One.", ""], ["One."]]) {
    await page.keyboard.press("ControlOrMeta+z");
    await expect(editor.paragraphs).toHaveText(texts);
  }
  for (const texts of [
    ["One.", ""],
    ["One.", "Two"],
  ]) {
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect(editor.paragraphs).toHaveText(texts);
  }
});

test("typed quotes and Markdown are converted, and undo and Backspace revert that", async ({ page }) => {
  await editor.write("It's", "Stand", `"`);
  await expect(editor.headline).toHaveText("It’s");
  await expect(editor.paragraphs).toHaveText(["“"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor.paragraphs).toHaveText([`"`]);
  await page.keyboard.type("a _b_");
  await page.keyboard.press("Enter");
  await expect(editor.story.locator("em")).toHaveText("b");
  await page.keyboard.type("https://example.org/_next_/a user_äö_name, **c**");
  await expect(editor.story.locator("strong")).toHaveText("c");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("!");
  await expect(editor.paragraphs.last()).toHaveText("https://example.org/_next_/a user_äö_name, **c**!");
  await page.keyboard.press("Enter");
  await page.keyboard.type("1. November 2018");
  await expect(editor.paragraphs.last()).toHaveText("1. November 2018");
  await page.keyboard.press("Enter");
  await page.keyboard.type("1. One");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Two");
  await expect(editor.story.locator("ol > li")).toHaveText(["One", "Two"]);
});

test("punctuation from an input method is corrected when it ends, and one composition is one undo", async ({
  page,
}) => {
  await editor.write("Head", "Stand", "a ");
  const devtools = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await compose(`"`);
  await expect(editor.paragraphs).toHaveText([`a "`]);
  await devtools.send("Input.insertText", { text: `"` });
  await expect(editor.paragraphs).toHaveText(["a “"]);
  for (const text of ["や", "やま", "山"]) await compose(text);
  await devtools.send("Input.insertText", { text: "山田" });
  await expect(editor.paragraphs).toHaveText(["a “山田"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor.paragraphs).toHaveText(["a “"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor.paragraphs).toHaveText([`a "`]);
});

test("the publish panel counts straight quotes and replaces them in the text", async ({ page }) => {
  await editor.write("Head", "Stand", `"`);
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.type(`Yes"`);
  await expect(editor.paragraphs).toHaveText([`"Yes"`]);
  await expect(editor.saved).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Replace them: Straight quotes in 2 places" }).click();
  await expect(editor.paragraphs).toHaveText(["“Yes”"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor.paragraphs).toHaveText([`"Yes"`]);
});
