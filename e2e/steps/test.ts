// What every test in the browser is written with: Playwright's own, and what is known about a test that failed.
import { test as base, type Page } from "@playwright/test";

export { expect } from "@playwright/test";

/** Milliseconds that a page has to say what it shows; one that hangs does not answer. */
const patience = 2_000;
/** As much of a page's text as helps, in characters. */
const textLimit = 700;

/**
 * When a test fails, `npm test` prints where each of its pages was and what that page showed. Contexts that a test opened are
 * closed at its end: Playwright leaves them open, and their pages would go on working beside the tests that follow.
 */
export const test = base.extend<{ pagesOfTest: undefined }>({
  pagesOfTest: [
    async ({ browser, context: own }, use, info) => {
      await use(undefined);
      const contexts = browser.contexts();
      if (info.status !== info.expectedStatus) {
        const pages = contexts.flatMap((context) => context.pages());
        const body = (await Promise.all(pages.map(describePage))).join("\n");
        await info.attach("shown pages", { body, contentType: "text/plain" });
      }
      await Promise.all(contexts.filter((context) => context !== own).map((context) => context.close()));
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
