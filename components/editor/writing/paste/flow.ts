// Converts content to blocks of a story: a new block begins wherever a browser would begin a new line.
import { isList } from "./list-items.ts";
import { styleOf } from "./style.ts";

const blockTags =
  /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|CAPTION|CENTER|DD|DETAILS|DIALOG|DIR|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HGROUP|HR|LEGEND|LI|MAIN|MENU|NAV|OL|P|PRE|SEARCH|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL)$/;
/** Elements that are kept unchanged for later steps. */
const whole =
  "table, figure, video, audio, embed, object, [data-zone], [data-related-story], [data-pull], [data-footnote-block]";

type Frame = {
  kind: "quote" | "list" | "item";
  source: Element;
  /** The element for the content; null until there is content, and again after something was put outside of it. */
  copy: Element | null;
  /** The number of a list's next item. */
  next: number;
  /** Whether something that an item cannot hold has closed it. The rest of the content follows as paragraphs. */
  isOver: boolean;
};

class Flow {
  private readonly page: Document;
  private readonly root: Element;
  private frames: Frame[] = [];
  /** The block that receives words, its template, and the copies of the inline elements around the words. */
  private line: Element | null = null;
  private leaf: Element | null = null;
  private inline: Element[] = [];
  private copies: Element[] = [];
  private breaks = 0;
  private keepsLines = false;

  constructor(page: Document) {
    this.page = page;
    this.root = page.createElement("body");
  }

  run(source: Element): Element {
    this.inside(source);
    this.endLine();
    return this.root;
  }

  private node(node: Node): void {
    if (node.nodeType === node.TEXT_NODE) this.text(node as Text);
    else if (node.nodeType === node.ELEMENT_NODE) this.element(node as HTMLElement);
  }

  private children(element: Element): void {
    for (const child of [...element.childNodes]) this.node(child);
  }

  private text(node: Text): void {
    const text = node.data;
    if (this.keepsLines && text.includes("\n")) {
      if (this.line === null && text.trim() === "") return;
      text.split(/\r?\n/).forEach((part, index) => {
        if (index > 0) this.lineBreak();
        if (part.trim() !== "")
          this.put(
            this.page.createTextNode(
              part.replace(/\t/g, "    ").replace(/^ +| {2,}/g, (gap) => "\u00a0".repeat(gap.length)),
            ),
          );
      });
      return;
    }
    const isSpace = text.trim() === "";
    if (isSpace && (this.line === null || this.breaks > 0)) return;
    this.put(node);
  }

  private element(element: HTMLElement): void {
    const style = styleOf(element);
    const display = style.get("display") ?? "";
    const before = this.keepsLines;
    const space = style.get("white-space") ?? style.get("white-space-collapse");
    if (element.tagName === "PRE") this.keepsLines = true;
    if (space) this.keepsLines = /^(pre|break-spaces|preserve)/.test(space);
    if (element.tagName === "BR") this.lineBreak();
    else if (element.matches(whole)) this.aside(element);
    else if (element.tagName === "HR") this.rule(element);
    else if (element.getAttribute("data-stringify-type") === "paragraph-break") this.endLine();
    else if (isBlock(element, display)) this.block(element);
    else if (element.childNodes.length === 0) {
      if (element.tagName === "IMG" || element.tagName === "IFRAME" || element.tagName.startsWith("V:"))
        this.put(element);
    } else this.inside(element);
    this.keepsLines = before;
  }

  private block(element: Element): void {
    if (isHeading(this.leaf)) {
      // A heading is one line.
      this.lineBreak();
      this.inside(element);
      this.lineBreak();
      return;
    }
    this.endLine();
    const leaf = this.leafOf(element);
    const kind = kindOf(element);
    const { leaf: outer } = this;
    if (leaf) {
      if (isHeading(leaf)) this.leaveQuote();
      this.leaf = leaf;
      this.children(element);
      this.endLine();
      if (isHeading(leaf)) this.leaveQuote();
      this.leaf = outer;
    } else if (kind) {
      this.push(kind, element);
      this.children(element);
      this.endLine();
      this.frames.pop();
      if (kind === "list") this.leaveQuote();
    } else this.inside(element);
    this.endLine();
  }

  /** Adds the content of an element that is not a block of a story. If it formats text, each line gets a copy of it. */
  private inside(element: Element): void {
    if (blockTags.test(element.tagName) && !formats(element)) {
      this.children(element);
      return;
    }
    this.inline.push(element);
    this.children(element);
    this.inline.pop();
    this.copies.length = Math.min(this.copies.length, this.inline.length);
  }

  /** The template of the block for the text of an element; null for a box around other blocks. */
  private leafOf(element: Element): Element | null {
    const { tagName } = element;
    const named = element.getAttribute("role") === "heading" ? Number(element.getAttribute("aria-level") ?? 2) : null;
    if (/^H[1-6]$/.test(tagName) || named !== null) {
      const level = Math.min(6, Math.max(1, named || Number(tagName[1]) || 2));
      const isInItem = this.frames.some(({ kind }) => kind === "item");
      return isInItem ? this.page.createElement("p") : renamed(element, `h${level}`);
    }
    if (tagName === "FOOTER" && this.frames.at(-1)?.kind === "quote") return renamed(element, "footer");
    return /^(P|PRE|DT|DD|ADDRESS|FIGCAPTION|LEGEND|SUMMARY|CAPTION)$/.test(tagName) ? renamed(element, "p") : null;
  }

