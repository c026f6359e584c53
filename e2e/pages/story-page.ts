import type { FileChooser, Locator, Page } from "@playwright/test";
import { waitForHydration } from "../steps/hydration.ts";

/** Uploads a file in the dialog in which pictures are chosen. */
export async function uploadInPicker(
  page: Page,
  file: Parameters<FileChooser["setFiles"]>[0],
  title = "Choose a picture",
): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("dialog", { name: title }).getByRole("button", { name: "Upload from this device" }).click();
  await (await chooser).setFiles(file);
}

/** The page on which a story is written, and what can be done with it. */
export class StoryPage {
  readonly page: Page;
  readonly text: Locator;
  readonly details: Locator;
  readonly dialog: Locator;
  constructor(page: Page) {
    this.page = page;
    this.text = page.getByRole("textbox", { name: "Story" });
    this.details = page.getByRole("form", { name: "Story details" });
    this.dialog = page.getByRole("dialog");
  }

  /** Begins a story from the list; its address. */
  async begin(): Promise<string> {
    await this.page.goto("/desk");
    await this.page.getByRole("button", { name: "New story" }).click();
    await this.text.and(this.page.locator(":focus")).waitFor(); // where the next keys go
    return new URL(this.page.url()).pathname;
  }

  /** Opens a story from the list, found by its headline. */
  async find(headline: string): Promise<void> {
    await this.page.goto("/desk");
    await waitForHydration(this.page);
    await this.page.getByRole("searchbox").fill(headline);
    await this.page.getByRole("link", { name: headline }).click();
    await this.text.waitFor();
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.text.waitFor();
  }

  /** Headline, standfirst, paragraphs, each after Enter, as one writes. */
  async write(headline: string, standfirst: string, ...paragraphs: string[]): Promise<void> {
    await this.text.getByRole("heading", { level: 1 }).click();
    await this.page.keyboard.type(headline);
    for (const part of [standfirst, ...paragraphs]) {
      await this.page.keyboard.press("Enter");
      await this.page.keyboard.type(part);
    }
  }

  /** Puts text at the end of what is there. */
  async append(text: string): Promise<void> {
    await this.text.getByRole("paragraph").last().click();
    await this.page.keyboard.press("End");
    await this.page.keyboard.type(text);
  }

  /** Uploads a picture to where the caret is, and describes it. */
  async addPicture(file: string, description: string): Promise<void> {
    await this.page.getByRole("toolbar", { name: "Write" }).getByRole("button", { name: "Picture" }).click();
    await uploadInPicker(this.page, file);
    await this.details.getByRole("textbox", { name: "Alt text" }).fill(description);
    await this.text.getByRole("img", { name: description }).waitFor();
  }

  async chooseSection(name: string): Promise<void> {
    await this.details.getByLabel("Section").selectOption({ label: name });
  }

  /** The line with the saving state. */
  saved = (): Locator => this.page.getByRole("status").filter({ hasText: /^Saved/ });

  /** The status in the bar: "Filed", "Published" … */
  state = (word: string): Locator => this.page.locator("header").getByText(word, { exact: true });

  verb = (name: string): Locator => this.page.getByRole("button", { name, exact: true });

  /** Opens the panel and publishes. The button there also says how many changes readers get. */
  async publish(verb: "Publish" | "Publish update"): Promise<void> {
    await this.verb(verb).click();
    await this.dialog.getByRole("button", { name: new RegExp(`^${verb}( · \\d+ changes?)?$`) }).click();
  }

  async correct(note: string): Promise<void> {
    await this.verb("Correct").click();
    await this.dialog.getByRole("textbox", { name: "Note" }).fill(note);
    await this.dialog.getByRole("button", { name: "Publish correction" }).click();
  }

  async takeDown(reason: string): Promise<void> {
    await this.verb("Take down").click();
    await this.dialog.getByLabel("Reason").fill(reason);
    await this.dialog.getByRole("button", { name: "Take down" }).click();
  }

  /** Brings back what was taken down, by the menu and the question that repeats the reason. */
  async reinstate(reason: string): Promise<void> {
    await this.verb("More to do with this story").click();
    await this.page.getByRole("menuitem", { name: "Reinstate" }).click();
    await this.dialog.getByText(reason).waitFor();
    await this.dialog.getByRole("button", { name: "Reinstate" }).click();
  }

  /** Keeps from readers what changed in the newest version that shows it, and before. */
  async hideChanges(): Promise<void> {
    await this.page.getByRole("tab", { name: "History" }).click();
    await this.page
      .getByRole("button", { name: /^Hide the changes of/ })
      .first()
      .click();
    await this.dialog.getByRole("button", { name: "Hide from readers" }).click();
    await this.page.getByText("Hidden from readers. Removed from all servers.").waitFor();
  }

  async file(note = ""): Promise<void> {
    await this.verb("File").click();
    if (note) await this.dialog.getByRole("textbox", { name: "Note to the editors" }).fill(note);
    await this.dialog.getByRole("button", { name: "File", exact: true }).click();
  }

  async sendBack(note: string): Promise<void> {
    await this.verb("Send back").click();
    await this.dialog.getByRole("textbox", { name: "Note" }).fill(note);
    await this.dialog.getByRole("button", { name: "Send back" }).click();
  }

  viewOnSite = (): Locator => this.dialog.getByRole("link", { name: "View on site" });

  async closeReceipt(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Done" }).click();
  }
}
