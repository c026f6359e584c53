import { expect, type Page } from "@playwright/test";

/**
 * Waits until React has hydrated a page of the newsroom, which may be after the page was loaded. Until then shortcuts do nothing,
 * and React ignores text that is filled into a field. The account button is disabled until then.
 */
export async function waitForHydration(page: Page): Promise<void> {
  await expect(page.locator('button[aria-label^="Account of"]')).toBeEnabled();
}
