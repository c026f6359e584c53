// A text as blocks of WordPress's editor, in the form that the editor itself stores, so that it finds nothing to repair.
import type { Element } from "hast";
import { fromHtml } from "hast-util-from-html";
import { embedOf } from "#lib/document/blocks/embed/providers.ts";
import { escapeHtml, type FeedOptions, toFeedHtml } from "#lib/document/feed.ts";
import { numberFootnotes } from "#lib/document/footnotes.ts";
import { elementsOf, type HtmlNode, isElement } from "#lib/document/html-tree.ts";
import { childrenOf, type NodeJson } from "#lib/document/json.ts";

/** `files`: pictures, videos, sounds and documents of the text, which WordPress fetches. `alt` is "" for all but pictures. */
export type WordPressContent = { text: string; files: { url: string; alt: string }[] };

/**
 * @param doc what readers get, as JSON
 * @param after HTML of paragraphs that follow the text
 */
export function gutenbergOf(doc: NodeJson, options: FeedOptions, after = ""): WordPressContent {
  const { document, notes } = numberFootnotes(doc);
  const list: NodeJson = {
    type: "orderedList",
    content: notes.map(({ node }) => ({ type: "listItem", content: [{ ...node, type: "paragraph" }] })),
  };
  const nodes = [...childrenOf(document), ...(notes.length > 0 ? [{ type: "divider" }, list] : [])];
  // The editor's note is a field of the document, which is written before its blocks.
  const note = blocksOfHtml(withoutShortcodes(toFeedHtml({ ...document, content: [] }, options)));
  const blocks = [
    ...note,
    ...nodes.flatMap((node) => blocksOf(node, options)),
    ...blocksOfHtml(withoutShortcodes(after)),
  ];
  const text = blocks.join("\n\n");
  return { text, files: filesIn(text) };
}

/** WordPress replaces words in square brackets that are names of shortcodes, such as "[gallery]". */
export const withoutShortcodes = (html: string): string => html.replaceAll("[", "&#91;").replaceAll("]", "&#93;");

function filesIn(text: string): WordPressContent["files"] {
  const root = fromHtml(text, { fragment: true });
  const at = (element: Element, name: "src" | "poster" | "href") => {
    const url = element.properties[name];
    return typeof url === "string" && url !== "" ? [{ url, alt: String(element.properties.alt ?? "") }] : [];
  };
  const documents = elementsOf(root, "div").filter(
    ({ properties }) => properties.className?.toString() === "wp-block-file",
  );
  return [
    ...elementsOf(root, "img", "video", "audio").flatMap((each) => [...at(each, "src"), ...at(each, "poster")]),
    ...documents.flatMap((each) => elementsOf(each, "a").flatMap((link) => at(link, "href"))),
  ];
}

/** The attributes of a block stand in a comment of HTML. */
const jsonInComment = (value: Record<string, unknown>): string =>
  JSON.stringify(value)
    .replaceAll("--", "\\u002d\\u002d")
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("&", "\\u0026")
    .replaceAll('\\"', "\\u0022");

function wrapped(name: string, text: string, attributes: Record<string, unknown> = {}): string {
  const json = Object.keys(attributes).length === 0 ? "" : ` ${jsonInComment(attributes)}`;
  return `<!-- wp:${name}${json} -->\n${text}\n<!-- /wp:${name} -->`;
}

/** The block "Custom HTML" keeps what WordPress has no block for. */
const asHtml = (text: string): string => wrapped("html", text);

