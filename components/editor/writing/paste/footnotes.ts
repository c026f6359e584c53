// Footnotes and endnotes of LibreOffice: a number in the text, and the note in a box at the end.
import { newBlockId } from "#lib/document/ids.ts";

/** The last word before an element in its block, which carries the reference; null where there is none. */
function wordBefore(element: Element): Text | null {
  const block = element.closest("p, li, td, th, h1, h2, h3, h4, h5, h6, blockquote");
  if (!block) return null;
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let last: Text | null = null;
  for (let node = walker.nextNode(); node && !element.contains(node); node = walker.nextNode())
    if ((node.textContent ?? "").trim() !== "") last = node as Text;
  const word = last && /\S+\s*$/.exec(last.data);
  return last && word && word.index > 0 ? last.splitText(word.index) : last;
}

/** Turns each pair of a number and a note into the mark and the block of a footnote. A number without its note is left alone. */
export function convertFootnotes(page: Document): void {
  for (const reference of page.querySelectorAll("a.sdfootnoteanc, a.sdendnoteanc")) {
    const name = reference.getAttribute("href")?.slice(1) ?? "";
    const number = page.querySelector(`a:is(.sdfootnotesym, .sdendnotesym)[name="${CSS.escape(name)}"]`);
    const paragraph = number?.closest("p");
    const word = wordBefore(reference);
    if (!number || !paragraph || !word) continue;
    const id = newBlockId();
    const referring = page.createElement("span");
    referring.setAttribute("data-note", id);
    word.replaceWith(referring);
    referring.append(word);
    const around = reference.closest("sup");
    (around && around.textContent === reference.textContent ? around : reference).remove();
    number.remove();
    const note = page.createElement("p");
    note.setAttribute("data-footnote-block", "");
    note.setAttribute("data-id", id);
    // A footnote is one line: the other paragraphs of a note follow on it.
    const box = paragraph.closest("div[id^='sdfootnote'], div[id^='sdendnote']");
    const paragraphs = box ? [...box.querySelectorAll("p")] : [paragraph];
    for (const [index, one] of paragraphs.entries()) note.append(...(index > 0 ? [" "] : []), ...one.childNodes);
    (box ?? paragraph).replaceWith(note);
  }
}
