import { expect, type Page, test } from "@playwright/test";
import { EditorPage } from "./pages/editor-page.ts";
import { newcomer, welcome } from "./steps/newcomers.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";

/** A network that answers after 400 ms and a sixth of the processor, in a browser that has the editor in no cache. */
async function slow(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: 500_000,
    uploadThroughput: 500_000,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
}

/** Keys as a hand sends them, without waiting for the page. */
async function typeAtOnce(page: Page, text: string): Promise<void> {
  for (const key of text) await page.keyboard.press(key === "\n" ? "Enter" : key === " " ? "Space" : key);
}

test("keys typed right after New story all arrive on a slow machine, and one click creates one story", async ({
  browser,
}) => {
  const hers = await welcome(browser, newcomer("Contributor", "Nora"));
  const editor = new EditorPage(hers);
  await slow(hers);
  const rows = hers.locator("[data-story]");

  // The key is held down, and typed again as part of the text.
  await hers.goto("/desk");
  await expect(hers.getByRole("button", { name: "New story" })).toBeVisible();
  await expect(async () => {
    await hers.keyboard.press("n");
    expect(new URL(hers.url()).pathname).toMatch(/^\/desk\/stories\//);
  }).toPass();
  await typeAtOnce(hers, "nnn New ferry\nSails at noon");
  await expect(editor.headline).toHaveText("nnn New ferry");
  await expect(editor.standfirst).toHaveText("Sails at noon");
  await expect(editor.story).toBeFocused();
  await typeAtOnce(hers, ".");
  await expect(editor.saved).toBeVisible();
  await hers.reload();
  await expect(editor.headline).toHaveText("nnn New ferry");
  await expect(editor.standfirst).toHaveText("Sails at noon.");

  // The mouse, clicked twice as some hands do.
  await hers.goto("/desk");
  await expect(rows).toHaveCount(1);
  await hers.getByRole("button", { name: "New story" }).dblclick();
  await typeAtOnce(hers, "Second story");
  await expect(editor.headline).toHaveText("Second story");
  await expect(editor.saved).toBeVisible();
  await hers.goto("/desk");
  await expect(rows).toHaveCount(2);
});

test("an empty new story is not stored, and Back, Forward and reload keep it open", async ({ page }) => {
  await enterAsAdmin(page);
  const editor = new EditorPage(page);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.postData() ?? "");
  });
  await page.goto("/desk");
  await page.getByRole("button", { name: "New story" }).click();
  await expect(editor.story).toBeFocused();
  const address = page.url();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Stories" })).toBeVisible();
  await page.goForward();
  await expect(editor.story).toBeFocused();
  await page.reload();
  await expect(editor.story).toBeFocused();
  expect(page.url()).toBe(address);
  expect(sent.filter((body) => body.includes('"steps"'))).toEqual([]);

  await page.keyboard.type("Written after all");
  await expect(editor.saved).toBeVisible();
  await page.goBack();
  await page.goForward();
  await expect(editor.headline).toHaveText("Written after all");

  const headline = `Listed at once ${Date.now().toString(36)}`;
  await editor.startNew();
  await page.keyboard.type(headline);
  await expect(editor.saved).toBeVisible();
  await page.getByRole("link", { name: "Back to stories" }).click();
  await expect(page.getByRole("link", { name: headline })).toBeVisible();
  await page.getByRole("link", { name: headline }).click();
  await expect(editor.headline).toHaveText(headline);
});

test("a new story accepts text without a network and is stored when it is back", async ({ page, context }) => {
  await enterAsAdmin(page);
  const editor = new EditorPage(page);
  await page.goto("/desk");
  // A click before the script of the page runs would load the story as a new page, and so would Back.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.getByRole("button", { name: "New story" }).click();
  await editor.story.waitFor(); // the browser has the code of the editor from here on
  await context.setOffline(true);
  await page.goBack(); // refreshes the list, which fails
  await expect(page.getByRole("heading", { name: "Stories" })).toBeVisible();
  await page.getByRole("button", { name: "New story" }).click();
  await page.keyboard.type("Offline");
  await expect(editor.headline).toHaveText("Offline");
  await expect(editor.line).toHaveText(/^Offline/);
  await context.setOffline(false);
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.headline).toHaveText("Offline");
});
