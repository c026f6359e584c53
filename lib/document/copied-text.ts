// Copied content as plain text for mail and chat: list markers, addresses behind links, one empty line between blocks.
import { Fragment, type Node } from "@tiptap/pm/model";
import { onlyAddress } from "./bare-addresses.ts";
import { plainTextRules } from "./text.ts";

/** `isClose`: no empty line is between it and the piece before. */
type Piece = { text: string; isClose: boolean };

/** The address to write behind a link; null where the words are the address or it leads to a place in the same page. */
function addressBehind(words: string, href: string): string | null {
  if (href.startsWith("#") || words.trim() === "") return null;
  const address = href.replace(/^(?:mailto|tel):/i, "");
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^https?:\/\/|\/$/gi, "")
      .toLowerCase();
  return bare(words) === bare(address) || onlyAddress(words) === href ? null : address;
}

/** The words of one line, each link followed by its address in brackets. */
function textOfLine(content: Fragment): string {
  let text = "";
  let link: { href: string; words: string } | null = null;
  const endLink = () => {
    const address = link && addressBehind(link.words, link.href);
    if (address) text += ` (${address})`;
    link = null;
  };
  content.forEach((node) => {
    const mark = node.marks.find(({ type }) => type.name === "link");
    const href = mark ? String(mark.attrs.href) : null;
    if (link && link.href !== href) endLink();
    const words = plainTextRules[node.type.name] === "break" ? "\n" : (node.text ?? "");
    if (href !== null) link = { href, words: ((link as { words: string } | null)?.words ?? "") + words };
    text += words;
  });
  endLink();
  return text;
}

const indented = (text: string, indent: string): string => text.replaceAll("\n", `\n${indent}`);

function ofList(list: Node): Piece[] {
  const pieces: Piece[] = [];
  list.forEach((item, _offset, index) => {
    const sign = list.type.name === "orderedList" ? `${Number(list.attrs.start ?? 1) + index}. ` : "• ";
    const indent = " ".repeat(sign.length);
    const lines = piecesOf(item.content).map(({ text }) => indented(text, indent));
    pieces.push({ text: `${sign}${lines.join(`\n${indent}`)}`, isClose: index > 0 });
  });
  return pieces;
}

function piecesOf(content: Fragment): Piece[] {
  const pieces: Piece[] = [];
  content.forEach((node) => {
    switch (node.type.name) {
      case "bulletList":
      case "orderedList":
        pieces.push(...ofList(node));
        break;
      case "listItem":
        pieces.push(
          ...piecesOf(node.content).map((piece, index) => ({ ...piece, isClose: index > 0 || pieces.length > 0 })),
        );
        break;
      case "keyPoints":
        pieces.push(
          ...node.children.map((point, index) => ({ text: `• ${textOfLine(point.content)}`, isClose: index > 0 })),
        );
        break;
      case "attribution":
        if (node.content.size > 0) pieces.push({ text: `— ${textOfLine(node.content)}`, isClose: pieces.length > 0 });
        break;
      case "credit":
        if (node.content.size > 0) pieces.push({ text: textOfLine(node.content), isClose: pieces.length > 0 });
        break;
      case "tableRow":
        pieces.push({
          text: node.children.map((cell) => textOfLine(cell.content).replace(/[\n\t]/g, " ")).join("\t"),
          isClose: true,
        });
        break;
      case "table": {
        const [first, ...rows] = piecesOf(node.content);
        if (first) pieces.push({ ...first, isClose: false }, ...rows);
        break;
      }
      case "divider":
        pieces.push({ text: "* * *", isClose: false });
        break;
      default:
        if (node.isTextblock) {
          if (node.content.size > 0) pieces.push({ text: textOfLine(node.content), isClose: false });
        } else pieces.push(...piecesOf(node.content));
    }
  });
  return pieces;
}

/** The one line that was copied, whatever is around it. */
function onlyLine(content: Fragment): Fragment | null {
  const [only, ...more] = content.content;
  if (!only || only.isInline) return content;
  if (more.length > 0 || only.isLeaf) return null;
  return only.isTextblock ? only.content : onlyLine(only.content);
}

/** The content without what somebody proposes to delete. */
const withoutDeletions = (content: Fragment): Fragment =>
  Fragment.from(
    content.content
      .filter(({ marks }) => !marks.some(({ type }) => type.name === "deletion"))
      .map((node) => (node.isLeaf ? node : node.copy(withoutDeletions(node.content)))),
  );

/** Links to a path of this site get its address, since the text is read elsewhere. */
const withSite = (content: Fragment, site: string): Fragment =>
  Fragment.from(
    content.content.map((node) => {
      if (!node.isText) return node.copy(withSite(node.content, site));
      return node.mark(
        node.marks.map((mark) =>
          mark.type.name === "link" && String(mark.attrs.href).startsWith("/")
            ? mark.type.create({ href: site + String(mark.attrs.href) })
            : mark,
        ),
      );
    }),
  );

/**
 * Copied content as plain text. Words of a single line are given without the sign of the list that they were in. Words that
 * are proposed for deletion are left out, unless nothing else was copied.
 * @param site the origin of the site, "https://example.org"
 */
export function copiedText(copied: Fragment, site = ""): string {
  const kept = withoutDeletions(copied);
  const content = withSite(kept.size > 0 ? kept : copied, site);
  const line = onlyLine(content);
  if (line) return textOfLine(line);
  return piecesOf(content).reduce(
    (text, piece, index) => `${text}${index === 0 ? "" : piece.isClose ? "\n" : "\n\n"}${piece.text}`,
    "",
  );
}
