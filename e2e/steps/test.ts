// What every test in the browser is written with: Playwright's own, and what is known about a test that failed.
import { test as base, type Page } from "@playwright/test";

export { expect } from "@playwright/test";

/** Milliseconds that a page has to say what it shows; one that hangs does not answer. */
const patience = 2_000;
/** As much of a page's text as helps, in characters. */
const textLimit = 700;

/** When a test fails, `npm test` prints where each of its pages was and what that page showed. */
export const test = base.extend<{ shownPages: undefined }>({
  shownPages: [
    // The context is asked for so that it is still open after the test.
    async ({ browser, context: _ }, use, info) => {
      await use(undefined);
      if (info.status === info.expectedStatus) return;
      const pages = browser.contexts().flatMap((context) => context.pages());
      const body = (await Promise.all(pages.map(describePage))).join("\n");
      await info.attach("shown pages", { body, contentType: "text/plain" });
    },
    { auto: true },
  ],
});

async function describePage(page: Page): Promise<string> {
  const text = await page
    .locator("body")
    .innerText({ timeout: patience })
    .catch(() => "(the page did not answer)");
  return `${page.url()}: ${text.replace(/\s+/g, " ").trim().slice(0, textLimit)}`;
}
