// The definition of each kind of node, so that other modules need not list nodes by name.
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
   * The part that readers can choose when they report an error: the whole node, its title, or nothing. With "title" and "none",
   * the blocks inside it follow their own definitions.
   */
  passage: "whole" | "title" | "none";
  /** Whether it shows a picture. Its text is a caption, which is neither counted as words nor part of the body. */
  isPicture: boolean;
  /** Whether it shows a video, a sound or a file. Its text is a caption, as that of a picture. */
  isMedia: boolean;
  /** Whether it shows content of another site. Its text is a caption, as that of a picture. */
  isEmbed: boolean;
  /** Whether it is for the newsroom only: `readersDocument` takes it out. A block of the body, never inside another. */
  isPrivate: boolean;
  /** Whether its text may be used in the excerpt of a story; if not, nor may the blocks inside it. */
  isInExcerpt: boolean;
  /** Whether it is a line such as a caption or a title: it is never joined with another line or turned into another block. */
  isSeparateLine: boolean;
  /** The placeholder that the editor shows while the node is empty. */
  placeholder: string | null;
  /** Whether it is a box: a title with blocks under it. Pasted blocks that it cannot hold are inserted after it. */
  isBox: boolean;
  /** Whether a box is one of several that follow each other: Enter at its end begins the next one. */
  isSeries: boolean;
  /** Plain text for mail and chat; null for the text of the node, or of the blocks inside it. */
  copied: ((node: Node, writer: CopyWriter, isFirst: boolean) => CopiedPiece[]) | null;
};
export type NodeDefinition = Optional & {
  spec: NodeExtension;
  /** What people call it in the middle of a sentence: "pull quote". */
  name: string;
  /** Its part in plain text: its own words, those of its children, a line break, or nothing. */
  plainText: "words" | "children" | "break" | "nothing";
  /** Its HTML in feeds. Every attribute is taken for hostile. */
  feed: (node: NodeJson, context: FeedContext) => string;
};

const usual: Optional = {
  passage: "none",
  isPicture: false,
  isMedia: false,
  isEmbed: false,
  isPrivate: false,
  isInExcerpt: true,
  isSeparateLine: false,
  placeholder: null,
  isBox: false,
  isSeries: false,
  copied: null,
};
export const defineNode = (given: Omit<NodeDefinition, keyof Optional> & Partial<Optional>): NodeDefinition => ({
  ...usual,
  ...given,
});

/** The parts of random blocks. `fc` is a parameter, so that no page loads fast-check. */
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

/** A block, or several blocks that share a part, as both lists share the item. A definition that lacks a property does not compile. */
export type BlockDefinition<Name extends string = string> = {
  /** The number of the schema that had it first, see `SCHEMA_NUMBER`. */
  since: number;
  /** What readers call it, as a heading. */
  readerName: string;
  /** The block itself first, then its parts. */
  nodes: Readonly<Record<Name, NodeDefinition>>;
  /** For property tests. */
  random: (parts: RandomParts) => Arbitrary<NodeJson>;
  /** How it is read from the HTML of an import, by tag; empty for a node that no HTML tag represents. */
  imports: Readonly<Record<string, (element: Element, page: PageReader) => NodeJson[]>>;
};
export const defineBlock = <const Name extends string>(given: BlockDefinition<Name>): BlockDefinition<Name> => given;
