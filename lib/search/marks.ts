// Marks hits in texts and cuts excerpts around them. Pure.
import { type SearchPiece, type SearchWord, writtenPieces } from "#lib/document/search-words.ts";
import type { Mark } from "./types.ts";

/** The number of the search term that a word of the text matches, else null. */
export type IsHit = (word: SearchWord) => number | null;

/** Approximate UTF-16 units of an excerpt, and of its part before the first hit. */
const longest = 220;
const lead = 60;

type Span = { from: number; to: number; which: number };

function spansOf(pieces: readonly SearchPiece[], isHit: IsHit): Span[] {
  const spans: Span[] = [];
  for (const { from, to, words } of pieces) {
    for (const word of words) {
      const which = isHit(word);
      if (which === null) continue;
      spans.push({ from, to, which });
      break;
    }
  }
  return spans;
}

/** The text in pieces; hits that touch, or have only a space between them, are joined. */
function cut(text: string, spans: readonly Span[], from: number, to: number): Mark[] {
  const marks: Mark[] = [];
  let at = from;
  let open: { from: number; to: number } | null = null;
  const close = () => {
    if (!open) return;
    if (open.from > at) marks.push({ text: text.slice(at, open.from), isHit: false });
    marks.push({ text: text.slice(open.from, open.to), isHit: true });
    at = open.to;
    open = null;
  };
  for (const span of spans) {
    if (span.from < from || span.to > to) continue;
    const between: string = open ? text.slice((open as Span).to, span.from) : "";
    if (open && (span.from <= (open as Span).to || /^\s+$/.test(between)))
      open = { from: (open as Span).from, to: Math.max((open as Span).to, span.to) };
    else {
      close();
      open = { from: span.from, to: span.to };
    }
  }
  close();
  if (at < to) marks.push({ text: text.slice(at, to), isHit: false });
  return marks;
}

/** Maximum UTF-16 units that are searched for hits; ten times a long article. Reading more would delay other readers. */
const maxUnits = 100_000;

/** A text on one line, split into words once. */
export type Read = { text: string; pieces: SearchPiece[] };
export function readText(given: string): Read {
  const text = given.slice(0, maxUnits).replace(/\s+/g, " ").trim();
  return { text, pieces: writtenPieces(text) };
}

/** The whole text with its hits marked. */
export const markText = ({ text, pieces }: Read, isHit: IsHit): Mark[] =>
  cut(text, spansOf(pieces, isHit), 0, text.length);

export const hasHit = (marks: readonly Mark[]): boolean => marks.some((mark) => mark.isHit);

/** The end of a sentence: a stop, closing quotation marks and brackets, and the space after them. */
const sentenceEnd = /(?:[.!?…](?:["'”’“‘»«›‹)\]]|\s[»›](?=\s))*\s+|[。！？][」』”’）]*)$/u;
const sentenceEnds = new RegExp(sentenceEnd.source.slice(0, -1), "gu");
/** Characters that close or continue something; no excerpt begins with them. */
const notFirst = /^(?:[\s)\]}”,.;:!?…–—]|["'’‘“»›](?=\s))+/u;

/** Where an excerpt begins: at the sentence of its first hit if that is near, else at a word. */
function beginningOf(text: string, hit: number): number {
  const earliest = Math.max(0, hit - lead);
  const window = text.slice(Math.max(0, earliest - 8), hit);
  const end = [...window.matchAll(sentenceEnds)].at(-1);
  const sentence = end ? hit - window.length + end.index + end[0].length : 0;
  if (sentence >= earliest) return sentence;
  const word = Math.min(hit, text.indexOf(" ", earliest) + 1 || hit);
  return Math.min(hit, word + (notFirst.exec(text.slice(word, hit))?.[0].length ?? 0));
}

/** An excerpt around the position with most hits; [] if there are none. */
export function excerptOf({ text, pieces }: Read, isHit: IsHit): Mark[] {
  const spans = spansOf(pieces, isHit);
  let best = { start: 0, kinds: 0 };
  for (const [start, span] of spans.entries()) {
    const near = spans.slice(start, start + 20).filter(({ to }) => to <= span.from + longest - lead);
    const kinds = new Set(near.map(({ which }) => which)).size;
    if (kinds > best.kinds) best = { start, kinds };
  }
  const first = spans[best.start];
  if (!first) return [];
  const from = beginningOf(text, first.from);
  const isSentence = from === 0 || sentenceEnd.test(text.slice(Math.max(0, from - 8), from));
  let to = Math.min(text.length, from + longest);
  if (to < text.length) to = Math.max(first.to, text.lastIndexOf(" ", to));
  const marks = cut(text, spans, from, to);
  if (!isSentence) marks.unshift({ text: "…", isHit: false });
  if (to < text.length) marks.push({ text: "…", isHit: false });
  return marks;
}
