// HTML in Markdown that is slightly wrong in the ways in which old editors and pasting made it so.

const tag = (name: string) => `<a\\b[^<>]*?\\b${name}\\s*=\\s*["']?\\s*`;
const address = "([^\"'\\s<>]{1,2000})";
const outer = "(<(?:a|img|iframe)\\b[^<>]*?\\b(?:href|src)\\s*=\\s*[\"']?)\\s*";
/** `<a href="<a href="https://…">https://…</a>">`: an address that an editor made a link of. */
const closedInside = new RegExp(`${outer}${tag("href")}${address}["']?[^<>]*>[^<]*</a>(?=\\s*["'])`, "gi");
/** `<a href="<a href="https://…">`: the same, cut off. */
const openInside = new RegExp(`${outer}${tag("href")}${address}`, "gi");
/** `](<a href="https://…">https://…</a>)`. */
const inMarkdown = new RegExp(`\\]\\(\\s*${tag("href")}${address}["']?[^<>]*>[^<]*</a>\\s*\\)`, "gi");

/** A line in which no link stands in the address of another. */
export const mendNestedLinks = (line: string): string =>
  line.includes("<a")
    ? line.replace(inMarkdown, "]($1)").replace(closedInside, "$1$2").replace(openInside, "$1$2")
    : line;

const indented = /^(?: {4}|\t)/;
/** What a writer of a story uses; other tags in an indented block are an example of code. */
const ofStories =
  /^<(?:p|div|span|blockquote|figure|figcaption|img|picture|table|ul|ol|dl|iframe|video|audio|embed|object|script|center|section|article|aside|h[1-6]|a|strong|em|b|i|hr|br)(?=[\s>/])/i;
const ofList = /^\s*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:)(?:\s|$)/;

/**
 * Blocks that are nothing but HTML begin at the margin, for indented by four spaces CommonMark takes them for code. A block
 * behind a colon is an example, and one behind an item of a list belongs to it: both stay as they are.
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
