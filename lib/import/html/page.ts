import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { elementsOf, textContent } from "#lib/document/html-tree.ts";

/** A page of HTML whose parts are cut out of its text. */
export class HtmlPage {
  readonly text: string;
  readonly root: Root;

  constructor(text: string) {
    this.text = text;
    this.root = fromHtml(text);
  }

  all(...tags: string[]): Element[] {
    return elementsOf(this.root, ...tags);
  }

  withClass(name: string): Element | undefined {
    return everyElement(this.root).find((element) => classesOf(element).includes(name));
  }

  /** The content of the first of these `<meta>` elements, by name or property. */
  meta(...names: string[]): string {
    for (const name of names) {
      const found = this.all("meta").find(({ properties: { name: own, property, itemProp } }) =>
        [own, property, itemProp].flat().some((each) => String(each ?? "").toLowerCase() === name),
      );
      const content = String(found?.properties.content ?? "").trim();
      if (content !== "") return content;
    }
    return "";
  }

  /** The markup inside an element, without these elements inside it. */
  inside(element: Element, without: (child: Element) => boolean): string {
    const from = element.children[0]?.position?.start.offset;
    const to = element.children.at(-1)?.position?.end.offset;
    if (from === undefined || to === undefined) return "";
    let out = "";
    let at = from;
    for (const child of everyElement({ type: "root", children: element.children })) {
      const { start, end } = child.position ?? {};
      if (start?.offset === undefined || end?.offset === undefined || start.offset < at || !without(child)) continue;
      out += this.text.slice(at, start.offset);
      at = end.offset;
    }
    return (out + this.text.slice(at, to)).trim();
  }
}

/** Every element below a node, in document order. */
const everyElement = (node: Root | Element): Element[] =>
  node.children.flatMap((child) => (child.type === "element" ? [child, ...everyElement(child)] : []));

export const classesOf = ({ properties: { className } }: Element): string[] =>
  Array.isArray(className) ? className.map(String) : String(className ?? "").split(/\s+/);

export const lineOf = (element: Element | undefined): string =>
  element ? textContent(element).replace(/\s+/g, " ").trim() : "";
