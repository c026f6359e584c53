// An editor leads old addresses on; readers follow.

import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("an editor imports redirects, sees the result of each line, and removes one again", async ({ page }) => {
  const old = `/old-${Date.now().toString(36)}`;
  await enterAsAdmin(page);
  await page.goto("/desk");
  await page.getByRole("navigation", { name: "Admin" }).getByRole("link", { name: "Redirects" }).click();
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Lines").fill(`from,to\n${old}.html,/archive\n/archive,${old}.html`);
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog.getByRole("heading", { name: "1 of 2 lines imported" })).toBeVisible();
  await expect(dialog.getByRole("row").filter({ hasText: "Refused" })).toContainText("reserved by Galley");
  await dialog.getByRole("button", { name: "Close" }).last().click();

  const answer = await page.request.get(`${old}.html`, { maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([301, "/archive"]);
  await page.getByRole("button", { name: `Actions for ${old}.html` }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText(`${old}.html`)).toHaveCount(0);
  expect((await page.request.get(`${old}.html`, { maxRedirects: 0 })).status()).toBe(404);
});
