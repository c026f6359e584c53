import type { Node } from "@tiptap/pm/model";
import { searchedText } from "./field-rules.ts";
import { definitionOf, isCaptioned } from "./nodes.ts";
import { readersDocument } from "./readers-document.ts";

/** Whether a node is a line break within a text. */
export const isLineBreak = (node: Node): boolean => definitionOf(node.type.name)?.plainText === "break";

/** The words of one textblock; a hard break is a line break. */
export const textOf = (block: Node): string =>
  block.textBetween(0, block.content.size, "\n", (leaf) => (isLineBreak(leaf) ? "\n" : ""));

/** Every textblock that `isTold` lets through, in reading order. */
function* textblocks(node: Node, isTold: (node: Node) => boolean): Generator<Node> {
  for (let i = 0; i < node.childCount; i++) {
    const child = node.child(i);
    if (!isTold(child)) continue;
    if (child.isTextblock) yield child;
    else yield* textblocks(child, isTold);
  }
}
const all = () => true;

/**
 * Every word that readers get, in reading order, a line for each paragraph: kicker, headline, standfirst, captions and
 * credits, key points, body, "In short". Proposed changes and notes to editors are left out.
 */
export function plainText(doc: Node): string {
  return [...textblocks(readersDocument(doc), all)]
    .map(textOf)
    .filter((text) => text.trim() !== "")
    .join("\n");
}

const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();
const textOfZone = (doc: Node, name: string): string => {
  const zone = readersDocument(doc).children.find((node) => node.type.name === name);
  return zone ? squeeze(textOf(zone)) : "";
};
/** The headline as one line, "" when there is none yet. */
export const headlineOf = (doc: Node): string => textOfZone(doc, "headline");
export const kickerOf = (doc: Node): string => textOfZone(doc, "kicker");
export const standfirstText = (doc: Node): string => textOfZone(doc, "standfirst");

/** Whether the body holds a word outside of captions. */
export const hasBodyText = (doc: Node): boolean =>
  [...textblocks(readersDocument(doc), isBody)].some((block) => /[\p{L}\p{N}]/u.test(textOf(block)));

const notBody = new Set(["kicker", "headline", "standfirst", "keyPoints", "inShort"]);
const isBody = (node: Node): boolean => !notBody.has(node.type.name) && !isCaptioned(node);

const isInExcerpt = (node: Node): boolean => definitionOf(node.type.name)?.isInExcerpt === true;

/** The first `max` characters of the standfirst, else of the body, cut between words with "…". `max` is UTF-16 units. */
export function excerpt(doc: Node, max: number): string {
  const settled = readersDocument(doc);
  let text = standfirstText(settled);
  if (text === "")
    for (const block of textblocks(settled, (node) => isBody(node) && isInExcerpt(node))) {
      text = squeeze(`${text} ${textOf(block)}`);
      if (text.length > max) break;
    }
  return shorten(text, max);
}

/** A text of at most `max` UTF-16 units, cut between words where it can be, never inside a character. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  let head = "";
  for (const { segment } of segmenter("en", "grapheme").segment(text)) {
    if (head.length + segment.length > max - 1) break;
    head += segment;
  }
  const isMidWord = !/^\s/.test(text.slice(head.length));
  const space = head.search(/\s+\S*$/);
  if (isMidWord && space > max / 2) head = head.slice(0, space);
  return `${head.replace(/[\s\p{Pd},;:.]+$/u, "")}…`;
}

const segmenters = new Map<string, Intl.Segmenter>();
function segmenter(language: string, granularity: "word" | "grapheme"): Intl.Segmenter {
  const key = `${granularity} ${language}`;
  let found = segmenters.get(key);
  if (!found) {
    try {
      found = new Intl.Segmenter(language, { granularity });
    } catch {
      found = new Intl.Segmenter("en", { granularity });
    }
    if (segmenters.size < 100) segmenters.set(key, found);
  }
  return found;
}

/** Words of a text by the rules of Unicode and of the language, which know where words end in Thai or Japanese. */
export function countWords(text: string, language = "en"): number {
  let words = 0;
  for (const { isWordLike } of segmenter(language, "word").segment(text)) if (isWordLike) words++;
  return words;
}

