// The server dies under the hands of people who write.
import { expect, test } from "@playwright/test";
import { admin } from "./global-setup.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { Launch, ready } from "./steps/launch.ts";
import { signIn } from "./steps/sign-in.ts";

test.describe.configure({ timeout: 180_000 });

let launch: Launch;
test.beforeEach(() => {
  launch = new Launch();
});
test.afterEach(() => launch.end());

test("typing continues while the server is killed, and each word is saved once", async ({ browser }) => {
  const people = { GALLEY_ADMIN_EMAIL: admin.email, GALLEY_ADMIN_PASSWORD: admin.password };
  const first = launch.galley(people);
  const site = await ready(first);
  const context = await browser.newContext({ baseURL: site });
  const page = await context.newPage();
  await signIn(page, admin);
  const editor = new EditorPage(page);
  await editor.startNew();
  await editor.write("Head", "Stand", "Start.");
  await expect(editor.saved).toBeVisible();

  // In the middle of a word, and of a save: nobody waits for the line to say "Saved".
  await page.keyboard.type(" Typed before", { delay: 30 });
  await launch.kill(first);
  await page.keyboard.type(" and after the end.", { delay: 30 });
  await expect(editor.line).toHaveText(/^Offline, \d+ changes? kept on this computer$/);

  await ready(launch.galley({ ...people, PORT: new URL(site).port }));
  await expect(editor.saved).toBeVisible({ timeout: 60_000 });
  await page.keyboard.type(" And on.");
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.paragraphs).toHaveText(["Start. Typed before and after the end. And on."]);
  await context.close();
});

test("PostgreSQL that is killed during typing restarts by itself, while readers are served and each word is saved once", async ({
  browser,
}) => {
  const people = { GALLEY_ADMIN_EMAIL: admin.email, GALLEY_ADMIN_PASSWORD: admin.password };
  const site = await ready(launch.galley(people));
  const context = await browser.newContext({ baseURL: site });
  const page = await context.newPage();
  expect((await page.request.get("/")).status()).toBe(200);
  await signIn(page, admin);
  const editor = new EditorPage(page);
  await editor.startNew();
  await editor.write("Head", "Stand", "Start.");
  await expect(editor.saved).toBeVisible();

  await page.keyboard.type(" Typed before", { delay: 30 });
  process.kill(launch.postmaster, "SIGKILL");
  await page.keyboard.type(" and after the end.", { delay: 30 });
  expect((await page.request.get("/")).status()).toBe(200);
  const health = await page.request.get("/api/health");
  if (health.status() === 503) expect((await health.json()).embedded.state).toBe("restarting");

  await expect(editor.saved).toBeVisible({ timeout: 60_000 });
  await expect
    .poll(async () => (await page.request.get("/api/health")).json())
    .toMatchObject({
      ok: true,
      embedded: { state: "running", restarts: 1 },
    });
  await page.reload();
  await expect(editor.paragraphs).toHaveText(["Start. Typed before and after the end."]);
  await context.close();
});
