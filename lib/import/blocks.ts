import type { Element, Root } from "hast";
import { allBlocks } from "#lib/document/blocks/registry.ts";
import { headingLevel } from "#lib/document/blocks/subheading/block.ts";
import { bold, lineBreak, paragraph, subheading } from "#lib/document/build.ts";
import { elementsOf, type HtmlNode, isElement, tagOf } from "#lib/document/html-tree.ts";
import { textOfRuns } from "#lib/document/inline-json.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { PageReader } from "#lib/document/node-definition.ts";
import { definitionOf } from "#lib/document/nodes.ts";
import {
  asLine,
  droppedTags,
  holdsBlock,
  type InlineContext,
  inlineParts,
  paragraphsOf,
  reportedTags,
} from "./inline.ts";

/** How each kind of block is read, by tag. */
const rules = new Map(allBlocks.flatMap(({ imports }) => Object.entries(imports)));

/** Converts the HTML of a page to blocks of a story. Elements without a counterpart become the nearest block. */
export function blocksOfPage(page: Root, context: InlineContext): NodeJson[] {
  const levels = [...new Set(elementsOf(page, "h1", "h2", "h3", "h4", "h5", "h6").map(headingLevel))].sort();
  return new BlockBuilder(context, levels[0] ?? 2).flow(page.children);
}

class BlockBuilder {
  readonly #context: InlineContext;
  readonly #reader: PageReader;
  /** Pictures inside a list or quote, which cannot hold them; they follow that block. */
  #aside: NodeJson[] = [];

  constructor(context: InlineContext, top: number) {
    this.#context = context;
    this.#reader = {
      blocks: (nodes) => this.flow(nodes),
      texts: (node) => this.#text(node),
      textsOfBlock: (block) => this.#textOfBlock(block),
      line: (node, marks) => this.#line(node, marks),
      fit: asLine,
      unwrapped: (nodes) => this.#unwrapped(nodes),
      topHeading: top,
    };
  }

  flow(nodes: readonly HtmlNode[]): NodeJson[] {
    const out: NodeJson[] = [];
    let inline: HtmlNode[] = [];
    const flush = () => {
      out.push(...this.#paragraphs(inline));
      inline = [];
    };
    for (const node of nodes) {
      if (node.type === "comment" || node.type === "doctype") continue;
      if (!isElement(node) || !holdsBlock(node)) {
        inline.push(node);
        continue;
      }
      flush();
      out.push(...this.#block(node), ...this.#aside);
      this.#aside = [];
    }
    flush();
    return out;
  }

  #paragraphs(nodes: readonly HtmlNode[]): NodeJson[] {
    return paragraphsOf(inlineParts(nodes, this.#context)).map((part) => {
      if ("figure" in part) return part.figure;
      // A Markdown heading inside HTML, which the Markdown parser leaves as text.
      const heading = /^#{2,6} +(\S.*)$/.exec(textOfRuns(part.runs))?.[1];
      return heading === undefined ? paragraph(part.runs) : subheading(heading);
    });
  }

  #block(node: Element): NodeJson[] {
    const tag = tagOf(node);
    if (reportedTags.has(tag)) this.#context.warn("element-dropped", `<${tag}>`);
    if (tag !== "form" && (reportedTags.has(tag) || droppedTags.has(tag))) return [];
    const read = rules.get(tag);
    return read ? read(node, this.#reader) : this.flow(node.children);
  }

  #line(node: Element, marks: readonly string[]): NodeJson[] {
    const parts = inlineParts(node.children, this.#context);
    this.#aside.push(...parts.flatMap((part) => (part.kind === "figure" ? [part.figure] : [])));
    return asLine(
      parts.flatMap((part) => (part.kind === "run" ? [part.run] : part.kind === "break" ? [lineBreak()] : [])),
      marks,
    );
  }

  /** The texts of content where only paragraphs are allowed; its pictures are collected for later. */
  #text(node: { children: readonly HtmlNode[] }): NodeJson[][] {
    return this.flow(node.children).flatMap((block) => this.#textOfBlock(block));
  }

  #textOfBlock(block: NodeJson): NodeJson[][] {
    if (["figure", "gallery", "embed", "video", "audio"].includes(block.type)) {
      this.#aside.push(block);
      return [];
    }
    if (block.type === "subheading") return block.content ? [bold(block.content)] : [];
    if (block.type === "bulletList" || block.type === "orderedList") {
      const start = Number(block.attrs?.start ?? 1);
      return (block.content ?? []).flatMap((item, index) => {
        const mark = block.type === "orderedList" ? `${start + index}. ` : "• ";
        const [first = [], ...rest] = (item.content ?? []).flatMap((child) => this.#textOfBlock(child));
        return [[{ type: "text", text: mark }, ...first], ...rest];
      });
    }
    if (definitionOf(block.type)?.plainText === "words") return block.content ? [block.content] : [];
    return (block.content ?? []).flatMap((child) => this.#textOfBlock(child));
  }

  /** The children without layout boxes, so that a list inside a `<div>` is recognised. */
  #unwrapped(nodes: readonly HtmlNode[]): HtmlNode[] {
    return nodes.flatMap((node) =>
      isElement(node, "div", "section", "article", "span", "center") && holdsBlock(node)
        ? this.#unwrapped(node.children)
        : [node],
    );
  }
}
