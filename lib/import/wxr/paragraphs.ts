// Text that WordPress stores without paragraphs: an empty line separates them, and a line break is one (wpautop).

const blockNames =
  "address|article|aside|blockquote|center|dd|details|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|legend|li|main|map|math|menu|nav|ol|p|pre|section|style|script|summary|table|tbody|td|tfoot|th|thead|tr|ul";
const boundary = new RegExp(
  `<(?:pre|script|style|textarea)\\b[^>]*>[\\s\\S]*?</(?:pre|script|style|textarea)>|<!--[\\s\\S]*?-->|</?(?:${blockNames})\\b[^>]*>`,
  "gi",
);
/** Elements whose text is not made into paragraphs. */
const ofOneLine = /^(?:li|p|h[1-6]|td|th|dt|dd|figcaption|summary|legend)$/;
const withoutText = /^(?:figure|table|tbody|thead|tfoot|tr|ul|ol|dl|menu)$/;

/** Makes the paragraphs and line breaks that WordPress shows for text of its classic editor. */
export function withParagraphs(text: string): string {
  const open: string[] = [];
  let out = "";
  let at = 0;
  const words = (part: string): string => {
    const around = open.at(-1) ?? "";
    if (part.trim() === "") return "";
    if (withoutText.test(around)) return part;
    if (ofOneLine.test(around))
      return part
        .trim()
        .replace(/\n\s*\n/g, "<br><br>")
        .replace(/\n/g, "<br>");
    return part
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== "")
      .map((paragraph) => `<p>${paragraph.replace(/(?<!<br ?\/?>)\n/g, "<br>\n")}</p>`)
      .join("\n");
  };
  for (const match of text.matchAll(boundary)) {
    out += words(text.slice(at, match.index));
    out += match[0];
    at = match.index + match[0].length;
    const [, slash, name = ""] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(match[0]) ?? [];
    const tag = name.toLowerCase();
    if (tag === "" || tag === "hr" || /^(?:pre|script|style|textarea)$/.test(tag)) continue;
    if (!slash) open.push(tag);
    else if (open.includes(tag)) open.length = open.lastIndexOf(tag);
  }
  return out + words(text.slice(at));
}
