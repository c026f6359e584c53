// Repairs HTML in Markdown that old editors and pasting have slightly broken.

const tag = (name: string) => `<a\\b[^<>]*?\\b${name}\\s*=\\s*["']?\\s*`;
const address = "([^\"'\\s<>]{1,2000})";
const outer = "(<(?:a|img|iframe)\\b[^<>]*?\\b(?:href|src)\\s*=\\s*[\"']?)\\s*";
/** `<a href="<a href="https://…">https://…</a>">`: an editor made a link of the address. */
const closedInside = new RegExp(`${outer}${tag("href")}${address}["']?[^<>]*>[^<]*</a>(?=\\s*["'])`, "gi");
/** `<a href="<a href="https://…">`: the same, cut off. */
const openInside = new RegExp(`${outer}${tag("href")}${address}`, "gi");
/** `](<a href="https://…">https://…</a>)`. */
const inMarkdown = new RegExp(`\\]\\(\\s*${tag("href")}${address}["']?[^<>]*>[^<]*</a>\\s*\\)`, "gi");

/** Removes links inside the address of another link. */
export const repairNestedLinks = (line: string): string =>
  line.includes("<a")
    ? line.replace(inMarkdown, "]($1)").replace(closedInside, "$1$2").replace(openInside, "$1$2")
    : line;

const indented = /^(?: {4}|\t)/;
/** Tags that writers of stories use. Other tags in an indented block are an example of code. */
const ofStories =
  /^<(?:p|div|span|blockquote|figure|figcaption|img|picture|table|ul|ol|dl|iframe|video|audio|embed|object|script|center|section|article|aside|h[1-6]|a|strong|em|b|i|hr|br)(?=[\s>/])/i;
const ofList = /^\s*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:)(?:\s|$)/;

/**
 * Removes the indentation of blocks that hold only HTML, because CommonMark takes four spaces for code. A block after a
 * colon is an example, and one after a list item belongs to the list: both are unchanged.
 */
export function flattenIndentedHtml(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const isStart = indented.test(lines[at] ?? "") && (at === 0 || lines[at - 1]?.trim() === "");
    let end = at + 1;
    if (isStart) while (end < lines.length && (indented.test(lines[end] ?? "") || lines[end]?.trim() === "")) end++;
    const block = lines.slice(at, end);
    const text = block.join("\n").trim();
    const before = out.findLast((line) => line.trim() !== "") ?? "";
    const isHtml =
      isStart && ofStories.test(text) && text.endsWith(">") && !/:\s*$/.test(before) && !ofList.test(before);
    for (const line of block) out.push(isHtml && !indented.test(before) ? line.trimStart() : line);
    at = end;
  }
  return out;
}
