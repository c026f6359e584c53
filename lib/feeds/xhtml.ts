// Our own HTML as well-formed XML, which HTML parsers read the same way.
import type { Element, ElementContent, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { escapeHtml } from "../document/feed.ts";
import { elementsOf, isElement, textContent } from "../document/html-tree.ts";

type Nodes = readonly (RootContent | ElementContent)[];

const voids = new Set(["br", "hr", "img", "col", "wbr", "source", "track"]);

const nameOf = (property: string): string =>
  property === "className"
    ? "class"
    : property.startsWith("data")
      ? property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
      : property.toLowerCase();

function attributesOf({ properties }: Element): string {
  return Object.entries(properties)
    .map(([property, value]) => {
      if (value === null || value === undefined || value === false) return "";
      const name = nameOf(property);
      const text = value === true ? name : Array.isArray(value) ? value.join(" ") : String(value);
      return ` ${name}="${escapeHtml(text)}"`;
    })
    .join("");
}

export function xhtmlOf(nodes: Nodes): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return escapeHtml(node.value);
      if (node.type !== "element") return "";
      const open = `${node.tagName}${attributesOf(node)}`;
      return voids.has(node.tagName) ? `<${open}/>` : `<${open}>${xhtmlOf(node.children)}</${node.tagName}>`;
    })
    .join("");
}

/**
 * The HTML of a feed as a tree, in which the credit of a picture is an attribute of the picture and no part of its caption, so
 * that receivers can tell them apart.
 * @param html as `toFeedHtml` writes it
 */
export function wireTree(html: string): Nodes {
  const root = fromHtml(html, { fragment: true });
  for (const figure of elementsOf(root, "figure")) {
    const [caption] = elementsOf(figure, "figcaption");
    const shown = elementsOf(figure, "img", "video", "audio")[0];
    const credit = caption?.children.findLast((child): child is Element => isElement(child, "small"));
    if (!caption || !shown || !credit) continue;
    shown.properties.dataCredit = textContent(credit).trim();
    caption.children = caption.children.filter((child) => child !== credit);
    const last = caption.children.at(-1);
    if (last?.type === "text") last.value = last.value.trimEnd();
    if (textContent(caption).trim() === "") figure.children = figure.children.filter((child) => child !== caption);
  }
  return root.children;
}
