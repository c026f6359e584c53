// What typography would replace in a whole story.
import type { Node } from "@tiptap/pm/model";
import { type Replacement, typeset } from "./typeset.ts";
import { typographyOf } from "./typography.ts";

/** Where nothing is replaced: code, links that show their address, and words that were struck out. */
const isClosed = (node: Node): boolean =>
  node.marks.some(
    ({ type, attrs }) =>
      type.name === "code" ||
      type.name === "deletion" ||
      (type.name === "link" &&
        String(attrs.href)
          .replace(/^\w+:(\/\/)?/, "")
          .startsWith((node.text ?? "").replace(/^\w+:\/\//, ""))),
  );

/** Replacements in all text, in order, as places of the document; the marks at `from` are those of the sign that goes. */
export function textblocksToSet(doc: Node, language: string): Replacement[] {
  const t = typographyOf(language);
  const found: Replacement[] = [];
  if (!t) return found;
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true;
    const text = block.textBetween(0, block.content.size, null, "\ufffc");
    if (block.type.spec.code || !/["']|--|\.\.\./.test(text)) return false;
    const closed: { from: number; to: number }[] = [];
    block.forEach((node, offset) => {
      if (!node.isText || isClosed(node)) closed.push({ from: offset, to: offset + node.nodeSize });
    });
    const isFree = (at: number) => !closed.some(({ from, to }) => at >= from && at < to);
    for (const { from, to, text: put } of typeset(text, language, t, isFree))
      found.push({ from: pos + 1 + from, to: pos + 1 + to, text: put });
    return false;
  });
  return found;
}
