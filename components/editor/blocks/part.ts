import type { IconPhoto } from "@tabler/icons-react";
import type { Node } from "@tiptap/pm/model";
import type { Command } from "@tiptap/pm/state";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import type { NodeName } from "#lib/document/nodes.ts";
import type { Lookup } from "../lookup.ts";

/** Kinds of files besides pictures. */
export type MediaChoice = "video" | "audio" | "file";

export type BlockChoice = {
  name: string;
  /** Other words by which it is found. */
  words: string;
  icon: typeof IconPhoto;
  /** Keys as the screen shows them. */
  keys?: string;
  /** Entries are sorted by it: the most frequent ones have the lowest number. */
  order: number;
  act:
    | Command
    | "picture"
    | "mainPicture"
    | "gallery"
    | "pair"
    | "related"
    | "snippet"
    | "wire"
    | "character"
    | MediaChoice;
};

export type MakeView = (node: Node, view: EditorView, getPos: () => number | undefined, lookup: Lookup) => NodeView;

/** The part of a block that only the editor needs. */
export type EditorPart = {
  menu: readonly BlockChoice[];
  /** Views of nodes that need more than their HTML. */
  views: Partial<Record<NodeName, MakeView>>;
};