/** The offset at which the word with this number ends, counted from 1; the length of the text if it has fewer. */
export function wordEnd(text: string, number: number, language: string): number {
  let left = number;
  for (const { isWordLike, index, segment } of segmenter(language, "word").segment(text))
    if (isWordLike && --left === 0) return index + segment.length;
  return text.length;
}

/** Counting is dear and most paragraphs are what they were a moment ago: the counts of so many UTF-16 units are kept. */
const keptUnits = 2_000_000;
const counted = new Map<string, number>();
let countedUnits = 0;
/** `countWords`, remembered for texts that are counted again and again. */
export function keptWordCount(text: string, language: string): number {
  const key = `${language} ${text}`;
  const known = counted.get(key);
  if (known !== undefined) return known;
  const words = countWords(text, language);
  if (countedUnits + key.length > keptUnits) {
    counted.clear();
    countedUnits = 0;
  }
  counted.set(key, words);
  countedUnits += key.length;
  return words;
}

/** Words of the story: headline, standfirst, key points, body and "In short"; not kicker, captions and credits. */
export function wordCount(doc: Node): number {
  const language = typeof doc.attrs.language === "string" ? doc.attrs.language : "en";
  let words = 0;
  for (const block of textblocks(readersDocument(doc), (node) => node.type.name !== "kicker" && !isCaptioned(node)))
    words += keptWordCount(textOf(block), language);
  return words;
}

const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ħ: "h",
  ı: "i",
  þ: "th",
  ς: "σ", // lower case makes it of Σ at the end of a word only
};

/**
 * The form in which texts are compared letter by letter: NFKC, curly quotes straight, dashes and line breaks as spaces,
 * invisible characters gone, lower case, spaces single. Accents stay: stemmers need them.
 */
export function standardForm(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .replace(/[\u2018-\u201b\u2032\u02bc\u00b4\u0060]/g, "'")
    .replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010\u2011\u2212]/g, "-")
    .replace(/[\u2012-\u2015]/g, " ")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** Takes accents off a text in standard form: off Latin, Greek and Cyrillic; vowel signs of other scripts stay. */
export function withoutAccents(standard: string): string {
  if (isAscii(standard)) return standard;
  return standard
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/[ßæœøđðłħıþς]/g, (letter) => letters[letter] ?? letter);
}

/**
 * The form in which texts and queries are compared: the standard form without accents. Use it on both sides; the
 * database's own rules depend on the locale it was made with.
 */
export const fold = (text: string): string => withoutAccents(standardForm(text)).replace(/\s+/g, " ").trim();

/** What a story can be found by, in parts of different weight. Plain texts, a line for each paragraph. */
export type SearchParts = { headline: string; lead: string; body: string; captions: string };

const opening = new Set(["kicker", "headline", "standfirst"]);

/** Everything a reader may search for in a story. Proposed changes and notes to editors are left out. */
export function searchParts(doc: Node): SearchParts {
  const settled = readersDocument(doc);
  const text = (isTold: (node: Node) => boolean) =>
    [...textblocks(settled, isTold)]
      .map(textOf)
      .filter((line) => line.trim() !== "")
      .join("\n");
  const blocks = text((node) => !isCaptioned(node) && !opening.has(node.type.name));
  const body = [searchedText(settled.attrs), blocks].filter(Boolean).join("\n");
  const captions = [...figures(settled)].map((figure) => [...textblocks(figure, all)].map(textOf).join(" ")).join("\n");
  return {
    headline: headlineOf(settled),
    lead: [kickerOf(settled), standfirstText(settled)].filter(Boolean).join("\n"),
    body,
    captions,
  };
}

function* figures(node: Node): Generator<Node> {
  for (const child of node.children) {
    if (isCaptioned(child)) yield child;
    else if (!child.isTextblock) yield* figures(child);
  }
}
