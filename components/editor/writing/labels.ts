// Labels around the text: names of zones, their length, and placeholders of empty zones.
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { definitionOf } from "#lib/document/nodes.ts";
import { zoneRange } from "#lib/document/zones.ts";

const names: Record<string, string> = {
  kicker: "Kicker",
  headline: "Headline",
  standfirst: "Standfirst",
  mainFigure: "Main picture",
  keyPoints: "Key points",
  inShort: "In short",
  noteToEditors: "Not published",
};
const waiting: Record<string, string> = {
  kicker: "Kicker",
  headline: "Headline",
  standfirst: "Standfirst: what it says, in a sentence or two",
  keyPoint: "A point",
};
const counted: readonly string[] = ["kicker", "headline", "standfirst"];
/** Number of characters after which phones and search engines cut a headline. */
const longHeadline = 110;

function describe(doc: Node): DecorationSet {
  const decorations: Decoration[] = [];
  const body = zoneRange(doc, "body");
  doc.forEach((node, pos) => {
    const name = names[node.type.name];
    if (name === undefined) return;
    const length = counted.includes(node.type.name) ? [...node.textContent].length : 0;
    decorations.push(
      Decoration.node(pos, pos + node.nodeSize, {
        "data-label": name,
        ...(length > 0 ? { "data-count": String(length) } : {}),
        ...(node.type.name === "headline" && length > longHeadline ? { "data-long": "" } : {}),
      }),
    );
  });
  doc.descendants((node, pos, parent) => {
    if (!node.isTextblock) return true;
    if (node.content.size > 0) return false;
    const isFirst =
      parent === doc && pos === body?.from && doc.resolve(body.to).index() - doc.resolve(pos).index() === 1;
    const text =
      node.type.name === "paragraph"
        ? isFirst
          ? "Write the story. Type / for pictures, quotes and lists"
          : parent?.type.name === "inShort" && parent.childCount === 1
            ? "What it comes down to"
            : null
        : (definitionOf(node.type.name)?.placeholder ?? waiting[node.type.name]);
    if (text) decorations.push(Decoration.node(pos, pos + node.nodeSize, { "data-waiting": text }));
    return false;
  });
  return DecorationSet.create(doc, decorations);
}

const key = new PluginKey<DecorationSet>("labels");

export const labels = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => describe(state.doc),
      apply: (tr, set) => (tr.docChanged ? describe(tr.doc) : set),
    },
    props: { decorations: (state) => key.getState(state) },
  });
