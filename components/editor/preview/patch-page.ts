// Brings a page that is shown up to date with a newer rendering of it. What is the same stays in the document, so that
// pictures are not loaded again and the reader's place in the page is kept.

/** Changes `shown` into `next`, an element of the same name. Takes elements out of `next`. */
export function patchElement(shown: Element, next: Element): void {
  if (shown.isEqualNode(next)) return;
  patchAttributes(shown, next);
  const [old, wanted] = [[...shown.childNodes], [...next.childNodes]];
  let start = 0;
  while (start < old.length && start < wanted.length && isSame(old[start], wanted[start])) start++;
  let end = 0;
  while (end < Math.min(old.length, wanted.length) - start && isSame(old.at(-1 - end), wanted.at(-1 - end))) end++;
  const [before, after] = [old.slice(start, old.length - end), wanted.slice(start, wanted.length - end)];
  for (const [index, node] of after.entries()) {
    const former = before[index];
    if (former && isElement(former) && isElement(node) && former.localName === node.localName)
      patchElement(former, node);
    else if (former) former.replaceWith(shown.ownerDocument.importNode(node, true));
    else shown.insertBefore(shown.ownerDocument.importNode(node, true), old[old.length - end] ?? null);
  }
  for (const node of before.slice(after.length)) node.remove();
}

const isElement = (node: Node): node is Element => node.nodeType === 1;
const isSame = (a: Node | undefined, b: Node | undefined): boolean => a?.isEqualNode(b ?? null) === true;

function patchAttributes(shown: Element, next: Element): void {
  for (const { name } of [...shown.attributes]) if (!next.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of [...next.attributes])
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
}

/** A rendered page without its scripts, which a preview does not run. */
export function readPage(html: string): Document {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const script of page.querySelectorAll("script, link[as=script]")) script.remove();
  return page;
}
