// Keys of input methods, which choose among the proposals of the method and mean nothing else.
import type { CDPSession, Page } from "@playwright/test";
import { CommentsPanel } from "./pages/comments-panel.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { addPerson, newcomer } from "./steps/newcomers.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

/** An input method on a keyboard of Chromium: words in composition, a key that it uses, the words that it gives in the end. */
class InputMethod {
  readonly devtools: CDPSession;
  constructor(devtools: CDPSession) {
    this.devtools = devtools;
  }
  static async on(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }
  async compose(words: string): Promise<void> {
    const { length } = words;
    await this.devtools.send("Input.imeSetComposition", { text: words, selectionStart: length, selectionEnd: length });
  }
  async press(key: string): Promise<void> {
    await this.devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, windowsVirtualKeyCode: 229 });
    await this.devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key, windowsVirtualKeyCode: 229 });
  }
  async confirm(words: string): Promise<void> {
    await this.devtools.send("Input.insertText", { text: words });
  }
}

test("Enter that confirms an input method's words triggers nothing else in lists and fields", async ({ page }) => {
  await enterAsAdmin(page);
  const ben = newcomer("Editor", "Ben Okafor");
  await addPerson(ben);
  const editor = new EditorPage(page);
  const comments = new CommentsPanel(page);
  await editor.open(await newStory({ paragraphs: ["The ferry takes 16.", ""] }));
  await editor.caret(editor.paragraphs.last(), "end");
  await page.keyboard.type("/");
  const method = await InputMethod.on(page);

  // The list of blocks is open under "/".
  const blocks = page.getByRole("dialog", { name: "Add a block" });
  await expect(blocks).toBeVisible();
  await method.compose("li");
  await method.press("Enter");
  await method.press("ArrowDown");
  await method.press("Escape");
  await expect(blocks).toBeVisible();
  await method.confirm("li");
  await method.press("Enter"); // as Safari reports it: after the composition
  await expect(editor.paragraphs).toHaveText(["The ferry takes 16.", "/li"]);
  await expect(editor.story.locator("ul")).toHaveCount(0);

  // The list of people is open under "@".
  await editor.select(editor.paragraphs.first(), 4, editor.paragraphs.first(), 9);
  await comments.bubble.getByRole("button", { name: "Comment" }).click();
  await comments.box.pressSequentially("@");
  const people = page.getByRole("listbox", { name: "People" });
  await expect(people).toBeVisible();
  const begin = "Ben";
  await method.compose(begin);
  await method.press("Enter");
  await expect(people).toBeVisible();
  await method.confirm(begin);
  await method.press("Enter");
  await expect(comments.box).toHaveValue(`@${begin}`);
  await comments.box.press("Enter");
  await expect(comments.box).toHaveValue(/^@Ben Okafor \w+ $/);
});
