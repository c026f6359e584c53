// Finds list items of Word that lost their list style in a browser or mail program.
import { type Sheet, styleOf, styleValue } from "./style.ts";

const pointsOf: Readonly<Record<string, number>> = { pt: 1, px: 0.75, in: 72, cm: 28.35, mm: 2.835, pc: 12 };

/** The indentation of a paragraph in points. Half an inch is what Word's style sheet sets for paragraphs of lists. */
export function indentOf(element: Element, sheet: Sheet): number {
  const sides = styleOf(element).get("margin")?.split(" ") ?? [];
  const value =
    styleOf(element).get("margin-left") ??
    sides[3] ??
    sides[1] ??
    sides[0] ??
    styleValue(element, "margin-left", sheet) ??
    (/^MsoListParagraph/.test(element.className) ? "36pt" : "0");
  const [, size = "0", unit = "pt"] = /^(-?[\d.]+)([a-z]*)/.exec(value) ?? [];
  return Number(size) * (pointsOf[unit] ?? 1);
}

/** The nodes between "[if !supportLists]" and "[endif]", which are the marker of an item. */
function markerAfter(comment: ChildNode): ChildNode[] {
  const nodes: ChildNode[] = [];
  for (let node = comment.nextSibling; node; node = node.nextSibling) {
    if (node.nodeType === node.COMMENT_NODE) return /^\[endif\]/.test((node as Comment).data) ? nodes : [];
    nodes.push(node);
  }
  return [];
}

/** Restores the list style of paragraphs that can be recognised as items only by the comments around their markers. */
export function restoreListStyles(page: Document, sheet: Sheet): void {
  const comments: Comment[] = [];
  const found = page.createNodeIterator(page.body, NodeFilter.SHOW_COMMENT);
  for (let node = found.nextNode(); node; node = found.nextNode())
    if (/^\[if !supportLists\]/.test((node as Comment).data)) comments.push(node as Comment);
  for (const comment of comments) {
    const marker = markerAfter(comment);
    const block = comment.parentElement?.closest("p, h1, h2, h3, h4, h5, h6, div, li");
    if (marker.length === 0 || !block || styleOf(block).has("mso-list")) continue;
    const sign = page.createElement("span");
    sign.setAttribute("style", "mso-list: ignore");
    comment.after(sign);
    sign.append(...marker);
    // Word indents each level by another half inch.
    const level = Math.min(9, Math.max(1, Math.round(indentOf(block, sheet) / 36)));
    block.setAttribute("style", `${block.getAttribute("style") ?? ""};mso-list: l0 level${level} lfo0`);
  }
}
