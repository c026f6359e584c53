// Pastes that load a reader or ask a question; what else a paste means is tested without a browser.

import { EditorPage } from "./pages/editor-page.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
});

test("pasted Markdown becomes blocks, and one undo restores the plain text", async ({ page }) => {
  await editor.open(await newStory({ paragraphs: [""] }));
  await editor.caret(editor.paragraphs.last(), "end");
  await editor.paste({ text: "## Trams\n\nThey **run** at night.\n\n1. one\n2. two" });
  await expect(editor.story.locator("> h2")).toHaveText("Trams");
  await expect(editor.story.locator("> p strong")).toHaveText("run");
  await expect(editor.story.locator("> ol > li")).toHaveText(["one", "two"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor.paragraphs).toHaveText(["## Trams", "They **run** at night.", "1. one", "2. two"]);
});

test("pasting a whole page asks where its parts go and names what it leaves out", async ({ page }) => {
  const paragraph =
    "The harbour board decided on Tuesday, after a debate of four hours, that the night ferry is to return.";
  const lines = [
    "Skip to content",
    "Menu",
    "Night ferry to return",
    "It comes back after two years without it.",
    "By Ada Moss",
  ];
  await editor.open(await newStory({ headline: "", standfirst: "", paragraphs: [""] }));
  await editor.caret(editor.headline, "end");
  await editor.paste({ text: [...lines, paragraph, paragraph, "Advertisement", "Privacy policy"].join("\n") });
  const question = page.getByRole("dialog", { name: "This looks like a whole page" });
  await expect(question).toContainText("2 paragraphs");
  await question.getByText("5 lines are left out").click();
  await expect(question.getByRole("listitem")).toHaveText([
    "Skip to content",
    "Menu",
    "By Ada Moss",
    "Advertisement",
    "Privacy policy",
  ]);
  await question.getByRole("button", { name: "Insert like this" }).click();
  await expect(editor.headline).toHaveText("Night ferry to return");
  await expect(editor.standfirst).toHaveText("It comes back after two years without it.");
  await expect(editor.paragraphs).toHaveText([paragraph, paragraph]);
});
