import { waitForHydration } from "./steps/hydration.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

// Nothing is saved here: the settings are those of every other test, too.
test("leaving unsaved settings asks first, and staying keeps them", async ({ page }) => {
  await enterAsAdmin(page);
  await page.goto("/desk");
  await waitForHydration(page);
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await page.getByRole("tab", { name: "Footer" }).click();
  await expect(page).toHaveURL(/\/admin\/settings\?tab=footer$/);
  const publisher = page.getByLabel("Publisher");
  await publisher.fill("Ledger Ltd");
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });

  await test.step("a link asks before unsaved settings are left", async () => {
    await page.getByRole("link", { name: "Sections" }).click();
    await question.getByRole("button", { name: "Stay on this page" }).click();
    await expect(publisher).toHaveValue("Ledger Ltd");
  });

  await test.step("the Back button asks before unsaved settings are left", async () => {
    await page.evaluate(() => history.back());
    await question.getByRole("button", { name: "Stay on this page" }).click();
    await expect(page).toHaveURL(/\/admin\/settings\?tab=footer$/);
    await expect(publisher).toHaveValue("Ledger Ltd");
  });

  await test.step("switching tabs keeps the input, and a refused field is shown", async () => {
    await page.getByLabel("Links").fill("nowhere");
    await page.getByRole("tab", { name: "Appearance" }).click();
    await expect(page.getByRole("region", { name: "Logo" })).toBeVisible();
    await expect(page.getByRole("radio", { name: "Teal" })).toBeVisible();
    await page.getByRole("button", { name: "Save settings" }).click();
    await expect(page.getByText("Enter a label and a URL on each line")).toBeVisible();
    await expect(publisher).toHaveValue("Ledger Ltd");
  });

  await test.step("discarding restores the stored settings, and leaving asks nothing", async () => {
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(publisher).toHaveValue("");
    await page.getByRole("link", { name: "Sections" }).click();
    await expect(page).toHaveURL(/\/admin\/sections$/);
  });
});
