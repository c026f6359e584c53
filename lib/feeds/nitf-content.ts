// The HTML of a feed as the content of a NITF document.
import type { Element, ElementContent, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { escapeHtml } from "../document/feed.ts";
import { elementsOf, isBlock, isElement, textContent } from "../document/html-tree.ts";
import type { WireItemPicture } from "./wire-entry.ts";

type Nodes = readonly (RootContent | ElementContent)[];
type Pictures = ReadonlyMap<string, WireItemPicture>;

/** NITF has one element for emphasis; its class says which. */
const emphasis: Readonly<Record<string, string>> = {
  em: "",
  i: "",
  strong: "bold",
  b: "bold",
  s: "strike",
  sub: "sub",
  sup: "sup",
  code: "code",
};

const attribute = (name: string, value: unknown): string =>
  value === undefined || value === null || value === "" ? "" : ` ${name}="${escapeHtml(String(value))}"`;

/** @param body as `wireText` makes it */
export function nitfOf(body: string, pictures: readonly WireItemPicture[]): string {
  const byUrl = new Map(pictures.map((picture) => [picture.url, picture]));
  return blocks(fromHtml(body, { fragment: true }).children, byUrl, false);
}

function inline(nodes: Nodes): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return escapeHtml(node.value);
      if (node.type !== "element") return "";
      const inside = inline(node.children);
      if (node.tagName === "br") return "<br/>";
      if (node.tagName === "a") return `<a${attribute("href", node.properties.href)}>${inside}</a>`;
      const kind = Object.hasOwn(emphasis, node.tagName) ? emphasis[node.tagName] : undefined;
      return kind === undefined ? inside : `<em${attribute("class", kind)}>${inside}</em>`;
    })
    .join("");
}

/** @param isInBlock whether a `<block>` surrounds it, which may not hold another */
function blocks(nodes: Nodes, pictures: Pictures, isInBlock: boolean): string {
  let out = "";
  let line: (RootContent | ElementContent)[] = [];
  const flush = () => {
    const text = inline(line);
    if (text.trim() !== "") out += `<p>${text}</p>`;
    line = [];
  };
  for (const node of nodes) {
    if (isElement(node) && isBlock(node.tagName)) {
      flush();
      out += block(node, pictures, isInBlock);
    } else line.push(node);
  }
  flush();
  return out;
}

function block(node: Element, pictures: Pictures, isInBlock: boolean): string {
  const { tagName, children } = node;
  switch (tagName) {
    case "p":
      return `<p>${inline(children)}</p>`;
    case "h2":
      return `<hl2>${inline(children)}</hl2>`;
    case "h3":
    case "h4":
      return `<hl2 class="level-3">${inline(children)}</hl2>`;
    case "hr":
      return "<hr/>";
    case "pre":
      return `<pre>${escapeHtml(textContent(node))}</pre>`;
    case "ul":
    case "ol":
      return `<${tagName}${attribute("seqnum", node.properties.start)}>${items(children, pictures)}</${tagName}>`;
    case "blockquote":
      return quoted(children, pictures);
    case "figure":
      return figure(node, pictures);
    case "table":
      return table(node);
    default: {
      const inside = blocks(children, pictures, true);
      return isInBlock || inside === "" ? inside : `<block>${inside}</block>`;
    }
  }
}

const items = (nodes: Nodes, pictures: Pictures): string =>
  nodes
    .filter((node): node is Element => isElement(node, "li"))
    .map(({ children }) => {
      const isPlain = !children.some((child) => isElement(child) && isBlock(child.tagName));
      return `<li>${isPlain ? inline(children) : blocks(children, pictures, true)}</li>`;
    })
    .join("");

/** Feeds write the attribution as a last paragraph that begins with a dash. */
function quoted(nodes: Nodes, pictures: Pictures): string {
  const parts = nodes.filter((node): node is Element => isElement(node));
  const last = parts.at(-1);
  const by = parts.length > 1 && last && /^— \S/.test(textContent(last)) ? last : null;
  const said = blocks(by ? parts.slice(0, -1) : parts, pictures, true);
  const credit = by ? `<credit>${inline(by.children).replace(/^— /, "")}</credit>` : "";
  return `<bq><block>${said}</block>${credit}</bq>`;
}

function figure(node: Element, pictures: Pictures): string {
  const [shown] = elementsOf(node, "img", "video", "audio");
  if (!shown) return blocks(node.children, pictures, true);
  const [caption] = elementsOf(node, "figcaption");
  const words = caption ? inline(caption.children) : "";
  const source = String(shown.properties.src ?? "");
  if (shown.tagName !== "img") {
    const credit = String(shown.properties.dataCredit ?? "");
    return media({ type: shown.tagName, reference: attribute("source", source), caption: words, credit });
  }
  const known = pictures.get(source);
  return known
    ? nitfMedia(
        { ...known, alt: String(shown.properties.alt ?? ""), isMain: false },
        words,
        shown.properties.dataCredit,
      )
    : "";
}

type Media = { type: string; reference: string; caption: string; credit: string; name?: string };
const media = ({ type, reference, caption, credit, name = "" }: Media): string =>
  `<media media-type="${type}"${attribute("class", name)}><media-reference${reference}/>${
    caption.trim() === "" ? "" : `<media-caption>${caption}</media-caption>`
  }${credit === "" ? "" : `<media-producer>${escapeHtml(credit)}</media-producer>`}</media>`;

/** @param caption with the markup of NITF */
export function nitfMedia(picture: WireItemPicture, caption: string, credit: unknown = picture.credit): string {
  const { url, width, height, alt, isMain } = picture;
  return media({
    type: "image",
    name: isMain ? "main" : "inline",
    reference: `${attribute("source", url)} mime-type="image/jpeg" width="${width}" height="${height}"${attribute("alternate-text", alt)}`,
    caption,
    credit: typeof credit === "string" ? credit : "",
  });
}

/** NITF allows one body of a table. */
function table(node: Element): string {
  const [caption] = elementsOf(node, "caption");
  const [head] = elementsOf(node, "thead");
  const rows = (of: Element): string =>
    elementsOf(of, "tr")
      .map(
        (row) =>
          `<tr>${row.children
            .filter((cell): cell is Element => isElement(cell, "td", "th"))
            .map((cell) => {
              const spans = `${attribute("colspan", cell.properties.colSpan)}${attribute("rowspan", cell.properties.rowSpan)}`;
              return `<${cell.tagName}${spans}>${inline(cell.children)}</${cell.tagName}>`;
            })
            .join("")}</tr>`,
      )
      .join("");
  const bodies = elementsOf(node, "tbody").map(rows).join("");
  return `<table>${caption ? `<caption>${inline(caption.children)}</caption>` : ""}${
    head ? `<thead>${rows(head)}</thead>` : ""
  }${bodies === "" ? "" : `<tbody>${bodies}</tbody>`}</table>`;
}
