import { expect, type Locator, type Page } from "@playwright/test";

/** The comments beside a story. */
export class CommentsPanel {
  readonly page: Page;
  readonly tab: Locator;
  /** The conversations that are open, in the order of the text. */
  readonly open: Locator;
  readonly box: Locator;
  readonly bubble: Locator;
  /** Commented words in the text. */
  readonly words: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tab = page.getByRole("tab", { name: /^Comments/ });
    this.open = page.getByRole("list", { name: "Open comments" }).locator("> li");
    this.box = page.getByRole("region", { name: "New comment" }).getByRole("combobox");
    this.bubble = page.getByRole("toolbar", { name: "Selection" });
    this.words = page.locator("#story-text .commented");
  }

  /** Comments on what is selected, by the button above it. */
  async comment(text: string): Promise<void> {
    await this.bubble.getByRole("button", { name: "Comment" }).click();
    await this.send(text);
  }
  /** Writes into the box of a new comment and sends it. */
  async send(text: string): Promise<void> {
    await this.box.fill(text);
    await this.page.getByRole("region", { name: "New comment" }).getByRole("button", { name: "Comment" }).click();
    await this.box.waitFor({ state: "detached" });
  }
  /** Sends a reply and waits until the server has stored it: the box is emptied only then. */
  async reply(thread: Locator, text: string): Promise<void> {
    const box = thread.getByRole("combobox", { name: "Reply" });
    await box.fill(text);
    await thread.getByRole("button", { name: "Reply", exact: true }).click();
    await expect(box).not.toHaveValue(text);
  }
}
