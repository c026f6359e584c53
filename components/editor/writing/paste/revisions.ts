// Tracked changes: the text as it is after all of them.

const deleted =
  "del[cite], del[datetime], del[data-author], .msoDel, [class*='TrackChangeTextDeletion'], [class*='TrackedDelete']";

/** The neighbour on one side, without a gap between. */
function beside(element: Element, side: "previousSibling" | "nextSibling"): Node | null {
  let node: Node | null = element[side];
  while (node && node.nodeType === node.TEXT_NODE && node.textContent === "") node = node[side];
  return node;
}

/** Our own suggestions are marks of the story and stay. */
export function acceptRevisions(page: Document): void {
  const isOwn = (element: Element) => element.hasAttribute("data-suggestion");
  for (const element of page.body.querySelectorAll(deleted)) if (!isOwn(element)) element.remove();
  // A comparison writes the former words and the new ones side by side; "del" alone is struck text.
  for (const element of page.body.querySelectorAll("del")) {
    const neighbours = [beside(element, "previousSibling"), beside(element, "nextSibling")];
    if (!isOwn(element) && neighbours.some((node) => node?.nodeName === "INS")) element.remove();
  }
}
