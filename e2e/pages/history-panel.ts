import type { Locator, Page } from "@playwright/test";

/** The history beside a story, and the comparison in place of its text. */
export class HistoryPanel {
  readonly page: Page;
  readonly tab: Locator;
  /** Newest first. */
  readonly revisions: Locator;
  readonly comparison: Locator;
  readonly heading: Locator;
  /** What differs, in reading order. */
  readonly changes: Locator;
  readonly from: Locator;
  readonly to: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tab = page.getByRole("tab", { name: "History" });
    this.revisions = page.getByRole("tabpanel", { name: "History" }).getByRole("listitem").getByRole("button");
    this.comparison = page.getByRole("region", { name: "Comparison" });
    this.heading = this.comparison.getByRole("heading", { level: 1 });
    this.changes = this.comparison.locator("[data-row]");
    this.from = this.comparison.getByLabel("From");
    this.to = this.comparison.getByLabel("to", { exact: true });
  }

  /** Saves the current version under a name. */
  async name(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Name this version" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Name this version" });
    await dialog.getByRole("textbox").fill(name);
    await dialog.getByRole("button", { name: "Keep version" }).click();
    await dialog.waitFor({ state: "detached" });
  }
  named = (name: string): Locator => this.revisions.filter({ hasText: `“${name}”` });
  change = (name: string | RegExp): Locator => this.comparison.getByRole("region", { name });

  /** Restores the compared revision and confirms. */
  async restore(): Promise<void> {
    await this.comparison.getByRole("button", { name: /^Restore revision/ }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  }
}
