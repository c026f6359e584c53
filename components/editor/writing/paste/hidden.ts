// Removes hidden content of the copied page or document, and its buttons and form fields.
import { type Sheet, styleOf, styleValue } from "./style.ts";

const tags =
  "head, style, script, template, noscript, title, meta, link, xml, datalist, svg, annotation, annotation-xml, select, textarea, v\\:shapetype, o\\:lock";
const screenReaderOnly =
  ".sr-only, .visually-hidden, .visuallyhidden, .screen-reader-text, .screen-reader-only, .katex-mathml";
/** Comments of colleagues in Word and Google Docs: marks in the text and the notes at its end. */
const colleagues =
  ".MsoCommentReference, .MsoCommentText, .MsoCommentSubject, a[href^='#_msocom'], a[href^='#cmnt'], a[name^='_msoanchor']";

/** Whether the element is clipped to nothing or moved off the screen. A box without height may get one from its padding. */
function isClipped(element: Element): boolean {
  const style = styleOf(element);
  const is = (property: string, value: RegExp) => value.test(style.get(property) ?? "");
  const isPlaced = is("position", /^(absolute|fixed)/);
  const isCut = is("overflow", /^(hidden|clip)/) || is("overflow-y", /^(hidden|clip)/);
  const isPadded = ["padding", "padding-top", "padding-bottom"].some((side) => is(side, /[1-9]/));
  const isFlat = is("height", /^0(px)?$/) || is("max-height", /^0(px)?$/);
  const isTiny = is("width", /^[01](px)?$/) && is("height", /^[01](px)?$/);
  return (
    (isCut && !isPadded && (isTiny || isFlat)) ||
    is("clip-path", /^inset\((50|100)%/) ||
    (isPlaced && (is("clip", /^rect\([01]/) || is("left", /^-\d{4,}(px|em)/) || is("top", /^-\d{4,}(px|em)/))) ||
    is("text-indent", /^-\d{4,}(px|em)/) ||
    is("transform", /^scale\(0\)/)
  );
}

/** Whether the element is hidden by a property that its descendants may override. */
function isHiddenForNow(element: Element, sheet: Sheet): boolean {
  const is = (property: string, value: RegExp) => value.test(styleValue(element, property, sheet) ?? "");
  if (is("visibility", /^(hidden|collapse)\b/)) return !element.querySelector("[style*='visibility']");
  if (is("font-size", /^0(px|pt|em|%)?$/)) return !element.querySelector("[style*='font'], img");
  return false;
}

function isHidden(element: Element, sheet: Sheet): boolean {
  if (element.hasAttribute("hidden")) return true;
  const is = (property: string, value: RegExp) => value.test(styleValue(element, property, sheet) ?? "");
  return (
    is("display", /^none\b/) ||
    is("mso-hide", /^(all|screen)\b/) ||
    is("opacity", /^0(\.0*)?$/) ||
    is("mso-element", /^comment(-list)?$/) ||
    isHiddenForNow(element, sheet) ||
    isClipped(element)
  );
}

/** Icons that screen readers skip. Text that is hidden only from screen readers is kept. */
const isIcon = (element: Element): boolean =>
  element.getAttribute("aria-hidden") === "true" &&
  !element.querySelector("img") &&
  (!/[\p{L}\p{N}]/u.test(element.textContent ?? "") ||
    /(^|[\s_-])(icons?|material-symbols)([\s_-]|$)/i.test(element.className));

export function removeHidden(page: Document, sheet: Sheet): void {
  const comments = page.createNodeIterator(page, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
  for (let node = comments.nextNode(); node; node = comments.nextNode()) (node as ChildNode).remove();
  for (const element of page.querySelectorAll(`${tags}, ${screenReaderOnly}, ${colleagues}`)) element.remove();
  for (const element of page.querySelectorAll("button"))
    if (!element.closest("h1, h2, h3, h4, h5, h6")) element.remove();
  for (const element of page.querySelectorAll("dialog:not([open])")) element.remove();
  for (const element of page.querySelectorAll("iframe")) element.textContent = "";
  const classes = sheet.classes.size > 0 ? ", [class]" : "";
  for (const element of page.body.querySelectorAll(`[style], [hidden], [aria-hidden]${classes}`))
    if (isHidden(element, sheet) || isIcon(element)) element.remove();
}
