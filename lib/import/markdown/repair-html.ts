// Repairs HTML that old editors and pasting have slightly broken.

/** `<a … href="<a href="`, also with an escaped bracket or a link in a link in a link. */
const begun =
  /(<(?:a|img|iframe)\b[^<>]*?\b(?:href|src)\s*=)\s*["'“”]?\s*(?:(?:<|&lt;)(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*["'“”]*\s*)+/
    .source;
const address = "([^\"'“”\\s<>]{0,2000})[\"'“”]*";
/** `<a href="<a href="https://…">https://…</a>">`: an editor made a link of the address. */
const closedInside = new RegExp(`${begun}${address}[^<>]*>[^<]*</(?:a|img)>\\s*["'“”]+`, "gi");
/** `<img src="<img src="https://…">">`: the same without an end of its own. */
const emptyInside = new RegExp(`${begun}${address}[^<>]*>\\s*["'“”]+(?=[^<>]*>)`, "gi");
/** `<a href="<a href="https://…">`: cut off. */
const openInside = new RegExp(`${begun}${address}`, "gi");
/** `](<a href="https://…">https://…</a>)`. */
const inMarkdown = /\]\(\s*<a\b[^<>]*?\bhref\s*=\s*["']?\s*([^"'\s<>]{1,2000})["']?[^<>]*>[^<]*<\/a>\s*\)/gi;
/** `href=""https://…""` and `href=“https://…”`. */
const strangeQuotes =
  /(<(?:a|img|iframe)\b[^<>]*?\b(?:href|src)\s*=\s*)(?:""|''|[“”″])([^"'“”″\s<>]{1,2000})["'“”″]{0,2}/gi;
/** `<a href="https://…>`. */
const unclosedQuote = /(<a\b[^<>"']*?\bhref\s*=\s*)"([^"'\s<>]{1,2000})>/gi;

/** Removes links inside the address of another link, and mends the quotes around an address. */
export const repairLinkTags = (text: string): string =>
  /<(?:a|img|iframe)\b/i.test(text)
    ? text
        .replace(inMarkdown, "]($1)")
        .replace(closedInside, '$1"$2"')
        .replace(emptyInside, '$1"$2"')
        .replace(openInside, '$1"$2"')
        .replace(strangeQuotes, '$1"$2"')
        .replace(unclosedQuote, '$1"$2">')
    : text;

const indented = /^(?: {4}|\t)/;
/** Tags that writers of stories use. Other tags in an indented block are an example of code. */
const ofStories =
  /^(?:<!--[\s\S]*?-->\s*)*<\/?(?:p|div|span|blockquote|figure|figcaption|img|picture|table|thead|tbody|tr|td|th|ul|ol|li|dl|dt|dd|iframe|video|audio|embed|object|script|center|section|article|aside|details|summary|cite|h[1-6]|a|strong|em|b|i|u|s|small|big|font|sub|sup|abbr|mark|hr|br)(?=[\s>/])/i;
const ofList = /^\s*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:)(?:\s+|$)/;
const ofHeading = /^ {0,3}#{1,6}\s/;
/** Whether an indented block after a colon shows how something is written, and is not what is announced. */
const isExample = (before: string, text: string): boolean =>
  /:\s*$/.test(before) &&
  (/\b(?:code|snippet|markup|html|tags?|elements?|syntax|template|attributes?|css)\b/i.test(before) ||
    !/^<(?:iframe|video|audio|embed|object|img|figure|picture|blockquote|table|ul|ol)\b/i.test(text) ||
    /\s(?:class|id|data-[\w-]+)\s*=/i.test(text));

/**
 * Removes the indentation of blocks that hold only HTML, because CommonMark takes four spaces for code. A block after a
 * colon may be an example, which is unchanged; one after a list item belongs to the list.
 */
export function flattenIndentedHtml(given: readonly string[]): string[] {
  const lines = withClosingTags(given);
  const out: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const previous = lines[at - 1] ?? "";
    const isStart = indented.test(lines[at] ?? "") && (previous.trim() === "" || ofHeading.test(previous));
    let end = at + 1;
    if (isStart) while (end < lines.length && (indented.test(lines[end] ?? "") || lines[end]?.trim() === "")) end++;
    const block = lines.slice(at, end);
    const text = block.join("\n").trim();
    const before = out.findLast((line) => line.trim() !== "") ?? "";
    const isHtml = isStart && ofStories.test(text) && /<\/[a-z]|>$/i.test(text) && !isExample(before, text);
    const offset = ofList.exec(before)?.[0].length ?? 0;
    for (const line of block)
      out.push(isHtml && !indented.test(before) && line.trim() !== "" ? " ".repeat(offset) + line.trimStart() : line);
    at = end;
  }
  return out;
}

const closing = /^\s+(?:<\/(?:p|div|span|li|ul|ol|blockquote|strong|em|b|i|a|td|tr|table)>\s*)+$/i;

/** Moves "</p>" on a line of its own behind the text of its list item, outside of which it would be code. */
function withClosingTags(lines: readonly string[]): string[] {
  const out: string[] = [];
  /** Whether the lines belong to a list item that began with a tag. */
  let isInItem = false;
  for (const line of lines) {
    if (ofList.test(line)) isInItem = /^\s*\S+\s+<[a-z][^<>]*>/i.test(line);
    else if (line.trim() === "") isInItem = false;
    const last = out.length - 1;
    if (isInItem && closing.test(line) && last >= 0) out[last] += line.trim();
    else out.push(line);
  }
  return out;
}
