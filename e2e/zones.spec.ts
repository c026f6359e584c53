import { EditorPage } from "./pages/editor-page.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
});

test("Enter at the end moves from headline to standfirst to the first paragraph", async ({ page }) => {
  await editor.open(await newStory({ headline: "", standfirst: "", paragraphs: [""] }));
  await editor.headline.click();
  await page.keyboard.type("Head");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Stand");
  await page.keyboard.press("Enter");
  await page.keyboard.type("First");
  await expect(editor.headline).toHaveText("Head");
  await expect(editor.standfirst).toHaveText("Stand");
  await expect(editor.paragraphs).toHaveText(["First"]);
});

test("typing over a selection across zones changes each zone separately", async ({ page }) => {
  const paragraphs = ["First words", "Second"];
  await editor.open(await newStory({ headline: "Headline", standfirst: "Standfirst", paragraphs }));
  await editor.select(editor.headline, 4, editor.paragraphs.first(), 6);
  await page.keyboard.type("X");
  await expect(editor.headline).toHaveText("HeadX");
  await expect(editor.standfirst).toHaveText("");
  await expect(editor.paragraphs).toHaveText(["words", "Second"]);
});

test("block commands and drops do nothing in headline and standfirst", async ({ page }) => {
  await editor.open(await newStory({ headline: "Headline", standfirst: "Standfirst", paragraphs: ["First"] }));
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
