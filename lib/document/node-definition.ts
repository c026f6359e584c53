// What each kind of node says about itself, so that no other module has to know its name.
import type { Node as NodeExtension } from "@tiptap/core";
import type { Fragment, Node } from "@tiptap/pm/model";
import type * as FastCheck from "fast-check";
import type { Arbitrary } from "fast-check";
import type { Element } from "hast";
import type { FeedContext } from "./feed-html.ts";
import type { HtmlNode } from "./html-tree.ts";
import type { Inline } from "./inline-json.ts";
import type { NodeJson } from "./json.ts";

/** A piece of copied text. `isClose`: no empty line is between it and the piece before. */
export type CopiedPiece = { text: string; isClose: boolean };
export type CopyWriter = {
  /** The words of one line, each link followed by its address in brackets. */
  line: (content: Fragment) => string;
  blocks: (content: Fragment) => CopiedPiece[];
};

type Optional = {
  /**
   * What of it readers can point at when they report an error: all of it, or its title, or nothing. In the last two cases each
   * block below it is a passage by its own definition.
   */
  passage: "whole" | "title" | "none";
  /** It shows a picture: its words are a caption, which is not counted and not part of the body. */
  isPicture: boolean;
  /** Its words make sense in a summary; of a block that does not, nothing inside is taken. */
  isInExcerpt: boolean;
  /** A line with a place of its own: its words are never joined with those of another line, and it stays what it is. */
  isSeparateLine: boolean;
  /** Words that the editor shows in it while it is empty. */
  placeholder: string | null;
  /** A box around other blocks, under a title. Blocks that it cannot hold are put after it. */
  isBox: boolean;
  /** As plain text for mail and chat; absent: a line of text, or all that is inside. */
  copied: ((node: Node, writer: CopyWriter, isFirst: boolean) => CopiedPiece[]) | null;
};
export type NodeDefinition = Optional & {
  spec: NodeExtension;
  /** What people call it in the middle of a sentence: "pull quote". */
  name: string;
  /** What it gives to plain text: its own words, those of its children, a line break, or nothing. */
  plainText: "words" | "children" | "break" | "nothing";
  /** Its HTML in feeds. Every attribute is taken for hostile. */
  feed: (node: NodeJson, context: FeedContext) => string;
};

const usual: Optional = {
  passage: "none",
  isPicture: false,
  isInExcerpt: true,
  isSeparateLine: false,
  placeholder: null,
  isBox: false,
  copied: null,
};
export const defineNode = (given: Omit<NodeDefinition, keyof Optional> & Partial<Optional>): NodeDefinition => ({
  ...usual,
  ...given,
});

/** What random blocks are made of. `fc` is handed in, so that no page loads fast-check. */
export type RandomParts = {
  fc: typeof FastCheck;
  text: Arbitrary<string>;
  inline: Arbitrary<Inline>;
  rowId: Arbitrary<string>;
};

/** Reads the HTML of an imported page. Pictures inside a block that cannot hold them follow that block. */
export type PageReader = {
  /** The blocks that these nodes make. */
  blocks: (nodes: readonly HtmlNode[]) => NodeJson[];
  /** The texts of content where only paragraphs are allowed, one for each paragraph. */
  texts: (node: { children: readonly HtmlNode[] }) => NodeJson[][];
  textsOfBlock: (block: NodeJson) => NodeJson[][];
  /** All of an element as one line that takes these marks. */
  line: (node: Element, marks: readonly string[]) => NodeJson[];
  /** These runs as one line that takes these marks. */
  fit: (runs: readonly NodeJson[], marks: readonly string[]) => NodeJson[];
  /** The children without layout boxes, so that a list inside a `<div>` is recognised. */
  unwrapped: (nodes: readonly HtmlNode[]) => HtmlNode[];
  /** The highest heading level of this page; it becomes the first level of subheadings. */
  topHeading: number;
};

/** A block, or blocks that share a part: both lists have items. A definition without one of these does not compile. */
export type BlockDefinition<Name extends string = string> = {
  /** The number of the schema that had it first, see `SCHEMA_NUMBER`. */
  since: number;
  /** What readers call it, as a heading. */
  readerName: string;
  /** The block itself first, then its parts. */
  nodes: Readonly<Record<Name, NodeDefinition>>;
  /** For property tests. */
  random: (parts: RandomParts) => Arbitrary<NodeJson>;
  /** How it is read from the HTML of an import, by tag; empty where no HTML stands for it. */
  imports: Readonly<Record<string, (element: Element, page: PageReader) => NodeJson[]>>;
};
export const defineBlock = <const Name extends string>(given: BlockDefinition<Name>): BlockDefinition<Name> => given;
