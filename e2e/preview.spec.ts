// The preview beside the text, and what is shown before publishing.

import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { readDocument } from "#prisma/story-factories.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { StoryPage } from "./pages/story-page.ts";
import { newSection, newStory, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("the preview beside the text follows what is typed, in every form and in dark colours", async ({ page }) => {
  const blocked: string[] = [];
  page.on("console", (message) => /Blocked script/.test(message.text()) && blocked.push(message.text()));
  await enterAsAdmin(page);
  const address = await newStory({ headline: "Ferry sails again", paragraphs: ["The ferry is back."] });
  const editor = new EditorPage(page);
  await editor.open(address);
  const pageAnswer = page.waitForResponse((answer) => new URL(answer.url()).pathname.startsWith("/desk/preview/"));
  await page.getByRole("tab", { name: "Preview" }).click();
  expect((await pageAnswer).headers()["cache-control"]).toContain("no-store");
  const frame = page.getByTitle("The story as readers will see it");
  await expect(frame).toHaveAttribute("sandbox", /^(?!.*allow-scripts)/);
  const shown = frame.contentFrame();
  await expect(shown.getByRole("heading", { level: 1 })).toHaveText("Ferry sails again");

  await editor.paragraphs.first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(" It left at noon.");
  await expect(shown.locator(".body p")).toHaveText("The ferry is back. It left at noon.");

  const panel = page.getByRole("tabpanel", { name: "Preview" });
  await panel.getByRole("radiogroup", { name: "Colours" }).getByText("Dark").click();
  await expect(shown.locator("body")).toHaveCSS("background-color", "rgb(22, 21, 17)");
  for (const [form, title] of [
    ["Card on a front", "Ferry sails again"],
    ["Search result", "Ferry sails again | "],
    ["Social card", "Ferry sails again"],
    ["Feed item", "The ferry is back. It left at noon."],
  ] as const) {
    await panel.getByLabel("Form").selectOption(form);
    await expect(page.getByTitle(form).contentFrame().getByRole("main")).toContainText(title);
  }
  expect(blocked, "the frames hold no script that the browser must block").toEqual([]);
});

test("an editor sees what a publication changes, and the page before and after", async ({ page }) => {
  await enterAsAdmin(page);
  const section = await newSection(`Quay ${Date.now().toString(36)}`);
  const address = await newStory({ headline: "Ferry sails again", section: section.id });
  const storyId = address.split("/").at(-1) ?? "";
  const { path } = await publishStory(await theAdmin(), { storyId, version: 0, showUpdated: true });
  await page.goto(path); // readers have opened it
  const [story, editor] = [new StoryPage(page), new EditorPage(page)];
  await editor.open(address);
  await editor.paragraphs.first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(" It left at noon.");
  await expect(editor.saved).toBeVisible();

  await story.verb("Publish update").click();
  const changes = story.dialog.getByRole("region", { name: "What will change" });
  const now = changes.getByRole("list", { name: "At once" });
  await expect(now.getByRole("link", { name: path, exact: true })).toBeVisible();
  await changes
    .getByRole("button", { name: /^Show all/ })
    .first()
    .click();
  await expect(now.getByRole("link", { name: "/sitemap.xml", exact: true })).toBeVisible();
  await expect(now.getByRole("link", { name: `${section.path}/rss.xml` })).toBeVisible();

  await changes.getByRole("button", { name: "Compare the page" }).click();
  const body = (name: string) => page.getByTitle(name).contentFrame().locator(".body p").first();
  await expect(body("The page that readers have now")).toHaveText("Start.");
  await expect(body("The page that readers will get")).toHaveText("Start. It left at noon.");
});

test("a second story is found, read and written beside the text, and there again after a reload", async ({ page }) => {
  await enterAsAdmin(page);
  const headline = `Quay ${Date.now().toString(36)}`;
  const second = await newStory({ headline, paragraphs: ["The quay is closed."] });
  const editor = new EditorPage(page);
  await editor.open(await newStory({ headline: "Ferry sails again", paragraphs: ["The ferry is back."] }));
  const toggle = page.getByRole("button", { name: "Second story" });
  await toggle.click();
  const pane = page.getByRole("complementary", { name: "Story beside" });
  await expect(pane.getByRole("searchbox")).toBeFocused();
  await pane.getByRole("searchbox").fill(headline);
  await pane.getByRole("button", { name: headline }).click();
  const shown = page.getByTitle(headline).contentFrame();
  await expect(shown.locator(".body p")).toHaveText("The quay is closed.");
  await expect(editor.paragraphs.first()).toBeVisible();
  await page.reload();
  await expect(shown.locator(".body p")).toHaveText("The quay is closed.");

  await pane.getByRole("button", { name: "Edit" }).click();
  const written = shown.getByRole("textbox", { name: "Story", exact: true });
  await written.getByText("The quay is closed.").click();
  await expect(written).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type(" Until noon.");
  await expect(written).toContainText("The quay is closed. Until noon.");
  const id = second.split("/").at(-1) ?? "";
  await expect.poll(async () => (await readDocument(id)).textContent).toContain("Until noon.");
  await pane.getByRole("button", { name: "Read" }).click();
  await expect(shown.locator(".body p")).toHaveText("The quay is closed. Until noon.");
  await pane.getByRole("button", { name: "Close the second story" }).click();
  await expect(toggle).toBeFocused();
  await expect(page.getByRole("tab", { name: "Details" })).toBeVisible();
});
