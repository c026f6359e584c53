// What LibreOffice and the programs of macOS (Pages, TextEdit) only say by looks: headings in large bold letters, and formats in a
// style sheet.
import { type Sheet, styleOf, styleValue } from "./style.ts";

/** The program that wrote the HTML, where it says so. */
export const programOf = (page: Document): string =>
  page.querySelector("meta[name='generator' i]")?.getAttribute("content") ?? "";

const formats = ["font-weight", "font-style", "text-decoration", "vertical-align"];

/** Writes the formats that the classes of words have in the style sheet to the words themselves. */
function applyFormats(page: Document, sheet: Sheet): void {
  for (const words of page.body.querySelectorAll<HTMLElement>("span[class]"))
    for (const property of formats) {
      const value = styleValue(words, property, sheet);
      if (value !== undefined && !styleOf(words).has(property)) words.style.setProperty(property, value);
    }
}

const pixels: Readonly<Record<string, number>> = { px: 1, pt: 4 / 3 };
/** Pixels of the letters of an element; null where nothing says so. */
function sizeOf(element: Element, sheet: Sheet): number | null {
  const font = styleValue(element, "font-size", sheet) ?? styleValue(element, "font", sheet) ?? "";
  const [, number = "", unit = ""] = /(?:^|\s)(\d+(?:\.\d+)?)(px|pt)\b/.exec(font) ?? [];
  return number === "" ? null : Number(number) * (pixels[unit] ?? 1);
}

/** The size of all of a paragraph's words; null if they are of several sizes. */
function sizeOfWords(paragraph: Element, sheet: Sheet): number | null {
  const only = paragraph.querySelector("font[style], span[style], span[class]");
  const isWhole = only !== null && (only.textContent ?? "").trim() === (paragraph.textContent ?? "").trim();
  return (isWhole ? sizeOf(only, sheet) : null) ?? sizeOf(paragraph, sheet);
}

const isBold = (paragraph: Element): boolean => {
  const text = (paragraph.textContent ?? "").trim();
  return [...paragraph.querySelectorAll("b, strong")].some(({ textContent }) => (textContent ?? "").trim() === text);
};

const maxHeading = 200;
/** Times the size of the text from which bold words of a line of their own are a heading. */
const headingSize = 1.2;
/** Twelve points, which LibreOffice leaves out. */
const usualSize = 16;

/** Paragraphs whose words are all bold and larger than the text become headings: the largest one at the top first, others below it. */
function nameHeadings(page: Document, sheet: Sheet): void {
  const paragraphs = [...page.body.querySelectorAll("p")]
    .filter((one) => !one.closest("table, li, blockquote") && (one.textContent ?? "").trim() !== "")
    .map((element) => ({
      element,
      size: sizeOfWords(element, sheet) ?? usualSize,
      length: (element.textContent ?? "").length,
    }));
  const lengths = new Map<number, number>();
  for (const { size, length } of paragraphs) lengths.set(size, (lengths.get(size) ?? 0) + length);
  const textSize = [...lengths].sort(([, a], [, b]) => b - a)[0]?.[0] ?? usualSize;
  const found = paragraphs.filter(
    ({ element, size, length }) =>
      size >= textSize * headingSize && length <= maxHeading && !element.querySelector("br") && isBold(element),
  );
  const sizes = [...new Set(found.map(({ size }) => size))].sort((a, b) => b - a);
  const hasTitle = found[0]?.element === paragraphs[0]?.element && found[0]?.size === sizes[0];
  for (const { element, size } of found) {
    const heading = page.createElement(`h${Math.min(3, sizes.indexOf(size) + (hasTitle ? 1 : 2))}`);
    heading.textContent = (element.textContent ?? "").replace(/\s+/g, " ").trim();
    element.replaceWith(heading);
  }
}

export function applyLooks(page: Document, sheet: Sheet, program: string): void {
  if (/^Cocoa HTML Writer/.test(program)) applyFormats(page, sheet);
  if (/^(?:Cocoa HTML Writer|LibreOffice|OpenOffice)/.test(program)) nameHeadings(page, sheet);
}

const cellsOf = (row: Element | undefined): Element[] =>
  [...(row?.children ?? [])].filter(({ tagName }) => tagName === "TD" || tagName === "TH");
const isBoldCell = (cell: Element): boolean => (cell.textContent ?? "").trim() !== "" && isBold(cell);

/**
 * Spreadsheets and word processors set the heads of a table in bold, and its title into one cell across the first row. They become
 * heads and a caption.
 */
export function nameTableHeads(page: Document): void {
  for (const table of page.body.querySelectorAll("table")) {
    if (table.querySelector("th, thead, caption, table")) continue;
    const rows = [...table.querySelectorAll("tr")];
    const [title, ...others] = cellsOf(rows[0]);
    const width = Number(title?.getAttribute("colspan") ?? 1);
    const hasTitle = title && width > 1 && others.length === 0 && cellsOf(rows[1]).length === width && rows.length > 2;
    const head = cellsOf(rows[hasTitle ? 1 : 0]);
    const below = rows.slice(hasTitle ? 2 : 1).flatMap(cellsOf);
    const isHead = head.length > 1 && head.every(isBoldCell) && below.length > 0 && !below.some(isBoldCell);
    if (!isHead) continue;
    for (const cell of head) {
      const named = page.createElement("th");
      for (const { name, value } of cell.attributes) named.setAttribute(name, value);
      named.append(...cell.childNodes);
      for (const bold of named.querySelectorAll("b, strong")) bold.replaceWith(...bold.childNodes);
      cell.replaceWith(named);
    }
    if (!hasTitle) continue;
    const caption = page.createElement("caption");
    caption.textContent = (title.textContent ?? "").replace(/\s+/g, " ").trim();
    rows[0]?.remove();
    table.prepend(caption);
  }
}
