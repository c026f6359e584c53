/** Runs in the page, on a phone: what a finger would miss. */
export function smallTargets(): string[] {
  /** CSS pixels: WCAG 2.5.5 in size, counted with the room around a target as 2.5.8 does. */
  const least = 44;
  type Target = { name: string; box: DOMRect; isSmall: boolean };

  /** Of a link that spans its card the whole card is the target. */
  const boxOf = (element: Element): DOMRect => {
    const spans = getComputedStyle(element, "::after");
    const card = element instanceof HTMLElement ? element.offsetParent : null;
    const isWhole = spans.content !== "none" && spans.position === "absolute" && spans.inset === "0px";
    return (isWhole && card ? card : element).getBoundingClientRect();
  };
  const isSeen = (element: Element, { width, height, bottom }: DOMRect): boolean =>
    width > 1 && height > 1 && bottom + window.scrollY > 0 && element.checkVisibility({ visibilityProperty: true });
  /** A word among others is as high as its line. */
  const isInText = (element: Element): boolean => {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const texts = block ? document.createTreeWalker(block, NodeFilter.SHOW_TEXT) : null;
    for (let text = texts?.nextNode(); text; text = texts?.nextNode())
      if (/[\p{L}\p{N}]/u.test(text.nodeValue ?? "") && !text.parentElement?.closest("a, button, time")) return true;
    return false;
  };
  const middle = ({ x, y, width, height }: DOMRect): [number, number] => [x + width / 2, y + height / 2];
  const away = ([x, y]: [number, number], box: DOMRect): number =>
    Math.hypot(Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0));

  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .map((element) => ({ element, box: boxOf(element) }))
    .filter(
      ({ element, box }) => isSeen(element, box) && !element.closest('[aria-hidden="true"]') && !isInText(element),
    )
    .map(({ element, box }): Target => {
      const name = `${element.localName} “${(element.textContent?.trim() || element.getAttribute("aria-label") || element.getAttribute("name") || "").slice(0, 40)}”`;
      // Half a pixel is how text is laid out, not how it is designed.
      return { name, box, isSmall: box.width < least - 0.5 || box.height < least - 0.5 };
    });
  return targets.flatMap((target) => {
    if (!target.isSmall) return [];
    const at = middle(target.box);
    const near = targets.find((other) => {
      if (other === target) return false;
      if (away(at, other.box) < least / 2 - 0.5) return true;
      const [x, y] = middle(other.box);
      return other.isSmall && Math.hypot(at[0] - x, at[1] - y) < least - 0.5;
    });
    const { width, height } = target.box;
    return near
      ? [`${target.name} is ${Math.round(width)} × ${Math.round(height)} pixels, too near to ${near.name}.`]
      : [];
  });
}
