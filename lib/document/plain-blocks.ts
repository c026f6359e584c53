// Reads plain text as blocks: lists, quotes, and paragraphs whose lines a mail program has wrapped.

import { maxListLevels } from "./blocks/list/block.ts";
import { bulletList, listItem, orderedList, paragraph, quote } from "./build.ts";
import type { NodeJson } from "./json.ts";
import { isDateStart } from "./numbered-line.ts";

/** Widths, in characters, at which programs wrap text. */
const minWidth = 50;
const maxWidth = 100;

type Line = { indent: number; text: string };
/** An item: `more` holds its further paragraphs, `number` is null for bullets. */
type Marked = Line & { number: number | null; more: string[] };

const widthOf = (space: string): number => [...space].reduce((sum, sign) => sum + (sign === "\t" ? 4 : 1), 0);
const lineOf = (raw: string): Line => {
  const space = /^[\t \u00a0]*/.exec(raw)?.[0] ?? "";
  return { indent: widthOf(space), text: raw.slice(space.length).trimEnd() };
};

/** Markers of which one is enough: no sentence begins with them. */
const bullet = /^[•◦▪‣⁃●○■□▸►➤✓✔∙][\s\u00a0]*(?=\S)|^·[\s\u00a0]+(?=\S)/u;
/** Markers that also begin dialogue or a remark: only two such lines in a row are a list. */
const weakBullet = /^[-*+–][\s\u00a0]+(?=\S)|^・[\s\u3000]*(?=\S)/u;
/** Word's markers of deeper levels, followed by a tab. */
const wordBullet = /^[o§Øü–-]\t+(?=\S)/;
const number = /^(?:\((\p{Nd}{1,3})\)|(\p{Nd}{1,3})[.)])[\s\u00a0]+(?=\S)|^(\p{Nd}{1,3})[、．][\s\u3000]*(?=\S)/u;
/** Word's letters and Roman numbers of deeper levels, followed by a tab. */
const wordLetter = /^(?:[a-z]|[ivx]{1,5})[.)]\t+(?=\S)/i;

/** The value of decimal digits of any script: in Unicode the ten digits of a script follow each other. */
function parseDigits(digits: string): number {
  let value = 0;
  for (const digit of digits) {
    let zero = digit.codePointAt(0) ?? 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero--;
    value = value * 10 + (digit.codePointAt(0) ?? 0) - zero;
  }
  return value;
}

/** The item that a line is, among those before it; null where it is none. */
function markOf(line: Line, items: readonly Marked[]): { marked: Marked; isSure: boolean } | null {
  const marked = (sign: string, counted: number | null, isSure: boolean) => ({
    marked: { ...line, text: line.text.slice(sign.length), number: counted, more: [] },
    isSure,
  });
  const sign = bullet.exec(line.text) ?? wordBullet.exec(line.text);
  if (sign) return marked(sign[0], null, true);
  const weak = weakBullet.exec(line.text);
  if (weak) return marked(weak[0], null, false);
  const counted = number.exec(line.text);
  if (counted && !isDateStart(line.text)) {
    const value = parseDigits(counted[1] ?? counted[2] ?? counted[3] ?? "");
    return marked(counted[0], value, value === 1 && counted[1] === undefined);
  }
  const letter = items.length > 0 && line.indent > 0 ? wordLetter.exec(line.text) : null;
  if (!letter) return null;
  const peer = items.findLast((item) => item.indent <= line.indent);
  return marked(letter[0], peer?.indent === line.indent && peer.number !== null ? peer.number + 1 : 1, true);
}

/** The items of a list that begins at line `at`, and the index of the line after it; null where no list begins. */
function listAt(lines: readonly Line[], at: number): { items: Marked[]; end: number } | null {
  const items: Marked[] = [];
  let isSure = false;
  let end = at;
  for (let next = at; next < lines.length; next++) {
    const line = lines[next];
    if (!line) break;
    if (line.text === "") continue; // Items may have an empty line between them.
    const mark = markOf(line, items);
    const last = items.at(-1);
    if (mark) {
      if (last && !belongs(items, mark.marked)) break;
      items.push(mark.marked);
      isSure ||= mark.isSure;
    } else if (!last || line.indent <= last.indent) break;
    else if (next > end) last.more.push(line.text);
    else if (last.more.length > 0) last.more.push(joinLines(last.more.pop() ?? "", line.text));
    else last.text = joinLines(last.text, line.text);
    end = next + 1;
  }
  return items.length > 1 || (items.length === 1 && isSure) ? { items, end } : null;
}

