import { expect, type Page } from "@playwright/test";

/**
 * Waits until the script of a newsroom page runs, which may be after the page was loaded: shortcuts do nothing before that, and
 * React does not notice what is filled into a field. The account button is disabled until then.
 */
export async function waitForScript(page: Page): Promise<void> {
  await expect(page.locator('button[aria-label^="Account of"]')).toBeEnabled();
}
