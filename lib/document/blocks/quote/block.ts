import { Node } from "@tiptap/core";
import type { Element } from "hast";
import { blockIdAttribute } from "../../block-attributes.ts";
import { element, type FeedContext, inline } from "../../feed-html.ts";
import { isElement } from "../../html-tree.ts";
import { newBlockId } from "../../ids.ts";
import { type Inline, textOfRuns, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode, type PageReader } from "../../node-definition.ts";
import { paragraph } from "../paragraph/block.ts";

const quoteOf = (type: string, paragraphs: readonly Inline[], attribution?: Inline): NodeJson => ({
  type,
  attrs: { id: newBlockId() },
  content: [...paragraphs.map(paragraph), ...(attribution === undefined ? [] : [withText("attribution", attribution)])],
});
/** A block quote: one text per paragraph. */
export const quote = (paragraphs: readonly Inline[], attribution?: Inline): NodeJson =>
  quoteOf("blockquote", paragraphs, attribution);
export const pullQuote = (paragraphs: readonly Inline[], attribution?: Inline): NodeJson =>
  quoteOf("pullQuote", paragraphs, attribution);

const feed = (node: NodeJson, context: FeedContext): string => element("blockquote", context.blocks(node));

/** Whether a line is an attribution such as "— Anna Berg" under a quote. */
const isSignature = (text: string): boolean => /^\s*[—–―-]{1,2}\s*\S/.test(text) && text.length < 150;

/** Splits a paragraph that ends with "— Anna Berg" on lines of its own. */
function splitSignature(runs: NodeJson[]): [NodeJson[], NodeJson[]] | null {
  const at = runs.findIndex(
    ({ type }, index) => index > 0 && type === "hardBreak" && isSignature(textOfRuns(runs.slice(index + 1))),
  );
  return at < 0 ? null : [runs.slice(0, at), runs.slice(at + 1)];
}

/** The escaped "<br>" of editors that made text of it. */
const withoutBreakTags = (runs: NodeJson[]): NodeJson[] =>
  runs.map((each) =>
    each.type === "text" ? { ...each, text: (each.text ?? "").replace(/\s*<\/?br\s*\/?>\s*/gi, " ") } : each,
  );

const withoutDash = (runs: NodeJson[]): NodeJson[] =>
  runs
    .map((each, index) =>
      index === 0 && each.type === "text"
        ? { ...each, text: (each.text ?? "").replace(/^\s*[—–―-]{1,2}\s*/, "") }
        : each,
    )
    .filter((each) => each.text !== "");

function read(node: Element, page: PageReader): NodeJson[] {
  const children = page.unwrapped(node.children);
  const named = children.findLast((child) => isElement(child, "footer", "cite"));
  const isNamed = named !== undefined && named === children.findLast((child) => isElement(child));
  const texts = page.texts({ children: isNamed ? children.filter((child) => child !== named) : children });
  let by = isNamed ? page.texts(named as Element).flat() : undefined;
  const last = texts.at(-1);
  if (!by && last && texts.length > 1 && isSignature(textOfRuns(last))) by = texts.pop();
  const split = !by && last ? splitSignature(last) : null;
  if (split) {
    texts.splice(-1, 1, split[0]);
    by = split[1];
  }
  if (texts.length === 0) return by && by.length > 0 ? [paragraph(by)] : [];
  const line = by ? page.fit(withoutDash(withoutBreakTags(by)), ["italic", "link"]) : [];
  const make = node.properties.dataPull === undefined ? quote : pullQuote;
  return [line.length > 0 ? make(texts, line) : make(texts)];
}

export const quoteBlock = defineBlock({
  since: 1,
  readerName: "Quotation",
  nodes: {
    blockquote: defineNode({
      spec: Node.create({
        name: "blockquote",
        group: "block",
        content: "paragraph+ attribution?",
        marks: suggestionMarks,
        defining: true,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "blockquote" }],
        renderHTML: ({ HTMLAttributes }) => ["blockquote", HTMLAttributes, 0],
      }),
      name: "quote",
      plainText: "children",
      feed,
      passage: "whole",
    }),
    pullQuote: defineNode({
      // Words of the story set large beside it.
      spec: Node.create({
        name: "pullQuote",
        group: "block",
        content: "paragraph+ attribution?",
        marks: suggestionMarks,
        defining: true,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "blockquote[data-pull]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["blockquote", { "data-pull": "", ...HTMLAttributes }, 0],
      }),
      name: "pull quote",
      plainText: "children",
      feed,
      passage: "whole",
    }),
    attribution: defineNode({
      // Who said it.
      spec: Node.create({
        name: "attribution",
        content: "text*",
        marks: `italic link wire ${suggestionMarks}`,
        defining: true,
        parseHTML: () => [
          { tag: "footer[data-attribution]", priority: 60 },
          { tag: "footer", context: "blockquote/|pullQuote/" },
        ],
        renderHTML: () => ["footer", { "data-attribution": "" }, 0],
      }),
      name: "source",
      placeholder: "Who said it, and their role",
      plainText: "words",
      feed: (node, context) => {
        const inside = inline(node, context);
        return inside.trim() === "" ? "" : `<p>— ${inside}</p>`;
      },
      copied: (node, writer, isFirst) =>
        node.content.size > 0 ? [{ text: `— ${writer.line(node.content)}`, isClose: !isFirst }] : [],
    }),
  },
  random: ({ fc, inline: words, text }) =>
    fc
      .tuple(fc.constantFrom(quote, pullQuote), words, fc.option(text, { nil: undefined }))
      .map(([make, said, who]) => make([said], who)),
  imports: { blockquote: read },
});
