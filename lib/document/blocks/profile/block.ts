import { Node } from "@tiptap/core";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import { children, element, inline, isProposed } from "../../feed-html.ts";
import { newBlockId } from "../../ids.ts";
import { type Inline, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";
import { type FigureParts, figure, randomFigure } from "../figure/block.ts";
import { randomList } from "../list/block.ts";
import { paragraph } from "../paragraph/block.ts";

type ProfileParts = {
  /** A link in it leads to the page of the person or the organisation. */
  name: Inline;
  /** A role or short facts, on one line. */
  role?: Inline;
  subject?: "person" | "organisation";
  portrait?: FigureParts;
  /** Paragraphs and lists; without any, one empty paragraph. */
  blocks?: readonly NodeJson[];
};
/** A person or an organisation in a box. */
export const profile = ({ name, role = "", subject = "person", portrait, blocks = [] }: ProfileParts): NodeJson => ({
  type: "profile",
  attrs: { id: newBlockId(), subject },
  content: [
    withText("profileTitle", name),
    withText("profileRole", role),
    ...(portrait ? [figure({ size: "small", ...portrait })] : []),
    ...(blocks.length > 0 ? blocks : [paragraph()]),
  ],
});

const lineSpec = (name: string, attribute: string, value: string) =>
  Node.create({
    name,
    content: "text*",
    marks: `link ${suggestionMarks}`,
    isolating: true,
    defining: true,
    parseHTML: () => [{ tag: `p[${attribute}="${value}"]`, priority: 65 }],
    renderHTML: () => ["p", { [attribute]: value }, 0],
  });

export const profileBlock = defineBlock({
  since: 25,
  readerName: "Profile",
  nodes: {
    profile: defineNode({
      spec: Node.create({
        name: "profile",
        group: "block",
        content: "profileTitle profileRole figure* (paragraph | bulletList | orderedList)+",
        marks: suggestionMarks,
        isolating: true,
        addAttributes: () => ({ ...blockIdAttribute(), subject: { default: "person", ...pasted("subject") } }),
        parseHTML: () => [{ tag: "section[data-box=profile]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["section", { "data-box": "profile", ...HTMLAttributes }, 0],
      }),
      name: "profile",
      plainText: "children",
      feed: (node, context) => element("section", context.blocks(node)),
      passage: "title",
      isInExcerpt: false,
      isBox: true,
    }),
    profileTitle: defineNode({
      spec: lineSpec("profileTitle", "data-box-title", "profile"),
      name: "name of a profile",
      plainText: "words",
      feed: (node, context) => element("h2", inline(node, context)),
      isSeparateLine: true,
      placeholder: "Person or organisation",
    }),
    profileRole: defineNode({
      spec: lineSpec("profileRole", "data-profile-role", ""),
      name: "role in a profile",
      plainText: "words",
      feed: (node, context) => element("p", element("em", inline(node, context))),
      isSeparateLine: true,
      placeholder: "Role or short facts",
    }),
  },
  random: (parts) =>
    parts.fc
      .record(
        {
          name: parts.text,
          role: parts.text,
          subject: parts.fc.constantFrom("person" as const, "organisation" as const),
          portrait: randomFigure(parts),
          blocks: parts.fc.array(parts.fc.oneof(parts.inline.map(paragraph), randomList(parts, 2)), { maxLength: 2 }),
        },
        { requiredKeys: ["name"] },
      )
      .map(profile),
  // HTML has no element for a profile.
  imports: {},
});

/** Name and role of a profile, as readers get them; not those that somebody proposes. */
export function linesOfProfile(node: NodeJson): { name: NodeJson | null; role: NodeJson | null } {
  const line = (type: string) => children(node).find((child) => child.type === type && !isProposed(child)) ?? null;
  return { name: line("profileTitle"), role: line("profileRole") };
}
