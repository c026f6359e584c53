"use client";
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { useState } from "react";
import { type BlockChange, isChangedToo, keyOf } from "#lib/document/compare.ts";
import { takeBlock } from "#lib/document/take-block.ts";
import type { KnownNames } from "./known-names.ts";

export type BlockTaking = {
  /** Whether this block can be inserted into the working copy from `source`, the state that contains it. */
  offers: (block: BlockChange, source: Node | null) => boolean;
  /** Inserts the block as one undoable change. Returns whether anything changed. */
  take: (source: Node, block: BlockChange) => boolean;
  /** The last result, for screen readers. */
  said: string | null;
};

/** Whether everything that the block refers to still exists; otherwise the server would refuse it. */
function isWhole(block: Node, names: KnownNames): boolean {
  const shown = [block, ...block.children]
    .flatMap(({ attrs }) => [attrs.picture, attrs.story])
    .filter((id) => typeof id === "string");
  const files = [block.attrs.media].filter((id) => typeof id === "string");
  return (
    shown.every((id) => names.picture(id) !== undefined || names.name("stories", id) !== null) &&
    files.every((id) => names.file(id) !== null)
  );
}

/** Restores single blocks from a revision into the working copy. */
export function useBlockTaking(editor: Editor, names: KnownNames): BlockTaking {
  const [said, setSaid] = useState<string | null>(null);
  const blockOf = ({ before, after }: BlockChange) => before ?? after;
  return {
    said,
    offers(block, source) {
      const node = blockOf(block);
      const differs = block.kind !== "same" && (block.kind !== "moved" || isChangedToo(block));
      return editor.isEditable && source !== null && node !== null && differs && isWhole(node, names);
    },
    take(source, block) {
      const node = blockOf(block);
      const taken = node && takeBlock(editor.state.doc, source, keyOf(node));
      if (!taken) {
        setSaid("The story already contains this block.");
        return false;
      }
      const { doc, tr } = editor.state;
      tr.setMeta("restores", true);
      for (const step of taken.steps) tr.step(step);
      editor.view.dispatch(tr);
      if (editor.state.doc === doc) {
        setSaid("This block cannot be added to the story.");
        return false;
      }
      setSaid(block.zone === "body" ? "Block restored." : "Earlier text restored.");
      return true;
    },
  };
}
