import { element, inline } from "../../feed-html.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";
import { boxSpec, boxTitleSpec, titledBox } from "../../titled-box.ts";
import { randomList } from "../list/block.ts";
import { paragraph } from "../paragraph/block.ts";

/** A question with its answer: paragraphs and lists. */
export const qa = (question: string, answer: readonly NodeJson[]): NodeJson => titledBox("qa", question, answer);

export const qaBlock = defineBlock({
  since: 15,
  readerName: "Q&A",
  nodes: {
    qa: defineNode({
      spec: boxSpec("qa"),
      name: "question and answer",
      plainText: "children",
      feed: (node, context) => context.blocks(node),
      passage: "title",
      isBox: true,
      isSeries: true,
    }),
    qaTitle: defineNode({
      spec: boxTitleSpec("qa"),
      name: "question",
      plainText: "words",
      feed: (node, context) => element("p", element("strong", inline(node, context))),
      isSeparateLine: true,
      placeholder: "Question",
    }),
  },
  random: (parts) =>
    parts.fc
      .tuple(
        parts.text,
        parts.fc.array(parts.fc.oneof(parts.inline.map(paragraph), randomList(parts, 2)), { maxLength: 2 }),
      )
      .map(([question, answer]) => qa(question, answer)),
  // HTML has no element for questions: a heading and its text may be anything.
  imports: {},
});
