import type { Locator, Page } from "@playwright/test";

/** The suggestions beside a story, and the switch above it. */
export class SuggestionsPanel {
  readonly page: Page;
  readonly tab: Locator;
  /** In the order of the text. */
  readonly cards: Locator;
  readonly editing: Locator;
  readonly suggesting: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tab = page.getByRole("tab", { name: /^Suggestions/ });
    this.cards = page.getByRole("list", { name: "Suggestions" }).locator("> li");
    this.editing = page.getByRole("radio", { name: "Editing" });
    this.suggesting = page.getByRole("radio", { name: "Suggesting" });
  }

  /** The text of a card. */
  about(card: Locator): Locator {
    return card.locator("[data-about]");
  }
  async decide(card: Locator, verdict: "Accept" | "Reject" | "Withdraw"): Promise<void> {
    await card.getByRole("button", { name: verdict, exact: true }).click();
  }
}
