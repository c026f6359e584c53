// A page on which the paper speaks of itself: made, out, corrected, taken down; and what every other page says of it.

import { StoryPage } from "./pages/story-page.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("a published standing page is linked in the footer of every page until it is taken down", async ({
  page,
  browser,
}) => {
  await enterAsAdmin(page);
  const editor = new StoryPage(page);
  const details = page.getByRole("form", { name: "Page details" });
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const mark = Date.now().toString(36);
  const [name, path] = [`How ${mark} holds itself to account`, `/standards-${mark}`];
  const foot = reader.getByRole("contentinfo").getByRole("link", { name });

  await test.step("an editor writes the page without a section, and a taken address is refused", async () => {
    expect((await reader.goto("/"))?.status()).toBe(200);
    await page.goto("/desk");
    await page.getByRole("navigation", { name: "Newsroom" }).getByRole("link", { name: "Pages" }).click();
    await page.getByRole("button", { name: "New page" }).click();
    await editor.text.waitFor();
    const rail = page.getByRole("navigation", { name: "Newsroom" });
    await expect(rail.getByRole("link", { name: "Pages" })).toHaveAttribute("aria-current", "page");
    await expect(rail.getByRole("link", { name: "Stories" })).not.toHaveAttribute("aria-current");
    await editor.write(name, "What we do when we are wrong.", "Everybody who finds a mistake gets an answer.");
    await expect(details.getByLabel("Section")).toHaveCount(0);
    await details.getByLabel("Slug").fill("archive");
    await details.getByLabel("Purpose").selectOption({ label: "Verification and fact-checking" });
    await expect(editor.saved()).toBeVisible();
    await editor.verb("Publish").click();
    await editor.dialog.getByRole("button", { name: "Choose: Choose a slug" }).click();
    await expect(details.getByLabel("Slug")).toBeFocused();
    await details.getByLabel("Slug").fill(path.slice(1));
    await editor.publish("Publish");
    await expect(editor.viewOnSite()).toHaveAttribute("href", path);
    await editor.closeReceipt();
  });

  await test.step("the cached front page links it in the footer, and it works without script", async () => {
    await reader.goto("/");
    await foot.click();
    await expect(reader).toHaveURL(new RegExp(`${path}$`));
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(reader.getByText("Everybody who finds a mistake gets an answer.")).toBeVisible();
    await expect(foot).toHaveAttribute("aria-current", "page");
    const html = await (await reader.request.get(path)).text();
    expect(html).toContain(`"verificationFactCheckingPolicy":"`);
    expect(html).not.toMatch(/\sstyle="/);
    expect(await (await reader.request.get("/sitemap.xml")).text()).toContain(path);
    expect(await (await reader.request.get("/rss.xml")).text()).not.toContain(mark);
    expect((await reader.request.get(`${path}/`, { maxRedirects: 0 })).status()).toBe(301);
  });

  await test.step("the page shows its correction", async () => {
    await editor.correct("An earlier version named the wrong desk.");
    await editor.closeReceipt();
    await reader.goto(path);
    await expect(reader.getByRole("complementary", { name: "Correction 1" })).toContainText("named the wrong desk");
  });

  await test.step("the list of pages shows its status and opens it", async () => {
    await page.getByRole("link", { name: "Back to pages" }).click();
    const row = page.getByRole("table", { name: "Pages" }).getByRole("row").filter({ hasText: name });
    await expect(row).toContainText("Published");
    await expect(row).toContainText("Verification and fact-checking");
    await row.getByRole("link", { name }).click();
    await editor.text.waitFor();
  });

  await test.step("a take-down answers 410 and removes the footer link", async () => {
    await editor.takeDown("We hold to another now.");
    await expect(editor.state("Taken down")).toBeVisible();
    expect((await reader.goto(path))?.status()).toBe(410);
    await expect(reader.getByText("Everybody who finds a mistake gets an answer.")).toHaveCount(0);
    await reader.goto("/");
    await expect(foot).toHaveCount(0);
  });
});