  private push(kind: Frame["kind"], source: Element): void {
    const list = this.frames.at(-1);
    if (kind === "list") this.leaveQuote();
    const frame: Frame = { kind, source, copy: null, next: 1, isOver: false };
    const start = Number.parseInt(source.getAttribute("start") ?? "1", 10);
    if (kind === "list" && start >= 0) frame.next = start;
    if (kind === "item" && list?.kind === "list") {
      const number = Number.parseInt(source.getAttribute("value") ?? "", 10);
      if (number >= 0 && number !== list.next && list.source.nodeName === "OL") {
        list.next = number;
        list.copy = null;
      }
    }
    this.frames.push(frame);
    // An empty item counts as an item.
    if (kind === "item") this.place();
    if (kind === "item" && list?.kind === "list") list.next++;
  }

  /** The element that the next block is put into. */
  private place(): Element {
    let parent = this.root;
    this.frames.forEach((frame, index) => {
      const inner = this.frames[index + 1];
      if (frame.isOver || (frame.kind === "list" && inner?.isOver)) return;
      if (frame.kind === "quote" && this.isNoQuote(index)) return;
      if (!frame.copy) {
        // The schema requires a paragraph at the start of an item.
        if (frame.kind === "list" && parent.tagName === "LI" && parent.childElementCount === 0)
          parent.append(this.page.createElement("p"));
        frame.copy =
          frame.kind === "quote" ? renamed(frame.source, "blockquote") : (frame.source.cloneNode(false) as Element);
        frame.copy.removeAttribute("value");
        if (frame.source.nodeName === "OL") frame.copy.setAttribute("start", String(frame.next));
        parent.append(frame.copy);
      }
      parent = frame.copy;
    });
    return parent;
  }

  /** Quotes hold paragraphs and no lists, headings or quotes; items hold no quotes. */
  private isNoQuote(index: number): boolean {
    const isInside = this.frames.slice(0, index).some(({ kind }) => kind === "item" || kind === "quote");
    return isInside || isHeading(this.leaf) || this.frames.slice(index).some(({ kind }) => kind === "list");
  }

  private put(node: Node): void {
    if (this.breaks > 1 && !isHeading(this.leaf)) this.endLine();
    if (!this.line) {
      const leaf = this.leaf ?? this.page.createElement("p");
      this.line = leaf.cloneNode(false) as Element;
      this.place().append(this.line);
      this.copies = [];
      this.breaks = 0;
    }
    const breaks = this.breaks;
    this.breaks = 0;
    if (breaks > 0) this.append(isHeading(this.leaf) ? this.page.createTextNode(" ") : this.page.createElement("br"));
    this.append(node);
  }

  private append(node: Node): void {
    let parent = this.copies.at(-1) ?? this.line;
    for (const source of this.inline.slice(this.copies.length)) {
      const copy = asInline(source);
      parent?.append(copy);
      this.copies.push(copy);
      parent = copy;
    }
    parent?.append(node);
  }

  private lineBreak(): void {
    if (this.line) this.breaks++;
  }

  private endLine(): void {
    this.line = null;
    this.copies = [];
    this.breaks = 0;
  }

  /** Closes the open quote, so that the next block follows it. More text of the quote opens it again. */
  private leaveQuote(): void {
    const quote = this.frames.findIndex(({ kind }) => kind === "quote");
    if (quote < 0) return;
    for (const frame of this.frames.slice(quote)) frame.copy = null;
  }

  private rule(element: Element): void {
    this.endLine();
    if (this.frames.length === 0) this.root.append(element);
  }

  /** Puts an element that no list or quote can hold between the part before it and the rest. */
  private aside(element: Element): void {
    this.endLine();
    for (const frame of this.frames) {
      frame.copy = null;
      if (frame.kind === "item") frame.isOver = true;
    }
    this.root.append(element);
  }
}

/** The kind of a block that holds other blocks; null for a box. Slack writes quotes as boxes. */
function kindOf(element: Element): Frame["kind"] | null {
  if (element.tagName === "BLOCKQUOTE" || element.getAttribute("data-stringify-type") === "quote") return "quote";
  if (element.tagName === "LI") return "item";
  return isList(element) ? "list" : null;
}

const formats = (element: Element): boolean =>
  ["font", "font-weight", "font-style", "text-decoration", "text-decoration-line"].some((name) =>
    styleOf(element).has(name),
  );

const isHeading = (element: Element | null): boolean => /^H[1-6]$/.test(element?.tagName ?? "");

function isBlock(element: Element, display: string): boolean {
  if (/^(LI|UL|OL)$/.test(element.tagName)) return true;
  if (/^inline/.test(display)) return element.getAttribute("role") === "heading";
  if (/^(block|flex|grid|flow-root|table|list-item)/.test(display)) return true;
  return blockTags.test(element.tagName) || element.getAttribute("role") === "heading";
}

/** A copy without content under another name, with the style and language of the original. */
function renamed(element: Element, tag: string): Element {
  const copy = element.ownerDocument.createElement(tag);
  for (const name of ["style", "lang", "dir", "id", "data-id"]) {
    const value = element.getAttribute(name);
    if (value !== null) copy.setAttribute(name, value);
  }
  return copy;
}

/** A block that is shown within a line is an inline element. */
const asInline = (element: Element): Element =>
  blockTags.test(element.tagName) ? renamed(element, "span") : (element.cloneNode(false) as Element);

/** The content of an element in blocks, taken out of it. */
export const inBlocks = (source: Element): Element => new Flow(source.ownerDocument).run(source);
