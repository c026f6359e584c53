// What word processors put on the clipboard, made into the HTML that it stands for.

const listStyle = /mso-list:\s*l\d+\s+level(\d)/i;
const levelOf = (element: Element): number => Number(listStyle.exec(element.getAttribute("style") ?? "")?.[1] ?? 0);

/** The sign before an item of Word's, taken out: "1." or "b)" says that it is numbered. */
function takeMarker(item: Element): string {
  let marker = "";
  for (const span of item.querySelectorAll("span[style*='mso-list']")) {
    if (!/mso-list:\s*ignore/i.test(span.getAttribute("style") ?? "")) continue;
    marker ||= (span.textContent ?? "").replace(/\u00a0/g, " ").trim();
    span.remove();
  }
  return marker;
}
const isNumbered = (marker: string): boolean => /^\(?(\d+|[a-z]{1,4})[.)]/i.test(marker);

/** Word's lists are paragraphs that only look like lists. */
function wordLists(page: Document): void {
  const items = [...page.body.querySelectorAll("[style*='mso-list']")].filter((element) => levelOf(element) > 0);
  /** The open lists, outermost first. */
  let open: { list: Element; level: number }[] = [];
  let last: Element | null = null;
  for (const item of items) {
    const level = levelOf(item);
    const isNext = last !== null && item.previousElementSibling === last;
    const marker = takeMarker(item);
    if (!isNext) open = [];
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    let top = open.at(-1);
    if (!top || top.level < level) {
      const list = page.createElement(isNumbered(marker) ? "ol" : "ul");
      const start = Number.parseInt(marker, 10);
      if (isNumbered(marker) && start > 1) list.setAttribute("start", String(start));
      if (top) (top.list.lastElementChild ?? top.list).append(list);
      else item.before(list);
      top = { list, level };
      open.push(top);
    }
    const entry = page.createElement("li");
    const words = page.createElement("p");
    words.append(...item.childNodes);
    entry.append(words);
    top.list.append(entry);
    item.remove();
    last = open[0]?.list ?? null;
  }
}

/** Google Docs puts an inner list beside the item that it belongs to. */
function docsLists(page: Document): void {
  for (const list of page.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const item = list.previousElementSibling;
    if (item?.tagName === "LI") item.append(list);
  }
}

export function officeHtml(html: string): string {
  if (!/mso-|<o:p|docs-internal-guid|<[uo]l[\s>]/i.test(html)) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  // Comments of colleagues are no part of the text.
  for (const note of page.querySelectorAll(
    "[style*='mso-element:comment'], .MsoCommentReference, .MsoCommentText, a[href^='#_msocom']",
  ))
    note.remove();
  wordLists(page);
  docsLists(page);
  return page.body.innerHTML;
}
