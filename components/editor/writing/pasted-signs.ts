// Converts pictures of emoji and marks of footnotes in pasted HTML to text.
import { linkFromInput, safeHref } from "#lib/document/links.ts";
import { convertFootnotes } from "./paste/footnotes.ts";
import { counted, leftOut } from "./paste-report.ts";

/** Emoji with joiners, skin tones and variation selectors; digits only as part of a keycap. */
const emoji =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[#*0-9]\ufe0f?\u20e3|\u200d|\ufe0f|[\u{e0020}-\u{e007f}]|\s)+$/u;
/** Addresses of footnotes and of their back links, as Word, Wikipedia, Markdown and LibreOffice write them. */
const footnote = /#(?:_?(?:ftn|edn|fn|sdfootnote|sdendnote)|cite[_-]|(?:foot|end)notes?\b|note-|ref-|user-content-fn)/i;
const mark =
  /^[\s\u00a0]*[[(]?[\s\u00a0]*(?:\d{1,3}|[a-z]|[ivxl]{1,5}|[*†‡§¶]{1,3}|note \d+)[\s\u00a0]*[\])]?[\s\u00a0]*$/iu;
const wayBack = /^[\s\u00a0]*[\^↑↩⏎]+[\ufe0e\ufe0f]?[\s\u00a0]*$/u;

function showEmoji(page: Document): void {
  for (const image of page.querySelectorAll("img[alt], img[aria-label]")) {
    const name = image.getAttribute("alt") || image.getAttribute("aria-label") || "";
    if (name.trim() !== "" && emoji.test(name)) image.replaceWith(name.trim());
  }
}

/** Stories hold no anchors for links within a page. A mark whose note was not copied is removed. */
function takeAnchors(page: Document): void {
  // Both are read before either is removed: a note and its mark link to each other.
  const places = new Set(
    [...page.querySelectorAll("[id], [name]")].flatMap((one) => [one.id, one.getAttribute("name")]),
  );
  for (const anchor of page.querySelectorAll("a[href*='#']")) {
    const href = anchor.getAttribute("href") ?? "";
    const isFootnote = footnote.test(href);
    if (!href.startsWith("#") && !isFootnote) continue;
    const words = anchor.textContent ?? "";
    if (!href.startsWith("#") && !mark.test(words) && !wayBack.test(words)) continue; // links to a note of another page
    const target = decodeURIComponent(href.slice(href.indexOf("#") + 1).replace(/%(?![\da-f]{2})/gi, "%25"));
    const isCopied = places.has(target);
    if (isFootnote && (wayBack.test(words) || (mark.test(words) && !isCopied))) {
      const around = anchor.closest("sup");
      (around && around.textContent === words ? around : anchor).remove();
      leftOut({
        key: "footnote mark",
        what: counted("mark of a footnote", "marks of footnotes"),
        names: [words.trim()],
      });
    } else anchor.replaceWith(...anchor.childNodes);
  }
}

/** Adds the scheme to "//example.org" and "www.example.org". */
function mendLinks(page: Document): void {
  for (const anchor of page.querySelectorAll("a[href]")) {
    const given = anchor.getAttribute("href") ?? "";
    const href = safeHref(given.trim()) === null ? linkFromInput(given) : null;
    if (href !== null) anchor.setAttribute("href", href);
  }
}

export function normalizeSigns(html: string): string {
  if (!/<img\b|<a\b/i.test(html)) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  const before = page.documentElement.outerHTML;
  showEmoji(page);
  if (!page.querySelector("[data-pm-slice]")) convertFootnotes(page);
  takeAnchors(page);
  mendLinks(page);
  // Word's lists need the style sheet in the head.
  const after = page.documentElement.outerHTML;
  return after === before ? html : after;
}
