import type { Page } from "@playwright/test";
import { StoryPage } from "./pages/story-page.ts";
import { waitForHydration } from "./steps/hydration.ts";
import { newSection } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

/** Presses a key until what has the focus bears this name; fails after 40. */
async function walk(page: Page, key: "Tab" | "Shift+Tab", name: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press(key);
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.id ? document.querySelector(`label[for="${element.id}"]`)?.textContent : "";
      return `${label ?? ""} ${element?.getAttribute("aria-label") ?? ""} ${element?.textContent ?? ""}`
        .trim()
        .slice(0, 60);
    });
    if (name.test(now)) return;
    seen.push(now);
  }
  throw new Error(`${name} was not reached: ${seen.join(" | ")}`);
}

test("a story can be published by keyboard alone, without focus traps in lists or focus lost from dialogs", async ({
  page,
}) => {
  await enterAsAdmin(page);
  const section = `Quays ${Date.now().toString(36)}`;
  await newSection(section);
  await page.goto("/desk");
  await waitForHydration(page);
  const { keyboard } = page;
  await keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Story" })).toBeFocused();
  const headline = `By keys alone ${section}`;
  await keyboard.type(headline);
  await keyboard.press("Enter");
  await keyboard.type("A standfirst.");
  await keyboard.press("Enter");
  await keyboard.type("A text.");
  await keyboard.press("Enter");
  await keyboard.type("- one");
  await keyboard.press("Enter");
  await keyboard.type("two");
  await keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "Story" }).locator("ul ul li")).toHaveText("two");
  await keyboard.press("Escape");
  await keyboard.press("Tab");
  await expect(page.getByRole("tab", { name: "Details" })).toBeFocused();
  await keyboard.press("Tab");
  const sections = page.getByRole("form", { name: "Story details" }).getByLabel("Section");
  await expect(sections).toBeFocused();
  await sections.getByRole("option", { name: section }).waitFor({ state: "attached" }); // the list is loaded
  await keyboard.type(section);
  await walk(page, "Shift+Tab", /^File$/);
  await keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: "Note to the editors" })).toBeFocused();
  await walk(page, "Tab", /^File$/);
  await keyboard.press("Enter");
  const more = page.getByRole("button", { name: "More to do with this story" });
  await expect(more).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.locator("[role=menu]:focus-within")).toBeVisible(); // it takes the focus once it is drawn
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await keyboard.press("Escape");
  await expect(more).toBeFocused();
  await walk(page, "Shift+Tab", /^Publish/);
  await keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Publish", exact: true })).toBeFocused();
  await keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeFocused();
  await keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Publish", exact: true })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "View on site" })).toBeVisible();
  await walk(page, "Tab", /View on site/);
});

test("the command palette opens a page or a story by a few letters, and asks before unsaved settings are left", async ({
  page,
}) => {
  await enterAsAdmin(page);
  const story = new StoryPage(page);
  await story.begin();
  const headline = `Harbour ledger ${Date.now().toString(36)}`;
  await story.write(headline, "A standfirst.", "A text.");
  await expect(story.saved()).toBeVisible();
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog", { name: "Link" })).toBeVisible();
  await expect(palette).toBeHidden();
  await page.keyboard.press("Escape");
  await story.details.getByLabel("Section").focus();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette.getByRole("option", { name: headline })).toBeVisible(); // among those changed last
  await expect(palette.getByRole("option").first()).toHaveAttribute("data-combobox-selected", "true");
  await page.keyboard.type("audi");
  await expect(palette.getByRole("option")).toHaveText(["Audit"]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin\/audit$/);

  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type(headline);
  await page.keyboard.press("Enter"); // before the story is found: it is opened then
  await expect(story.text).toContainText("A standfirst.");

  await page.goto("/admin/settings?tab=footer");
  await waitForHydration(page);
  const publisher = page.getByLabel("Publisher");
  await publisher.fill("Ledger Ltd");
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("x");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(publisher).toBeFocused();
  for (const word of ["inbox", "new story"]) {
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type(word);
    await page.keyboard.press("Enter");
    await question.getByRole("button", { name: "Stay on this page" }).click();
    await expect(palette).toBeHidden();
    await expect(publisher).toHaveValue("Ledger Ltd");
    await expect(publisher).toBeFocused();
  }
});
