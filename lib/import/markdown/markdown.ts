import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import type { Root as MarkdownRoot, Nodes, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { noteTag } from "#lib/document/blocks/footnote/block.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { parseRemainingMarkdown, repairLinks } from "./remaining-markdown.ts";
import { flattenIndentedHtml, repairLinkTags } from "./repair-html.ts";

/**
 * Parses Markdown (CommonMark with GitHub's tables, strikethrough and footnotes) that contains HTML. The HTML that a site
 * generator would output is parsed again as a browser does, so that tags that span several blocks have the same result as
 * on the old site.
 */
export function readMarkdown(text: string): Root {
  return parseRemainingMarkdown(fromHtml(markdownToHtml(tidy(text)), { fragment: true }));
}

export function markdownToHtml(text: string): string {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return new Writer(tree).write();
}

/** Converts extensions of other Markdown dialects, which CommonMark would leave in the text. */
function tidy(text: string): string {
  let fence: string | null = null;
  let open = 0;
  return flattenIndentedHtml(text.split("\n"))
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (mark && (fence === null || (line.trim() === mark && mark.startsWith(fence))))
        fence = fence === null ? mark : null;
      if (fence !== null || mark) return line;
      // Inside indented HTML, a blank line would turn what follows into code.
      const flat = open > 0 ? line.trimStart() : line;
      if (!/^ {4}/.test(flat)) open = Math.max(0, open + balanceOf(flat));
      return repairLinks(repairLinkTags(flat))
        .replace(/^( {0,3}#{2,6})(?=[^#\s])/, "$1 ") // "##Heading"
        .replace(/^( {0,3}#{1,6} .*?)\s*\{#[\w:.-]+\}\s*$/, "$1") // "## Heading {#place}"
        .replace(/^\s*\{:\s?(?:[.#\w][^}]*)?\}\s*$/, "") // kramdown's attributes on a line
        .replace(/\{:\s?[.#\w][^}]*\}/g, ""); // and after a span
    })
    .join("\n");
}

/** The number of HTML boxes that a line opens, minus those that it closes. */
const balanceOf = (line: string): number =>
  [...line.matchAll(/<(\/?)(?:table|tbody|thead|tr|td|th|ul|ol|div|section|article|figure|dl)\b[^>]*>/gi)].reduce(
    (sum, [, slash]) => sum + (slash ? -1 : 1),
    0,
  );

const escapeHtml = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const mayHoldNotes = new Set([
  "root",
  "paragraph",
  "emphasis",
  "strong",
  "delete",
  "link",
  "list",
  "listItem",
  "blockquote",
]);
const inNotes = new Set(["paragraph", "text", "emphasis", "strong", "delete", "link", "inlineCode"]);

/**
 * Whether every footnote is a paragraph, and follows words in a text that can refer to it. Where one is in a table, has a
 * list or a picture in it, or nothing refers to it, all stay numbers and a list, so that no word is lost.
 */
function hasPlainNotes(tree: MarkdownRoot): boolean {
  const referred = new Set<string>();
  const defined = new Set<string>();
  const isPlain = (node: Nodes, isInNote: boolean): boolean => {
    if (isInNote && !inNotes.has(node.type)) return false;
    if (!("children" in node)) return true;
    const all: readonly Nodes[] = node.children;
    return all.every((child, index) => {
      if (child.type === "footnoteReference") {
        const before = all[index - 1];
        referred.add(child.identifier);
        if (
          isInNote ||
          !mayHoldNotes.has(node.type) ||
          !before ||
          ["break", "footnoteReference", "html"].includes(before.type)
        )
          return false;
        if (before.type === "text" && before.value.trimEnd() !== before.value) return false;
      }
      if (child.type === "footnoteDefinition") {
        defined.add(child.identifier);
        return child.children.length === 1 && child.children.every((inner) => isPlain(inner, true));
      }
      return isPlain(child, isInNote);
    });
  };
  return isPlain(tree, false) && referred.size === defined.size;
}

class Writer {
  readonly #tree: MarkdownRoot;
  readonly #definitions = new Map<string, { url: string; title: string }>();
  readonly #notes = new Map<string, string>();
  readonly #noteOrder: string[] = [];
  /** Ids of the blocks that notes become; null where they stay numbers and a list, see `hasPlainNotes`. */
  readonly #noteIds: Map<string, string> | null;

  constructor(tree: MarkdownRoot) {
    this.#tree = tree;
    this.#noteIds = hasPlainNotes(tree) ? new Map() : null;
    this.#collect(tree);
  }

  write(): string {
    const body = this.#all(this.#tree);
    if (this.#noteIds)
      return [...this.#noteIds].reduce(
        (html, [name, id]) => `${html}<${noteTag} id="${id}">${this.#notes.get(name) ?? ""}</${noteTag}>\n`,
        body,
      );
    const notes = this.#noteOrder.map((id) => `<li>${this.#notes.get(id) ?? ""}</li>`);
    return notes.length === 0 ? body : `${body}\n<hr>\n<ol>${notes.join("")}</ol>`;
  }

  #collect(node: Nodes): void {
    if (node.type === "definition") this.#definitions.set(node.identifier, { url: node.url, title: node.title ?? "" });
    if (node.type === "footnoteDefinition") this.#notes.set(node.identifier, this.#all(node));
    if ("children" in node) for (const child of node.children) this.#collect(child);
  }

  #all(node: Nodes): string {
    if (!("children" in node)) return "";
    const all: readonly Nodes[] = node.children;
    return all.map((child, index) => this.#withNote(child, all[index + 1])).join("");
  }

  /** A footnote belongs to the last character before it, or to the formatted words before it. */
  #withNote(node: Nodes, next: Nodes | undefined): string {
    if (!this.#noteIds || next?.type !== "footnoteReference") return this.#one(node);
    const id = this.#noteIds.get(next.identifier) ?? newBlockId();
    this.#noteIds.set(next.identifier, id);
    const noted = (html: string) => `<span data-note="${id}">${html}</span>`;
    if (node.type !== "text") return noted(this.#one(node));
    const last = [...new Intl.Segmenter().segment(node.value.slice(-40))].at(-1)?.segment ?? "";
    return `${escapeHtml(node.value.slice(0, node.value.length - last.length))}${noted(escapeHtml(last))}`;
  }

  #one(node: Nodes): string {
    const wrap = (tag: string) => `<${tag}>${this.#all(node)}</${tag}>`;
    switch (node.type) {
      case "text":
        return escapeHtml(node.value);
      case "html":
        return node.value;
      case "paragraph":
        return `${wrap("p")}\n`;
      case "heading":
        return `${wrap(`h${node.depth}`)}\n`;
      case "emphasis":
        return wrap("em");
      case "strong":
        return wrap("strong");
      case "delete":
        return wrap("del");
      case "inlineCode":
        return `<code>${escapeHtml(node.value)}</code>`;
      case "code":
        // HTML drops the first line break after <pre>.
        return `<pre>\n${escapeHtml(node.value)}</pre>\n`;
      case "break":
        return "<br>";
      case "thematicBreak":
        return "<hr>\n";
      case "blockquote":
        return `${wrap("blockquote")}\n`;
      case "list":
        return node.ordered ? `<ol start="${node.start ?? 1}">${this.#all(node)}</ol>\n` : `${wrap("ul")}\n`;
      case "listItem":
        return wrap("li");
      case "link":
        return `<a href="${escapeHtml(node.url)}">${this.#all(node)}</a>`;
      case "image":
        return picture(node.url, node.alt, node.title);
      case "linkReference": {
        const target = this.#definitions.get(node.identifier);
        return target ? `<a href="${escapeHtml(target.url)}">${this.#all(node)}</a>` : `[${this.#all(node)}]`;
      }
      case "imageReference": {
        const target = this.#definitions.get(node.identifier);
        return target ? picture(target.url, node.alt, target.title) : escapeHtml(node.alt ?? "");
      }
      case "footnoteReference":
        return this.#noteIds ? "" : `<sup>${this.#numberOf(node.identifier)}</sup>`;
      case "table":
        return this.#table(node);
      case "definition":
      case "footnoteDefinition":
      case "yaml":
        return "";
      default:
        return this.#all(node);
    }
  }

  #numberOf(identifier: string): number {
    if (!this.#noteOrder.includes(identifier)) this.#noteOrder.push(identifier);
    return this.#noteOrder.indexOf(identifier) + 1;
  }

  #table(table: Table): string {
    const rows = table.children.map((row, index) => {
      const tag = index === 0 ? "th" : "td";
      const cells = row.children.map((cell, x) => {
        const align = table.align?.[x];
        return `<${tag}${align ? ` align="${align}"` : ""}>${this.#all(cell)}</${tag}>`;
      });
      return `<tr>${cells.join("")}</tr>`;
    });
    return `<table>${rows.join("")}</table>\n`;
  }
}

const picture = (url: string, alt: string | null | undefined, title: string | null | undefined): string =>
  `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt ?? "")}"${title ? ` data-caption="${escapeHtml(title)}"` : ""}>`;
