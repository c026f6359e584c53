import type { Locator, Page } from "@playwright/test";
import { newStory } from "../steps/newsroom.ts";

/** The page on which a story is written. It acts and finds; what must be true is for the test to say. */
export class EditorPage {
  readonly page: Page;
  readonly story: Locator;
  readonly headline: Locator;
  readonly standfirst: Locator;
  /** Blocks of the body, and everything else at the top level after the standfirst. */
  readonly paragraphs: Locator;
  readonly details: Locator;
  readonly tools: Locator;

  constructor(page: Page) {
    this.page = page;
    this.story = page.getByRole("textbox", { name: "Story", exact: true });
    this.headline = this.story.locator("h1[data-zone=headline]");
    this.standfirst = this.story.locator("p[data-zone=standfirst]");
    this.paragraphs = this.story.locator("> p:not([data-zone])");
    this.details = page.getByRole("form", { name: "Story details" });
    this.tools = page.getByRole("toolbar", { name: "Write" });
  }

  get saved(): Locator {
    return this.page.getByRole("status").filter({ hasText: /^Saved/ });
  }
  get line(): Locator {
    return this.page.getByRole("status").filter({ hasText: /^(Saved|Saving|Offline|Not saved|You are)/ });
  }

  /** The initials of everybody else in the story. */
  get here(): Locator {
    return this.page.getByRole("img", { name: /^In this story:/ });
  }
  caretOf(name: string): Locator {
    return this.story.locator(`.their-caret[data-name="${name}"]`);
  }

  /** From the list of stories into a new one. */
  async startNew(): Promise<void> {
    await this.page.goto("/desk");
    await this.page.getByRole("button", { name: "New story" }).click();
    await this.story.and(this.page.locator(":focus")).waitFor(); // where the next keys go
  }
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.story.waitFor();
  }

  /** Opens a draft without words, as a new story is, but stored already. */
  async openEmpty(): Promise<void> {
    await this.open(await newStory({ headline: "", standfirst: "", paragraphs: [""] }));
  }

  /** Opens a group of fields of the panel that is closed until it is used. */
  async openFold(title: string): Promise<void> {
    await this.details.locator("summary", { hasText: title }).click();
  }

  /** Writes into the zones, each with the keys that lead there. */
  async write(headline: string, standfirst: string, ...paragraphs: string[]): Promise<void> {
    const { keyboard } = this.page;
    await this.headline.click();
    await keyboard.type(headline);
    await keyboard.press("Enter");
    await keyboard.type(standfirst);
    for (const paragraph of paragraphs) {
      await keyboard.press("Enter");
      await keyboard.type(paragraph);
    }
  }

  /** The caret at the start or the end of a block. */
  async caret(block: Locator, side: "start" | "end"): Promise<void> {
    await block.click();
    await block.evaluate((element, toStart) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      range.collapse(toStart);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      document.dispatchEvent(new Event("selectionchange"));
    }, side === "start");
    await this.read();
  }
  /** Selects from a place in one block to a place in another, counted in characters. */
  async select(from: Locator, fromOffset: number, to: Locator, toOffset: number): Promise<void> {
    const end = await to.elementHandle();
    await this.story.focus();
    await from.evaluate(
      (start, [endElement, a, b]) => {
        const place = (element: Element, offset: number): [Node, number] => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          let rest = offset;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const { length } = node.textContent ?? "";
            if (rest <= length) return [node, rest];
            rest -= length;
          }
          return [element, 0];
        };
        const [startNode, startAt] = place(start, a as number);
        const [endNode, endAt] = place(endElement as Element, b as number);
        getSelection()?.setBaseAndExtent(startNode, startAt, endNode, endAt);
        document.dispatchEvent(new Event("selectionchange"));
      },
      [end, fromOffset, toOffset] as const,
    );
    await this.read();
  }
  /**
   * The editor reads a person's selection as it is made. A selection by script is reported by a later event, so this
   * reads it at once; otherwise a colleague's change could undo it. The screen follows within two frames.
   */
  async read(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  /** Pastes as a clipboard would bring it. */
  async paste(data: { text?: string; html?: string }): Promise<void> {
    await this.story.evaluate((element, { text, html }) => {
      const clipboardData = new DataTransfer();
      if (text !== undefined) clipboardData.setData("text/plain", text);
      if (html !== undefined) clipboardData.setData("text/html", html);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, data);
  }
  /** Drops text onto a block. */
  async drop(onto: Locator, html: string): Promise<void> {
    await onto.evaluate((element, given) => {
      const box = element.getBoundingClientRect();
      const dataTransfer = new DataTransfer();
      dataTransfer.setData("text/html", given);
      const at = {
        clientX: box.left + 20,
        clientY: box.top + box.height / 2,
        bubbles: true,
        cancelable: true,
        dataTransfer,
      };
      element.dispatchEvent(new DragEvent("dragover", at));
      element.dispatchEvent(new DragEvent("drop", at));
    }, html);
  }

  async addBlock(name: string): Promise<void> {
    await this.tools.getByRole("button", { name: "Add a block" }).click();
    await this.page.getByRole("option", { name, exact: false }).first().click();
  }
}