function blocksOf(node: NodeJson, options: FeedOptions): string[] {
  const htmlOf = (...nodes: NodeJson[]): string =>
    withoutShortcodes(toFeedHtml({ type: "doc", content: nodes }, options));
  /** A part of the node, such as its attribution, as HTML on one line. */
  const lineOf = (name: string): string => {
    const part = childrenOf(node).find(({ type }) => type === name);
    return part ? htmlOf({ ...part, type: "paragraph" }).replace(/^<p>|<\/p>$/g, "") : "";
  };
  const others = (name: string) => childrenOf(node).filter(({ type }) => type !== name);
  switch (node.type) {
    case "blockquote": {
      const inside = others("attribution").flatMap((each) => blocksOfHtml(htmlOf(each)));
      if (inside.length === 0) break;
      return [
        wrapped(
          "quote",
          `<blockquote class="wp-block-quote">${inside.join("\n\n")}${cite(lineOf("attribution"))}</blockquote>`,
        ),
      ];
    }
    case "pullQuote": {
      // It holds one paragraph.
      const said = others("attribution")
        .map((each) => htmlOf(each).replace(/^<p>|<\/p>$/g, ""))
        .filter(Boolean);
      if (said.length === 0) break;
      const quote = `<blockquote><p>${said.join("<br><br>")}</p>${cite(lineOf("attribution"))}</blockquote>`;
      return [wrapped("pullquote", `<figure class="wp-block-pullquote">${quote}</figure>`)];
    }
    case "gallery": {
      const pictures = childrenOf(node).flatMap((each) => blocksOfHtml(htmlOf(each)));
      if (pictures.length < 2) return pictures;
      const classes = "wp-block-gallery has-nested-images columns-default is-cropped";
      return [wrapped("gallery", `<figure class="${classes}">${pictures.join("\n\n")}</figure>`, { linkTo: "none" })];
    }
    case "embed":
      return embedBlocks(node, [lineOf("embedTitle"), lineOf("credit")]) ?? blocksOfHtml(htmlOf(node));
    case "file":
      return blocksOfHtml(htmlOf(node)).map(fileBlock);
  }
  return blocksOfHtml(htmlOf(node));
}

const cite = (by: string): string => (by.trim() === "" ? "" : `<cite>${by}</cite>`);
const captionOf = (inside: string): string =>
  inside.trim() === "" ? "" : `<figcaption class="wp-element-caption">${inside}</figcaption>`;

/** What WordPress calls the sites from which it shows content, by our names. */
const providers: Readonly<Record<string, [slug: string, type: "video" | "rich"]>> = {
  youtube: ["youtube", "video"],
  vimeo: ["vimeo", "video"],
  tiktok: ["tiktok", "video"],
  x: ["twitter", "rich"],
  bluesky: ["bluesky", "rich"],
  soundcloud: ["soundcloud", "rich"],
  spotify: ["spotify", "rich"],
};

/** Null for a site from which WordPress shows nothing. */
function embedBlocks({ attrs }: NodeJson, [title = "", credit = ""]: [string, string]): string[] | null {
  const embed = embedOf(attrs?.embed);
  const [slug, type] = providers[String(attrs?.embed).split(":")[0] ?? ""] ?? [];
  if (!embed || !slug) return null;
  const caption = [title, credit === "" ? "" : `<small>${credit}</small>`].filter(Boolean).join(" ");
  const classes = `wp-block-embed is-type-${type} is-provider-${slug} wp-block-embed-${slug}`;
  const wrapper = `<div class="wp-block-embed__wrapper">\n${escapeHtml(embed.link)}\n</div>`;
  const html = `<figure class="${classes}">${wrapper}${captionOf(caption)}</figure>`;
  return [wrapped("embed", html, { url: embed.link, type, providerNameSlug: slug, responsive: true })];
}

/** @param paragraph the block that a link to a document has become */
function fileBlock(paragraph: string): string {
  const [link] = elementsOf(fromHtml(paragraph, { fragment: true }), "a");
  const html = /<p>(<a [\s\S]*<\/a>)<\/p>/.exec(paragraph)?.[1];
  if (!link || html === undefined) return paragraph;
  const attributes = { href: String(link.properties.href), showDownloadButton: false };
  return wrapped("file", `<div class="wp-block-file">${html}</div>`, attributes);
}

/** @param html as `toFeedHtml` writes it */
function blocksOfHtml(html: string): string[] {
  const { children } = fromHtml(html, { fragment: true });
  return blocksIn(children, html);
}

const blocksIn = (nodes: readonly HtmlNode[], html: string): string[] =>
  nodes.flatMap((node) => {
    const text = sliceOf([node], html);
    return text.trim() === "" ? [] : [isElement(node) ? (blockOf(node, html) ?? asHtml(text)) : asHtml(text)];
  });

/** The HTML from the beginning of the first node to the end of the last one, as it is written. */
function sliceOf(nodes: readonly HtmlNode[], html: string): string {
  const from = nodes[0]?.position?.start.offset;
  return from === undefined ? "" : html.slice(from, nodes.at(-1)?.position?.end.offset);
}

