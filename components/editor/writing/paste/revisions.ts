// Accepts tracked changes, so that the text is as it would be after all of them.
import { isBlankNode } from "./list-items.ts";

const deleted =
  "del[cite], del[datetime], del[data-author], .msoDel, [class*='TrackChangeTextDeletion'], [class*='TrackedDelete']";

/** The neighbouring node on one side, without a gap in between. */
function beside(element: Element, side: "previousSibling" | "nextSibling"): Node | null {
  let node: Node | null = element[side];
  while (node && node.nodeType === node.TEXT_NODE && node.textContent === "") node = node[side];
  return node;
}

/** Whether a list item of Word holds only its marker. */
function isOnlyMarker(block: Element): boolean {
  const copy = block.cloneNode(true) as Element;
  for (const marker of copy.querySelectorAll("[style*='mso-list']")) marker.remove();
  return isBlankNode(copy);
}

/** Galley's own suggestions are marks of the story and are kept. */
export function acceptRevisions(page: Document): void {
  const isOwn = (element: Element) => element.hasAttribute("data-suggestion");
  const emptied = new Set<Element>();
  for (const element of page.body.querySelectorAll(deleted)) {
    if (isOwn(element)) continue;
    const block = element.parentElement?.closest("p, li, h1, h2, h3, h4, h5, h6");
    if (block) emptied.add(block);
    element.remove();
  }
  for (const block of emptied) if (isOnlyMarker(block)) block.remove();
  // A comparison of documents marks old and new words side by side; without a neighbour they are ordinary struck text.
  for (const element of page.body.querySelectorAll("del, s, strike")) {
    const neighbours = [beside(element, "previousSibling"), beside(element, "nextSibling")];
    if (!isOwn(element) && neighbours.some((node) => node?.nodeName === "INS")) element.remove();
  }
}
