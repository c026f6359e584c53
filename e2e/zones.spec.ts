import { expect, test } from "@playwright/test";
import { EditorPage } from "./pages/editor-page.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
  await editor.startNew();
});

for (const key of ["Enter", "ArrowDown"]) {
  test(`${key} at the end leads from headline to standfirst to the first paragraph`, async ({ page }) => {
    await editor.headline.click();
    await page.keyboard.type("Head");
    await page.keyboard.press(key);
    await page.keyboard.type("Stand");
    await page.keyboard.press(key);
    await page.keyboard.type("First");
    await expect(editor.headline).toHaveText("Head");
    await expect(editor.standfirst).toHaveText("Stand");
    await expect(editor.paragraphs).toHaveText(["First"]);
  });
}

test("Enter inside the headline goes on without splitting it", async ({ page }) => {
  await editor.write("Headline", "Stand", "First");
  await editor.caret(editor.headline, "end");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await page.keyboard.type("X");
  await expect(editor.headline).toHaveText("Headline");
  await expect(editor.standfirst).toHaveText("XStand");
});

test("Enter makes the first paragraph where the body begins with something else", async ({ page }) => {
  await editor.write("Head", "Stand", "## Sub");
  await editor.caret(editor.standfirst, "end");
  await page.keyboard.press("Enter");
  await page.keyboard.type("First");
  await expect(editor.paragraphs).toHaveText(["First"]);
  await expect(editor.story.locator("h2")).toHaveText("Sub");
});

test("Backspace at the start of standfirst and first paragraph moves the caret and joins nothing", async ({ page }) => {
  await editor.write("Head", "Stand", "First");
  await editor.caret(editor.paragraphs.first(), "start");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("1");
  await editor.caret(editor.standfirst, "start");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("2");
  await expect(editor.headline).toHaveText("Head2");
  await expect(editor.standfirst).toHaveText("Stand1");
  await expect(editor.paragraphs).toHaveText(["First"]);
});

test("a paste of one paragraph into the headline goes in as text, line breaks as spaces", async () => {
  await editor.headline.click();
  await editor.paste({ html: "<p><b>Bold</b> head<br>and more</p>", text: "Bold head\nand more" });
  await expect(editor.headline).toHaveText("Bold head and more");
  await expect(editor.headline.locator("strong, br:not(.ProseMirror-trailingBreak)")).toHaveCount(0);
});

test("a paste of several paragraphs into an empty headline fills headline and body", async () => {
  await editor.headline.click();
  await editor.paste({ text: "A headline\n\nFirst words\n\nSecond words" });
  await expect(editor.headline).toHaveText("A headline");
  await expect(editor.standfirst).toHaveText("");
  await expect(editor.paragraphs).toHaveText(["First words", "Second words"]);
});

test("a paste of several paragraphs into a headline or standfirst with words goes to the start of the body", async () => {
  await editor.write("Head", "Stand", "Old");
  await editor.caret(editor.headline, "end");
  await editor.paste({ html: "<p>One</p><p>Two</p>" });
  await editor.caret(editor.standfirst, "end");
  await editor.paste({ html: "<p>Three</p><p>Four</p>" });
  await expect(editor.headline).toHaveText("Head");
  await expect(editor.standfirst).toHaveText("Stand");
  await expect(editor.paragraphs).toHaveText(["Three", "Four", "One", "Two", "Old"]);
});

test("typing over a selection that crosses zones acts on each by itself", async ({ page }) => {
  await editor.write("Headline", "Standfirst", "First words", "Second");
  await editor.select(editor.headline, 4, editor.paragraphs.first(), 6);
  await page.keyboard.type("X");
  await expect(editor.headline).toHaveText("HeadX");
  await expect(editor.standfirst).toHaveText("");
  await expect(editor.paragraphs).toHaveText(["words", "Second"]);
});

test("cutting a selection that crosses zones keeps the zones, and what was cut can be pasted", async ({ page }) => {
  await editor.write("Headline", "Standfirst", "First words");
  await editor.select(editor.standfirst, 5, editor.paragraphs.first(), 6);
  await page.keyboard.press("ControlOrMeta+x");
  await expect(editor.headline).toHaveText("Headline");
  await expect(editor.standfirst).toHaveText("Stand");
  await expect(editor.paragraphs).toHaveText(["words"]);
});

test("a paste over a selection that crosses zones follows the rules of the first of them", async () => {
  await editor.write("Headline", "Standfirst", "First words");
  await editor.select(editor.headline, 0, editor.paragraphs.first(), 6);
  await editor.paste({ html: "<p>New head</p><p>New words</p>" });
  await expect(editor.headline).toHaveText("New head");
  await expect(editor.standfirst).toHaveText("");
  await expect(editor.paragraphs).toHaveText(["New words", "words"]);
});

test("select all takes the zone, a second time the story", async ({ page }) => {
  await editor.write("Headline", "Standfirst", "First", "Second");
  await editor.caret(editor.standfirst, "end");
  await page.keyboard.press("ControlOrMeta+a");
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("Standfirst");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await expect(editor.headline).toHaveText("");
  await expect(editor.standfirst).toHaveText("");
  await expect(editor.paragraphs).toHaveText([""]);
});

test("block commands and drops do nothing in headline and standfirst", async ({ page }) => {
  await editor.write("Headline", "Standfirst", "First");
  for (const zone of [editor.headline, editor.standfirst]) {
    await editor.caret(zone, "end");
    for (const key of ["Alt+2", "Alt+3", "Shift+7", "Shift+8", "Shift+9"])
      await page.keyboard.press(`ControlOrMeta+${key}`);
    for (const name of ["Subheading", "Bulleted list", "Quote"])
      await expect(editor.tools.getByRole("button", { name, exact: true })).toHaveAttribute("aria-disabled", "true");
    await editor.drop(zone, "<p>Dropped</p>");
  }
  await expect(editor.headline).toHaveText("Headline");
  await expect(editor.standfirst).toHaveText("Standfirst");
  await expect(editor.story.locator("h2, ul, ol, blockquote")).toHaveCount(0);
  await expect(editor.story).not.toContainText("Dropped");
});