const childOf = (node: Element, ...tags: string[]): Element | undefined =>
  node.children.find((child): child is Element => isElement(child, ...tags));

/** Null for what WordPress has no block for. */
function blockOf(node: Element, html: string): string | null {
  const inside = sliceOf(node.children, html);
  switch (node.tagName) {
    case "p":
      return wrapped("paragraph", `<p>${inside}</p>`);
    case "h2":
    case "h3": {
      const level = Number(node.tagName.slice(1));
      const heading = `<${node.tagName} class="wp-block-heading">${inside}</${node.tagName}>`;
      return wrapped("heading", heading, level === 2 ? {} : { level });
    }
    case "hr":
      return wrapped("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>');
    case "ul":
    case "ol":
      return listBlock(node, html);
    case "table":
      return tableBlock(node, html);
    case "figure":
      return figureBlock(node, html);
    case "pre":
      return wrapped("code", `<pre class="wp-block-code">${inside}</pre>`);
    case "section": {
      const group = `<section class="wp-block-group">${blocksIn(node.children, html).join("\n\n")}</section>`;
      return wrapped("group", group, { tagName: "section", layout: { type: "constrained" } });
    }
    default:
      return null;
  }
}

function figureBlock(node: Element, html: string): string | null {
  const caption = childOf(node, "figcaption");
  const under = captionOf(caption ? sliceOf(caption.children, html) : "");
  const shown = childOf(node, "img", "video", "audio");
  if (!shown) return null;
  const text = sliceOf([shown], html);
  if (shown.tagName === "img")
    return wrapped("image", `<figure class="wp-block-image">${text.replace(/>$/, "/>")}${under}</figure>`);
  return wrapped(shown.tagName, `<figure class="wp-block-${shown.tagName}">${text}${under}</figure>`);
}

const listTypes: Readonly<Record<string, string>> = {
  a: "lower-alpha",
  A: "upper-alpha",
  i: "lower-roman",
  I: "upper-roman",
};

/** An item of WordPress is one line and lists under it: null for a list with text after an inner list. */
function listBlock(node: Element, html: string): string | null {
  const items = node.children.map((item) => (isElement(item, "li") ? itemBlock(item, html) : null));
  if (!items.every((item) => item !== null)) return null;
  if (node.tagName === "ul") return wrapped("list", `<ul class="wp-block-list">${items.join("\n\n")}</ul>`);
  const start = Number(node.properties.start ?? 1);
  const type = listTypes[String(node.properties.type ?? "")];
  const style = `${start === 1 ? "" : ` start="${start}"`}${type ? ` style="list-style-type:${type}"` : ""}`;
  const attributes = { ordered: true, ...(type ? { type } : {}), ...(start === 1 ? {} : { start }) };
  return wrapped("list", `<ol${style} class="wp-block-list">${items.join("\n\n")}</ol>`, attributes);
}

function itemBlock(item: Element, html: string): string | null {
  const isList = (child: HtmlNode) => isElement(child, "ul", "ol");
  const at = item.children.findIndex(isList);
  const lists = at < 0 ? [] : item.children.slice(at);
  const text = at < 0 ? item.children : item.children.slice(0, at);
  const inner = lists.map((list) => (isElement(list, "ul", "ol") ? listBlock(list, html) : null));
  if (!inner.every((list) => list !== null)) return null;
  const paragraphs = text.filter((child): child is Element => isElement(child, "p"));
  const line =
    paragraphs.length === 0
      ? sliceOf(text, html)
      : paragraphs.map(({ children }) => sliceOf(children, html)).join("<br><br>");
  return wrapped("list-item", `<li>${line}${inner.join("\n\n")}</li>`);
}

function tableBlock(node: Element, html: string): string {
  const caption = childOf(node, "caption");
  const rows = sliceOf(
    node.children.filter((child) => child !== caption),
    html,
  );
  const under = captionOf(caption ? sliceOf(caption.children, html) : "");
  // Written out, because WordPress changed what it is if it is absent.
  return wrapped("table", `<figure class="wp-block-table"><table>${rows}</table>${under}</figure>`, {
    hasFixedLayout: false,
  });
}