/** Whether a line goes on with a list: on its level the sign is of the same kind and numbers are in order. */
function belongs(items: readonly Marked[], { indent, number: counted }: Marked): boolean {
  const peer = items.findLast((item) => item.indent <= indent);
  if (!peer || peer.indent < indent) return true;
  return peer.number === null ? counted === null : counted === peer.number + 1;
}

/** Items nested by how far they are indented. */
function listOf(items: readonly Marked[], level = 1): NodeJson[] {
  const lists: NodeJson[] = [];
  for (let at = 0; at < items.length; ) {
    const first = items[at];
    if (!first) break;
    const isNumbered = first.number !== null;
    const entries: NodeJson[] = [];
    for (; at < items.length; ) {
      const item = items[at];
      if (!item || (item.number !== null) !== isNumbered || (entries.length > 0 && item.indent < first.indent)) break;
      let end = at + 1;
      while ((items[end]?.indent ?? -1) > item.indent) end++;
      const below = items.slice(at + 1, end);
      const words = (one: Marked) => one.more.map((more) => paragraph(more));
      if (level < maxListLevels) entries.push(listItem(item.text, ...words(item), ...listOf(below, level + 1)));
      else for (const one of [item, ...below]) entries.push(listItem(one.text, ...words(one)));
      at = end;
    }
    lists.push(isNumbered ? orderedList(entries, first.number ?? 1) : bulletList(entries));
  }
  return lists;
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。，！？]/u;
/** Two lines of one paragraph. Chinese and Japanese have no space between words. */
function joinLines(first: string, second: string): string {
  const isUnspaced = unspaced.test(first.at(-1) ?? "") && unspaced.test(second[0] ?? "");
  return `${first}${isUnspaced ? "" : " "}${second}`;
}

/**
 * The width at which a text was wrapped, or null. In wrapped text the first word of the next line would not have fitted
 * into the line before.
 */
function wrapWidth(all: readonly Line[]): number | null {
  const paragraphs = groupsOf(all).map((group) => group.map(({ text }) => text));
  const broken = paragraphs.filter((lines) => lines.length > 1);
  const width = Math.max(0, ...paragraphs.flat().map(({ length }) => length));
  if (broken.length === 0 || width < minWidth || width > maxWidth) return null;
  let full = 0;
  let breaks = 0;
  for (const lines of broken)
    for (const [index, line] of lines.slice(0, -1).entries()) {
      breaks++;
      if (line.length + 1 + (/^\S+/.exec(lines[index + 1] ?? "")?.[0].length ?? 0) > width - 4) full++;
    }
  return full / breaks >= 0.8 ? width : null;
}

/** Whether these lines are one paragraph that was wrapped at this width. */
const isWrapped = (lines: readonly string[], width: number): boolean =>
  lines.length > 1 &&
  lines.slice(0, -1).every((line, index) => {
    const word = /^\S+/.exec(lines[index + 1] ?? "")?.[0].length ?? 0;
    return line.length >= minWidth / 2 && line.length + 1 + word > width - 12;
  });

const quoted = /^(?:>\s?)+/;

/** Groups of lines without an empty line between. */
function groupsOf(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  let isOpen = false;
  for (const line of lines) {
    if (line.text === "") isOpen = false;
    else if (isOpen) groups.at(-1)?.push(line);
    else {
      groups.push([line]);
      isOpen = true;
    }
  }
  return groups;
}

function paragraphsOf(lines: readonly Line[], width: number | null): string[] {
  return groupsOf(lines).flatMap((group) => {
    const texts = group.map(({ text }) => text);
    const isFlowed = width !== null && isWrapped(texts, width);
    return isFlowed ? [texts.reduce(joinLines)] : texts;
  });
}

/** The blocks of a plain text. They hold every word of it; only the markers of lists and quotes are gone. */
export function blocksOfText(text: string): NodeJson[] {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .split("\n")
    .map(lineOf);
  const width = wrapWidth(lines.filter((line) => !quoted.test(line.text)));
  const blocks: NodeJson[] = [];
  let plain: Line[] = [];
  const flush = () => {
    blocks.push(...paragraphsOf(plain, width).map((words) => paragraph(words)));
    plain = [];
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line) break;
    const list = line.text === "" ? null : listAt(lines, at);
    if (list) {
      flush();
      blocks.push(...listOf(list.items));
      at = list.end;
      continue;
    }
    let end = at;
    while (quoted.test(lines[end]?.text ?? "")) end++;
    if (end > at + 1) {
      flush();
      const said = lines.slice(at, end).map((one) => ({ indent: 0, text: one.text.replace(quoted, "").trim() }));
      const texts = paragraphsOf(said, wrapWidth(said));
      if (texts.length > 0) blocks.push(quote(texts));
      at = end;
      continue;
    }
    plain.push(line);
    at++;
  }
  flush();
  return blocks;
}
