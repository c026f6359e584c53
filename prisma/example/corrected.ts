// A corrected story of the example: what it said before, and the edit that put it right.
import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import type { Story } from "./types.ts";

/** The story with the words that its correction replaced. */
export function asFirstPublished(story: Story): Story {
  const { correction, ...rest } = story;
  if (!correction) return story;
  const wrong: typeof rest = JSON.parse(JSON.stringify(rest).replaceAll(correction.now, correction.was));
  return { ...wrong, correction };
}

/** Replaces words wherever the text has them. @throws if it has them nowhere */
export function replaceWords(doc: Node, was: string, now: string): Transform {
  const change = new Transform(doc);
  doc.descendants((node, position) => {
    for (let at = node.text?.indexOf(was) ?? -1; at >= 0; at = node.text?.indexOf(was, at + was.length) ?? -1) {
      const from = change.mapping.map(position + at);
      change.replaceWith(from, from + was.length, doc.type.schema.text(now, node.marks));
    }
  });
  if (change.steps.length === 0) throw new Error(`No text has the words "${was}".`);
  return change;
}
