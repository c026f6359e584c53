// Nests lists of web pages and web editors as HTML requires.
import { ListBuilder } from "./list-builder.ts";
import { isBlankNode, isList, itemsOf } from "./list-items.ts";
import { styleOf } from "./style.ts";

const integer = (text: string | null | undefined): number | null =>
  text && /^\d{1,2}$/.test(text) ? Number(text) : null;

/** The level that an attribute of an item or its list declares, in Google Docs, Word in the browser, Quill, Slack and Dropbox Paper. */
function namedLevel(item: Element): number | null {
  const own = integer(item.getAttribute("aria-level") ?? item.getAttribute("data-aria-level"));
  if (own !== null && own > 0) return own;
  const indent = integer(item.getAttribute("data-indent") ?? /\bql-indent-(\d)\b/.exec(item.className)?.[1]);
  if (indent !== null) return indent + 1;
  if (item.hasAttribute("data-list")) return 1;
  const list = item.parentElement;
  const ofList = integer(list?.getAttribute("data-indent"));
  if (ofList !== null) return ofList + 1;
  return integer(/\blistindent(\d)\b/.exec(list?.className ?? "")?.[1]);
}

const depthOf = (item: Element): number => {
  let depth = 0;
  for (let one = item.parentElement; one; one = one.parentElement) if (isList(one)) depth++;
  return depth;
};

const isOutermost = (list: Element): boolean => !list.parentElement?.closest("ul, ol");

/** The list in a box that holds nothing else. Word in the browser writes one around each item. */
function boxedList(node: Node): Element | null {
  let element: Node = node;
  while (element.nodeName === "DIV") {
    const [only, ...others] = [...element.childNodes].filter((child) => !isBlankNode(child));
    if (!only || others.length > 0) return null;
    element = only;
  }
  return isList(element) ? element : null;
}

/** Rebuilds lists whose items declare another level than their depth in the page. */
function levelledLists(page: Document): void {
  const irregular = [...page.body.querySelectorAll("li")].filter((item) => {
    const level = namedLevel(item);
    return (
      (level !== null && level !== depthOf(item)) || item.hasAttribute("data-list") || item.hasAttribute("data-listid")
    );
  });
  const parents = new Set<Element>();
  for (const item of irregular) {
    let list: Element | null = item;
    while (list && !(isList(list) && isOutermost(list))) list = list.parentElement;
    let box: Element | null = list;
    while (box?.parentElement && box.parentElement !== page.body && boxedList(box.parentElement))
      box = box.parentElement;
    if (box?.parentElement) parents.add(box.parentElement);
  }
  for (const parent of parents) {
    const lists = new ListBuilder(page);
    /** The list of the level 1 items, and whether the last list of the page began at a deeper level. */
    let outer: Element | null = null;
    let wasBelow = false;
    for (const child of [...parent.childNodes]) {
      if (isBlankNode(child)) continue;
      const list = boxedList(child);
      const first = list?.querySelector("li");
      const level = first ? namedLevel(first) : null;
      if (!list || level === null) {
        lists.end();
        outer = null;
        wasBelow = false;
        continue;
      }
      // Each level has its own source list: the outer list continues after the inner one.
      if (level === 1 && !wasBelow) outer = list;
      wasBelow = level > 1;
      for (const item of itemsOf(list, namedLevel)) {
        const id = item.source?.getAttribute("data-listid") ?? null;
        const isFlat = id !== null || list.hasAttribute("data-indent") || /\blistindent\d/.test(list.className);
        lists.add({ ...item, list: isFlat ? id : outer }, child);
      }
      child.remove();
    }
  }
}

/** Wraps items without a list in one, as when a browser copies a part of a list. */
function strayItems(page: Document): void {
  for (const item of page.body.querySelectorAll("li")) {
    if (isList(item.parentElement)) continue;
    let before = item.previousSibling;
    while (before && !isList(before) && isBlankNode(before)) before = before.previousSibling;
    if (isList(before) && before.hasAttribute("data-stray")) before.append(item);
    else {
      const list = page.createElement("ul");
      list.setAttribute("data-stray", "");
      item.before(list);
      list.append(item);
    }
  }
}

const itemBefore = (node: ChildNode): Element | null => {
  for (let one = node.previousSibling; one; one = one.previousSibling) if (one.nodeName === "LI") return one as Element;
  return null;
};

/** Whether an item only wraps lists: it has no marker, or it is the only item. */
function isWrapper(item: Element): boolean {
  const style = styleOf(item);
  const hasNoSign = /\bnone\b/.test(`${style.get("list-style")} ${style.get("list-style-type")}`);
  const parts = [...item.childNodes].filter((child) => !isBlankNode(child));
  if (parts.length === 0 || !parts.every(isList)) return false;
  return hasNoSign || [...(item.parentElement?.children ?? [])].filter(({ tagName }) => tagName === "LI").length === 1;
}

/** Moves content of a list that is outside of its items into the preceding item. Without one, it gets the level of the list. */
function nestedLists(page: Document): void {
  for (const item of page.body.querySelectorAll("li")) {
    if (isWrapper(item)) item.replaceWith(...item.childNodes);
    else if (isBlankNode(item) && isList(item.nextElementSibling)) item.remove();
  }
  // Innermost lists come first, so that everything that is moved is already in order.
  for (const list of [...page.body.querySelectorAll("ul, ol")].reverse()) {
    for (const child of [...list.childNodes]) {
      if (child.nodeName === "LI") continue;
      const item = itemBefore(child);
      if (isBlankNode(child)) {
        if (child.nodeType === child.ELEMENT_NODE) child.remove();
      } else if (item) item.append(child);
      else if (!isList(child)) {
        const made = page.createElement("li");
        child.before(made);
        made.append(child);
      } else if (child.nodeName === list.nodeName) {
        const start = child.getAttribute("start");
        if (start !== null && !list.hasAttribute("start")) list.setAttribute("start", start);
        child.replaceWith(...child.childNodes);
      } else list.before(child);
    }
    if (isBlankNode(list) && !list.querySelector("li")) list.remove();
  }
}

export function nestWebLists(page: Document): void {
  strayItems(page);
  levelledLists(page);
  nestedLists(page);
}
