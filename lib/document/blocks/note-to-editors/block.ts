import { Node } from "@tiptap/core";
import { blockIdAttribute } from "../../block-attributes.ts";
import { newBlockId } from "../../ids.ts";
import { type Inline, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";

/** A note for the newsroom, which readers never get. */
export const noteToEditors = (text: Inline = ""): NodeJson => withText("noteToEditors", text, { id: newBlockId() });

export const noteToEditorsBlock = defineBlock({
  since: 14,
  readerName: "Note",
  nodes: {
    noteToEditors: defineNode({
      spec: Node.create({
        name: "noteToEditors",
        group: "block",
        content: "text*",
        isolating: true,
        defining: true,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "aside[data-note-to-editors]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["aside", { "data-note-to-editors": "", ...HTMLAttributes }, 0],
      }),
      name: "note to editors",
      plainText: "nothing",
      feed: () => "",
      isInExcerpt: false,
      isPrivate: true,
      isSeparateLine: true,
      placeholder: "Note to editors: readers never see it",
    }),
  },
  random: ({ inline }) => inline.map(noteToEditors),
  // No HTML says that it is for editors only.
  imports: {},
});
