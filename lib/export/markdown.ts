// The HTML of a feed as Markdown (CommonMark with tables as HTML). The HTML is our own, so that few elements occur.
import type { Element } from "hast";
import { fromHtml } from "hast-util-from-html";
import { escapeHtml } from "#lib/document/feed.ts";
import { type HtmlNode, isElement } from "#lib/document/html-tree.ts";

/** Text that Markdown would read as signs. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>&~]/g, "\\$&")
    .replace(/^(\s*)([#+-])(?=\s)/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s)/, "$1\\$2");

export function markdownOf(html: string): string {
  const root = fromHtml(html, { fragment: true });
  return `${blocksOf(root.children as HtmlNode[]).join("\n\n")}\n`;
}

const childrenOf = (node: HtmlNode): HtmlNode[] => ("children" in node ? (node.children as HtmlNode[]) : []);
const attributeOf = (node: Element, name: string): string => String(node.properties[name] ?? "");

const blockTags = [
  "p",
  "h1",
  "h2",
  "h3",
  "h4",
  "ul",
  "ol",
  "blockquote",
  "figure",
  "hr",
  "table",
  "pre",
  "div",
  "aside",
  "section",
  "details",
] as const;

function blocksOf(nodes: readonly HtmlNode[]): string[] {
  const blocks: string[] = [];
  let line: HtmlNode[] = [];
  const close = () => {
    const text = inlineOf(line).trim();
    if (text !== "") blocks.push(text);
    line = [];
  };
  for (const node of nodes) {
    if (!isElement(node, ...blockTags)) {
      line.push(node);
      continue;
    }
    close();
    const block = blockOf(node);
    if (block !== "") blocks.push(block);
  }
  close();
  return blocks;
}

const indented = (text: string, by: string): string => text.replace(/\n(?=[^\n])/g, `\n${by}`);

function blockOf(node: Element): string {
  const level = /^h([1-4])$/.exec(node.tagName)?.[1];
  if (level) return `${"#".repeat(Number(level))} ${inlineOf(childrenOf(node)).replaceAll("\n", " ")}`;
  switch (node.tagName) {
    case "p":
      return inlineOf(childrenOf(node)).trim();
    case "hr":
      return "---";
    case "ul":
    case "ol":
      return childrenOf(node)
        .filter((child) => isElement(child, "li"))
        .map((item, index) => {
          const sign = node.tagName === "ul" ? "- " : `${index + 1}. `;
          return sign + indented(blocksOf(childrenOf(item)).join("\n\n"), " ".repeat(sign.length));
        })
        .join("\n");
    case "blockquote":
      return blocksOf(childrenOf(node))
        .join("\n\n")
        .split("\n")
        .map((line) => `> ${line}`.trimEnd())
        .join("\n");
    case "table":
    case "pre":
      return htmlOf(node);
    default:
      return blocksOf(childrenOf(node)).join("\n\n");
  }
}

const signs: Readonly<Record<string, string>> = { strong: "**", b: "**", em: "*", i: "*", s: "~~", del: "~~" };

function inlineOf(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return escaped(node.value.replace(/\s+/g, " "));
      if (!isElement(node)) return "";
      const text = inlineOf(childrenOf(node));
      if (node.tagName === "br") return "\\\n";
      if (node.tagName === "img") return `![${escaped(attributeOf(node, "alt"))}](<${attributeOf(node, "src")}>)`;
      if (node.tagName === "a") return `[${text}](<${attributeOf(node, "href")}>)`;
      const sign = signs[node.tagName];
      if (sign) return text.trim() === "" ? text : text.replace(/^(\s*)([\s\S]*?)(\s*)$/, `$1${sign}$2${sign}$3`);
      if (["sub", "sup", "code"].includes(node.tagName)) return htmlOf(node);
      if (isElement(node, "figcaption", "p")) return `\n\n${text}`;
      return text;
    })
    .join("");
}

function htmlOf(node: HtmlNode): string {
  if (node.type === "text") return escapeHtml(node.value);
  if (!isElement(node)) return "";
  const attributes = ["href", "colSpan", "rowSpan", "scope"]
    .filter((name) => node.properties[name] !== undefined && node.properties[name] !== null)
    .map((name) => ` ${name.toLowerCase()}="${escapeHtml(attributeOf(node, name))}"`);
  if (node.tagName === "br") return "<br>";
  return `<${node.tagName}${attributes.join("")}>${childrenOf(node).map(htmlOf).join("")}</${node.tagName}>`;
}
