// `npm run bench:typing`: how soon one can type in a very long story; the cost of a key press in it with the checks open, alone and
// while another person types, beside a bare contenteditable with the same text in the same run; and whether memory grows. Needs a build.
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { chromiumFlags, findChromium } from "../judges/chromium.ts";
import { admin, longStory, startServer } from "./typing/server.ts";
import { perKey, share, traced } from "./typing/trace.ts";

const keys = Number(process.env.KEYS ?? 150);
/** Of a fast typist. */
const keysPerMinute = 200;
const longKeys = Number(process.env.LONG_KEYS ?? 30 * keysPerMinute);
const text = "the ferry crossed the river at night ";

async function signIn(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
  return page;
}

const story = (page: Page) => page.getByRole("textbox", { name: "Story", exact: true });
async function openStory(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Long night" }).first().click();
  await story(page).waitFor();
}
const putCaret = async (page: Page, paragraph: number): Promise<void> => {
  await page.locator("[contenteditable=true] > p:not([data-zone])").nth(paragraph).click();
  await page.keyboard.press("End");
};

/** Milliseconds from the start of the navigation until the text is there and the main thread is free for a key. */
async function interactive(page: Page): Promise<number> {
  await page.reload({ waitUntil: "commit" });
  await story(page).waitFor();
  return page.evaluate(
    () => new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))),
  );
}

/** Types and reports the cost of each key. */
async function typed(page: Page): Promise<number[]> {
  await page.keyboard.type(text, { delay: 60 }); // what is compiled at first use is not what a key costs
  const events = await traced(page, async () => {
    for (let i = 0; i < keys; i++) await page.keyboard.type(text[i % text.length] ?? " ", { delay: 90 });
  });
  return perKey(events);
}

/** Used bytes after everything that can go has gone, in MB. */
async function memory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1_048_576;
}

const say = (what: string, figures: readonly number[], limit: string): void =>
  console.log(
    `  ${what.padEnd(34)} median ${share(figures, 0.5).toFixed(1)} ms, p95 ${share(figures, 0.95).toFixed(1)} ms, ${figures.length} keys${limit}`,
  );

const server = await startServer(Number(process.env.GALLEY_TEST_PORT ?? 3998));
const browser = await chromium.launch({ executablePath: await findChromium(console.log), args: chromiumFlags });
try {
  const open = () => browser.newContext({ baseURL: server.address, viewport: { width: 1280, height: 900 } });
  const bare = await (await open()).newPage();
  await bare.setContent(
    `<div contenteditable="true" style="width:40rem;font:1.2rem/1.6 serif">${longStory.map((one) => `<p>${one}</p>`).join("")}</div>`,
  );
  await putCaret(bare, 100);
  const mine = await signIn(await open());
  await openStory(mine);
  const opened: number[] = [];
  for (let i = 0; i < 5; i++) opened.push(await interactive(mine));
  console.log(
    `From the start of the navigation until one can type: median ${share(opened, 0.5).toFixed(0)} ms, slowest ${Math.max(...opened).toFixed(0)} ms of ${opened.length} (limit 1,500)`,
  );
  await mine.getByRole("tab", { name: /^Checks/ }).click();
  await mine.getByRole("list", { name: "Checks" }).getByRole("listitem").first().waitFor();
  await putCaret(mine, 100);

  console.log("Main thread from keydown to the end of the paint: 10,000 words, 200 blocks, checks open");
  const plain = await typed(bare);
  const alone = await typed(mine);
  const theirs = await signIn(await open());
  await openStory(theirs);
  await putCaret(theirs, 104);
  let writing = true;
  const other = (async () => {
    while (writing) await theirs.keyboard.type(text, { delay: 120 });
  })();
  const together = await typed(mine);
  writing = false;
  await other;
  await theirs.context().close();
  say("a bare contenteditable", plain, "");
  say("Galley, alone", alone, ` (limit 8; ${(share(alone, 0.95) / share(plain, 0.95)).toFixed(1)} of bare)`);
  say(
    "Galley, another person types",
    together,
    ` (limit 16; ${(share(together, 0.95) / share(plain, 0.95)).toFixed(1)} of bare)`,
  );

  const used = [await memory(mine)];
  for (let part = 0; part < (longKeys > 0 ? 6 : 0); part++) {
    for (let done = 0; done < longKeys / 6; done += text.length) await mine.keyboard.type(text);
    await mine
      .getByRole("status")
      .filter({ hasText: /^Saved/ })
      .waitFor({ timeout: 120_000 });
    used.push(await memory(mine));
  }
  console.log(
    `Memory over ${longKeys.toLocaleString("en")} keys (${Math.round(longKeys / keysPerMinute)} minutes of typing, sped up): ${used.map((mb) => mb.toFixed(1)).join(", ")} MB`,
  );
} finally {
  await browser.close();
  await server.stop();
}
