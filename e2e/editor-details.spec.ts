import { EditorPage } from "./pages/editor-page.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
  await editor.openEmpty();
});

test("the slug follows the headline until it is typed by hand", async ({ page }) => {
  const slug = editor.details.getByLabel("Slug");
  await editor.write("Night ferry returns", "Stand", "First");
  await expect(slug).toHaveValue("night-ferry-returns");
  await slug.fill("The Ferry!");
  await slug.press("Enter");
  await editor.caret(editor.headline, "end");
  await page.keyboard.type(" at last");
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(slug).toHaveValue(/^the-ferry-?$/);
});

test("fields of the panel are saved with the text", async ({ page }) => {
  await editor.details.getByLabel("Place").fill("Customs Quay");
  await editor.details.getByLabel("Label").selectOption("Analysis");
  await editor.openFold("Search and sharing");
  await editor.details.getByLabel("SEO title").fill("Ferry");
  await editor.details.getByLabel("Hide from search engines").check();
  await editor.details.getByLabel("Display date").fill("2026-11-24T09:15");
  await editor.details.getByLabel("Editor’s note to readers").fill("A name was removed.");
  await editor.headline.click();
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.details.getByLabel("Place")).toHaveValue("Customs Quay");
  await expect(editor.details.getByLabel("Label")).toHaveValue("analysis");
  await expect(editor.details.getByLabel("SEO title")).toHaveValue("Ferry");
  await expect(editor.details.getByLabel("Hide from search engines")).toBeChecked();
  await expect(editor.details.getByLabel("Display date")).toHaveValue("2026-11-24T09:15");
  await expect(editor.details.getByLabel("Editor’s note to readers")).toHaveValue("A name was removed.");
});

test("a display time that the clock skipped is set only after one of the two times beside it is chosen", async ({
  page,
}) => {
  await editor.write("Clocks go forward", "Stand", "First");
  const date = editor.details.getByLabel("Display date");
  // Nepal's clocks went from midnight to a quarter past at the start of 1986.
  await date.fill("1986-01-01T00:05");
  await expect(editor.details.getByText("this time does not exist")).toBeVisible();
  await expect(date).toHaveValue("1986-01-01T00:05");
  await editor.details.getByRole("button", { name: "1 Jan 1986, 00:20" }).click();
  await expect(date).toHaveValue("1986-01-01T00:20");
  await expect(editor.details.getByText("this time does not exist")).toHaveCount(0);
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(date).toHaveValue("1986-01-01T00:20");
});

test("a new topic can be created and chosen in one step, and removed again", async ({ page }) => {
  const topics = editor.details.getByLabel("Topics");
  const name = `Ferries ${Date.now()}`;
  await topics.fill(name);
  await page.getByRole("option", { name: `Create “${name}”` }).click();
  await expect(editor.details.getByRole("button", { name: `Remove ${name}` })).toBeVisible();
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await editor.details.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(editor.details.getByText(name)).toHaveCount(0);
});

test("the second of two people who set a field keeps their value and is asked", async ({ page, context, browser }) => {
  const other = new EditorPage(await (await browser.newContext()).newPage());
  await enterAsAdmin(other.page);
  await other.open(page.url());
  // What the first one writes is on its way for as long as the second one takes.
  await context.setOffline(true);
  const place = editor.details.getByLabel("Place");
  await place.pressSequentially("Customs");
  await expect(editor.line).toHaveText(/^Offline/);
  await other.details.getByLabel("Place").fill("Ropewalk");
  await other.details.getByLabel("Place").press("Enter");
  await expect(other.saved).toBeVisible();
  await context.setOffline(false);
  await expect(editor.details.getByText("changed this to “Ropewalk”")).toBeVisible();
  await expect(place).toHaveValue("Customs");
  await editor.details.getByRole("button", { name: "Keep mine" }).click();
  await expect(other.details.getByLabel("Place")).toHaveValue("Customs");
  await other.page.context().close();
});
