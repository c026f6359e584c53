// Blocks that need a browser: the / menu, a field inside of the text, and what readers can do with them.

import { EditorPage } from "./pages/editor-page.ts";
import { publishBlockStory } from "./steps/block-story.ts";
import { newSection, newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("the / menu adds blocks, and an embed asks for its address at once and gives the caret back", async ({ page }) => {
  const { keyboard } = page;
  const editor = new EditorPage(page);
  const address = await newStory();
  await enterAsAdmin(page);
  await editor.open(address);
  const add = async (name: string) => {
    await keyboard.type(`/${name}`);
    await expect(page.getByRole("option").first()).toContainText(name);
    await keyboard.press("Enter");
  };
  await editor.caret(editor.paragraphs.first(), "end");
  await keyboard.press("Enter");
  await add("Embed");
  const field = editor.story.getByRole("textbox", { name: "Address or embed code" });
  await expect(field).toBeFocused();
  await keyboard.type("https://youtu.be/dQw4w9WgXcQ");
  await keyboard.press("Enter");
  await expect(field).toBeHidden();
  await expect(editor.story).toBeFocused();
  await keyboard.type("A ferry");
  await keyboard.press("Enter");
  await keyboard.press("Enter"); // past the credit
  await add("Q&A");
  await keyboard.type("When?");
  await expect(editor.story.locator("> *")).toHaveText([
    "Night ferry returns",
    "A standfirst.",
    "Start.",
    /A ferry/,
    "When?",
    "",
  ]);
});

test("readers follow links inside a story and get an embed after a click, without notes to editors", async ({
  page,
}) => {
  const section = await newSection("Harbour blocks");
  const asked: string[] = [];
  await page.route("https://www.youtube-nocookie.com/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<title>Film</title>" });
  });
  await page.goto(await publishBlockStory(section.id));
  await expect(page.getByText("A ferry in the storm")).toBeVisible();
  expect(await page.content()).not.toContain("harbour master");
  await page.getByRole("link", { name: "In code" }).click();
  await expect(page).toHaveURL(/#h-/);
  await page.getByRole("link", { name: "1", exact: true }).click();
  await expect(page).toHaveURL(/#fn-1$/);
  await page.getByRole("link", { name: "Back to the text" }).click();
  await expect(page).toHaveURL(/#fnref-1$/);
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Show content from YouTube" }).click();
  await expect(page.locator("iframe")).toBeFocused();
  await expect.poll(() => asked).toEqual([expect.stringContaining("/embed/dQw4w9WgXcQ")]);
});
