import { element, inline } from "../../feed-html.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";
import { boxSpec, boxTitleSpec, titledBox } from "../../titled-box.ts";
import { randomList } from "../list/block.ts";
import { paragraph } from "../paragraph/block.ts";

/** An event of a timeline: its date in the words of the writer, and paragraphs and lists. Events that follow each other are one timeline. */
export const timelineEvent = (date: string, blocks: readonly NodeJson[]): NodeJson =>
  titledBox("timelineEvent", date, blocks);

export const timelineBlock = defineBlock({
  since: 16,
  readerName: "Timeline",
  nodes: {
    timelineEvent: defineNode({
      spec: boxSpec("timelineEvent"),
      name: "event of a timeline",
      plainText: "children",
      feed: (node, context) => context.blocks(node),
      passage: "title",
      // A timeline is background to the story, so the excerpt begins with the story itself.
      isInExcerpt: false,
      isBox: true,
      isSeries: true,
    }),
    timelineEventTitle: defineNode({
      spec: boxTitleSpec("timelineEvent"),
      name: "date of an event",
      plainText: "words",
      feed: (node, context) => element("p", element("strong", inline(node, context))),
      isSeparateLine: true,
      placeholder: "Date or time",
    }),
  },
  random: (parts) =>
    parts.fc
      .tuple(
        parts.text,
        parts.fc.array(parts.fc.oneof(parts.inline.map(paragraph), randomList(parts, 1)), { maxLength: 2 }),
      )
      .map(([date, blocks]) => timelineEvent(date, blocks)),
  // HTML has no element for timelines.
  imports: {},
});
