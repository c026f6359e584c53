// Reads the items of HTML lists.

export const isList = (node: Node | null | undefined): node is HTMLElement =>
  node?.nodeName === "UL" || node?.nodeName === "OL";

/** Whether a node is invisible: no text, no picture, no rule. */
export function isBlankNode(node: Node): boolean {
  if (node.nodeType === node.TEXT_NODE) return (node.textContent ?? "").trim() === "";
  if (node.nodeType !== node.ELEMENT_NODE) return true;
  const element = node as Element;
  return (
    (element.textContent ?? "").trim() === "" &&
    !/^(IMG|HR|TABLE|IFRAME|VIDEO|AUDIO|EMBED|OBJECT|V:IMAGEDATA)$/.test(element.tagName) &&
    !element.querySelector("img, hr, table, iframe, video, audio, embed, object, v\\:imagedata")
  );
}

export type ReadItem = {
  level: number;
  isOrdered: boolean;
  number: number | null;
  content: Node[];
  source: Element | null;
  /** Whether this continues the preceding item of its level after a nested list. */
  isMore: boolean;
};

const integer = (text: string | null): number | null => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null);

/** The items of a list and of its nested lists, in order. `levelOf` returns the level that an item declares, or null. */
export function itemsOf(list: Element, levelOf: (item: Element) => number | null, depth = 1): ReadItem[] {
  const items: ReadItem[] = [];
  let number = list.nodeName === "OL" ? integer(list.getAttribute("start")) : null;
  for (const child of list.childNodes) {
    if (isList(child)) items.push(...itemsOf(child, levelOf, depth + 1));
    else if (child.nodeName === "LI") {
      const item = child as Element;
      const level = levelOf(item) ?? depth;
      const kind = item.getAttribute("data-list");
      const isOrdered = kind ? kind === "ordered" : list.nodeName === "OL";
      const made = { level, isOrdered, number: integer(item.getAttribute("value")) ?? number, source: item };
      let part: ReadItem = { ...made, content: [], isMore: false };
      items.push(part);
      for (const node of item.childNodes) {
        if (isList(node)) {
          items.push(...itemsOf(node, levelOf, level + 1));
          part = { ...made, content: [], isMore: true };
        } else if (part.isMore && part.content.length === 0) {
          if (isBlankNode(node)) continue;
          part.content.push(node);
          items.push(part);
        } else part.content.push(node);
      }
      number = null;
    } else if (!isBlankNode(child)) {
      const last = items.at(-1);
      if (last) last.content.push(child);
      else
        items.push({
          level: depth,
          isOrdered: list.nodeName === "OL",
          number,
          content: [child],
          source: null,
          isMore: false,
        });
    }
  }
  return items;
}
