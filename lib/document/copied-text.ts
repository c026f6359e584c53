// Copied content as plain text for mail and chat: list markers, addresses behind links, one empty line between blocks.
import { Fragment } from "@tiptap/pm/model";
import { onlyAddress } from "./bare-addresses.ts";
import type { CopiedPiece, CopyWriter } from "./node-definition.ts";
import { definitionOf } from "./nodes.ts";
import { isLineBreak } from "./text.ts";

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
    const words = isLineBreak(node) ? "\n" : (node.text ?? "");
    if (href !== null) link = { href, words: ((link as { words: string } | null)?.words ?? "") + words };
    text += words;
  });
  endLink();
  return text;
}

function piecesOf(content: Fragment): CopiedPiece[] {
  const pieces: CopiedPiece[] = [];
  content.forEach((node) => {
    const copied = definitionOf(node.type.name)?.copied;
    if (copied) pieces.push(...copied(node, writer, pieces.length === 0));
    else if (!node.isTextblock) pieces.push(...piecesOf(node.content));
    else if (node.content.size > 0) pieces.push({ text: textOfLine(node.content), isClose: false });
  });
  return pieces;
}
const writer: CopyWriter = { line: textOfLine, blocks: piecesOf };

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
