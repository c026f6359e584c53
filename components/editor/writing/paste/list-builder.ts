// Builds nested lists from a sequence of items with levels.

export type Item = {
  /** The level, counted from 1. */
  level: number;
  isOrdered: boolean;
  /** The number that the source shows; null if it shows none and the item continues the numbering. */
  number: number | null;
  /** Identifies the list in the source. Items of different source lists are never put into one list. */
  list: unknown;
  content: readonly Node[];
  /** Whether the content continues the preceding item of its level. */
  isMore?: boolean;
};

type Open = Pick<Item, "level" | "isOrdered" | "list"> & { element: Element; next: number };

export class ListBuilder {
  private readonly page: Document;
  /** The lists that the next item may belong to, outermost first. */
  private open: Open[] = [];

  constructor(page: Document) {
    this.page = page;
  }

  /** Adds the next item; a new list is put before `before`. */
  add(item: Item, before: ChildNode): void {
    if (item.isMore && this.appendAll(item.level, item.content)) return;
    this.close(item.level);
    const last = this.open.at(-1);
    const isSame =
      last?.level === item.level &&
      last.isOrdered === item.isOrdered &&
      last.list === item.list &&
      (!item.isOrdered || item.number === null || item.number === last.next);
    const list = isSame ? last : this.begin(item, before);
    const entry = this.page.createElement("li");
    entry.append(...item.content);
    list.element.append(entry);
    list.next++;
  }

  /** Adds another paragraph to the last item of a level. Returns false when no list of that level is open. */
  append(level: number, content: Node): boolean {
    if (!this.open.some((one) => one.level === level)) return false;
    this.close(level);
    this.open.at(-1)?.element.lastElementChild?.append(content);
    return true;
  }

  private appendAll(level: number, content: readonly Node[]): boolean {
    const box = this.page.createElement("div");
    box.append(...content);
    return this.append(level, box);
  }

  end(): void {
    this.open = [];
  }

  private close(level: number): void {
    while ((this.open.at(-1)?.level ?? 0) > level) this.open.pop();
  }

  private begin({ level, isOrdered, number, list }: Item, before: ChildNode): Open {
    const element = this.page.createElement(isOrdered ? "ol" : "ul");
    if (isOrdered && number !== null && number !== 1) element.setAttribute("start", String(number));
    if (this.open.at(-1)?.level === level) this.open.pop();
    const around = this.open.at(-1)?.element.lastElementChild;
    if (around) around.append(element);
    else before.before(element);
    const opened = { level, isOrdered, list, element, next: number ?? 1 };
    this.open.push(opened);
    return opened;
  }
}
