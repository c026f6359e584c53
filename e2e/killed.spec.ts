// The server or its database dies while somebody writes.
import type { Browser, Page } from "@playwright/test";
import { admin } from "./global-setup.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { Launch, type Run, ready } from "./steps/launch.ts";
import { newStory, onServer } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

const people = { GALLEY_ADMIN_EMAIL: admin.email, GALLEY_ADMIN_PASSWORD: admin.password };
let launch: Launch;
let run: Run;
let site: string;
test.beforeAll(async () => {
  launch = Launch.prepared();
  run = launch.galley(people);
  site = await ready(run);
});
test.afterAll(() => launch.end());

/** A browser of the admin on a draft of that server, with the caret at the end of its text. */
async function write(browser: Browser): Promise<{ page: Page; editor: EditorPage }> {
  const page = await (await browser.newContext({ baseURL: site })).newPage();
  const address = await onServer(launch.data, async () => {
    await enterAsAdmin(page, site);
    return newStory();
  });
  const editor = new EditorPage(page);
  await editor.open(address);
  await editor.caret(editor.paragraphs.first(), "end");
  return { page, editor };
}

test("typing continues while the server is killed, and each word is saved once", async ({ browser }) => {
  const { page, editor } = await write(browser);
  // In the middle of a word, and of a save: nobody waits for the line to say "Saved".
  await page.keyboard.type(" Typed before", { delay: 30 });
  await launch.kill(run);
  await page.keyboard.type(" and after the end.", { delay: 30 });
  await expect(editor.line).toHaveText(/^Offline, \d+ changes? kept on this computer$/);

  run = launch.galley({ ...people, PORT: new URL(site).port });
  await ready(run);
  await expect(editor.saved).toBeVisible({ timeout: 60_000 });
  await page.keyboard.type(" And on.");
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.paragraphs).toHaveText(["Start. Typed before and after the end. And on."]);
  await page.context().close();
});

test("PostgreSQL that is killed during typing restarts by itself, while readers are served and each word is saved once", async ({
  browser,
}) => {
  const { page, editor } = await write(browser);
  expect((await page.request.get("/")).status()).toBe(200);
  await page.keyboard.type(" Typed before", { delay: 30 });
  process.kill(launch.postmaster, "SIGKILL");
  await page.keyboard.type(" and after the end.", { delay: 30 });
  expect((await page.request.get("/")).status()).toBe(200);
  expect((await page.request.get("/api/health")).status()).toBe(200);
  const readiness = await page.request.get("/api/ready");
  if (readiness.status() === 503) expect((await readiness.json()).embedded.state).toBe("restarting");

  await expect(editor.saved).toBeVisible({ timeout: 60_000 });
  await expect
    .poll(async () => (await page.request.get("/api/ready")).json())
    .toMatchObject({
      ok: true,
      embedded: { state: "running", restarts: 1 },
    });
  await page.reload();
  await expect(editor.paragraphs).toHaveText(["Start. Typed before and after the end."]);
  await page.context().close();
});
