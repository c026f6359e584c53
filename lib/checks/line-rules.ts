// Rules about one line of text. Each is a pure function of the line and takes time in proportion to its length.
import type { CheckedLine } from "./line.ts";
import { allowedDoubles, vagueLinkWords } from "./line-words.ts";
import { mentionsIn } from "./mentions.ts";

export type LineCode =
  | "PLACEHOLDER"
  | "DOUBLE_WORD"
  | "LONG_SENTENCE"
  | "LONG_PARAGRAPH"
  | "LINK_EMPTY"
  | "LINK_VAGUE"
  | "MENTION_UNLINKED";
/** What a rule has found, as offsets in the text of the line. */
export type LineRemark = {
  code: LineCode | "HOUSE_STYLE";
  from: number;
  to: number;
  /** What to write there instead, where the rule knows. */
  replacement?: string;
  /** The number of words, where there are too many. */
  count?: number;
  /** The id of the house style's rule. */
  style?: string;
};
type Rule = (line: CheckedLine) => LineRemark[];

/** Most words of a sentence and of a paragraph before the writer is asked to divide it. */
export const maxSentence = 45;
export const maxParagraph = 120;

const matches = (code: LineCode, text: string, pattern: RegExp): LineRemark[] =>
  [...text.matchAll(pattern)].map((match) => ({ code, from: match.index, to: match.index + match[0].length }));

/** Notes to oneself that are left in copy: "lorem ipsum", "[name]", "XXX", "???", "TBC". "TK" has a check of its own. */
const placeholder: Rule = ({ text }) =>
  matches(
    "PLACEHOLDER",
    text,
    /\blorem ipsum\b|(?<![\p{L}\p{N}])(?:X{3,}|x{4,}|TBC|TBD|TODO|FIXME)(?![\p{L}\p{N}])|\?{3,}|\[(?:name|date|place|quote|link|number|tk|xx+|insert [^\]\n]{1,40}|\.{3}|…)\]/giu,
  ).filter(({ from, to }) => isPlaceholder(text.slice(from, to)));
/** Small letters make a word of the abbreviations ("tbc" is a hashtag, "todo" is Spanish for everything). */
const isPlaceholder = (found: string): boolean =>
  !/^(?:xxx|tbc|tbd|todo|fixme)$/i.test(found) || found === found.toUpperCase();

const doubleWord: Rule = ({ text, language }) => {
  const allowed = allowedDoubles(language);
  return [...text.matchAll(/(?<![\p{L}\p{N}’'-])(\p{L}+)([^\S\n]+)\1(?![\p{L}\p{N}’'-])/giu)].flatMap((match) => {
    const [found, word = ""] = match;
    const second = found.slice(-word.length);
    // "Berlin Berlin" may be a cry, "New York, New York" is a name: names are left alone, and so is a word that is allowed twice.
    const isName = /^\p{Lu}/u.test(second);
    return isName || allowed.has(word.toLowerCase())
      ? []
      : [{ code: "DOUBLE_WORD" as const, from: match.index, to: match.index + found.length, replacement: word }];
  });
};

/** Stories may be in any of thousands of languages, and a segmenter takes much memory. */
const maxSegmenters = 100;
const segmenters = new Map<string, Intl.Segmenter>();
function segmenter(language: string, granularity: "word" | "sentence"): Intl.Segmenter {
  const key = `${granularity} ${language}`;
  let found = segmenters.get(key);
  if (!found) {
    found = new Intl.Segmenter(language, { granularity });
    if (segmenters.size < maxSegmenters) segmenters.set(key, found);
  }
  return found;
}
function countWords(text: string, language: string): number {
  let words = 0;
  for (const { isWordLike } of segmenter(language, "word").segment(text)) if (isWordLike) words += 1;
  return words;
}

export const isProse = ({ type }: CheckedLine): boolean => type === "paragraph";

const longSentence: Rule = (line) => {
  if (!isProse(line) || line.text.length < maxSentence * 2) return [];
  return [...segmenter(line.language, "sentence").segment(line.text)].flatMap(({ segment, index }) => {
    const count = countWords(segment, line.language);
    return count > maxSentence
      ? [{ code: "LONG_SENTENCE" as const, from: index, to: index + segment.trimEnd().length, count }]
      : [];
  });
};

const longParagraph: Rule = (line) => {
  if (!isProse(line) || line.text.length < maxParagraph * 2) return [];
  const count = countWords(line.text, line.language);
  return count > maxParagraph ? [{ code: "LONG_PARAGRAPH", from: 0, to: line.text.length, count }] : [];
};

const linkWords: Rule = ({ text, links, language }) =>
  links.flatMap(({ from, to }): LineRemark[] => {
    const words = text
      .slice(from, to)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
    if (words === "") return [{ code: "LINK_EMPTY", from, to }];
    return vagueLinkWords(language).has(words) ? [{ code: "LINK_VAGUE", from, to }] : [];
  });

/** "As we reported": the sentence should link to that report. */
const unlinkedMention: Rule = (line) => {
  if (!isProse(line)) return [];
  const { text, language } = line;
  return mentionsIn(text, language).flatMap(({ from, to }): LineRemark[] =>
    isLinkedAt(line, from) ? [] : [{ code: "MENTION_UNLINKED", from, to }],
  );
};

/** Whether the sentence at an offset has a link. */
export function isLinkedAt({ text, language, links }: CheckedLine, at: number): boolean {
  if (links.length === 0) return false;
  const sentence = segmenter(language, "sentence").segment(text).containing(at);
  const start = sentence?.index ?? 0;
  const end = start + (sentence?.segment.length ?? text.length);
  return links.some((link) => link.from < end && link.to > start);
}

const rules: readonly Rule[] = [placeholder, doubleWord, longSentence, longParagraph, linkWords, unlinkedMention];

/** All that the rules say about a line, in the order of the text. */
export const remarksOf = (line: CheckedLine): LineRemark[] =>
  rules.flatMap((rule) => rule(line)).sort((a, b) => a.from - b.from || a.to - b.to);
