import type { Page } from "@playwright/test";
import { EditorPage } from "./pages/editor-page.ts";
import { waitForHydration } from "./steps/hydration.ts";
import { addPerson, newcomer } from "./steps/newcomers.ts";
import { enter } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

/**
 * A network that answers after 400 ms and a sixth of the processor, in a browser that has the editor in no cache.
 * @returns what ends that
 */
async function slow(page: Page): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  const connect = (latency: number, throughput: number) =>
    devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await connect(400, 500_000);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  return async () => {
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await connect(0, -1);
    await devtools.detach();
  };
}

/** Keys as a hand sends them, without waiting for the page. */
async function typeAtOnce(page: Page, text: string): Promise<void> {
  for (const key of text) await page.keyboard.press(key === "\n" ? "Enter" : key === " " ? "Space" : key);
}

test("keys typed right after New story all arrive on a slow machine, and one click creates one story", async ({
  browser,
}) => {
  const context = await browser.newContext();
  await enter(context, (await addPerson(newcomer("Contributor", "Nora"))).id);
  const hers = await context.newPage();
  const editor = new EditorPage(hers);
  const rows = hers.locator("[data-story]");

  // The key is held down, and typed again as part of the text.
  let restore = await slow(hers);
  await hers.goto("/desk");
  await waitForHydration(hers);
  await hers.keyboard.press("n");
  await typeAtOnce(hers, "nnn New ferry\nSails at noon");
  await expect(editor.headline).toHaveText("nnn New ferry");
  await expect(editor.standfirst).toHaveText("Sails at noon");
  await expect(editor.story).toBeFocused();
  await restore();
  await typeAtOnce(hers, ".");
  await expect(editor.saved).toBeVisible();
  await hers.reload();
  await expect(editor.headline).toHaveText("nnn New ferry");
  await expect(editor.standfirst).toHaveText("Sails at noon.");

  // The mouse, clicked twice as some hands do.
  restore = await slow(hers);
  await hers.goto("/desk");
  await expect(rows).toHaveCount(1);
  await hers.getByRole("button", { name: "New story" }).dblclick();
  await typeAtOnce(hers, "Second story");
  await expect(editor.headline).toHaveText("Second story");
  await restore();
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
  await waitForHydration(page); // an earlier click would load the story as a new page, and so would Back
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
