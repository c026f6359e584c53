import type { Element, ElementContent, Root } from "hast";
import { fromHtml } from "hast-util-from-html";

/** Every element of a page in document order. */
export function elementsOf(html: string): Element[] {
  return [...below(fromHtml(html))];
}

/** Every element inside another. */
export const elementsIn = (element: Element): Element[] => [...below(element)];

function* below(node: Root | Element): Generator<Element> {
  for (const child of node.children) {
    if (child.type !== "element") continue;
    yield child;
    yield* below(child);
  }
}

/** All text of an element, without text hidden from readers. */
export function textOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}

/** An attribute as text; undefined where it is not there. Lists are written with spaces. */
export function attributeOf(element: Element, name: string): string | undefined {
  const value = element.properties[name];
  if (value === undefined || value === null || value === false) return undefined;
  return Array.isArray(value) ? value.join(" ") : String(value);
}
