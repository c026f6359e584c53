// A whole page of a news site that was copied as plain text: which of its lines are the story, and where they belong.
import { bulletList, figure, listItem, mainFigure, paragraph, subheading } from "./build.ts";
import { newBlockId } from "./ids.ts";
import type { NodeJson } from "./json.ts";
import { captionOf, kindOfLine, type LineKind } from "./page-lines.ts";
import { blocksOfText } from "./plain-blocks.ts";

export type WholePage = {
  headline: string;
  standfirst: string;
  caption: string;
  /** Each point at the top of the page, in its order. */
  keyPoints: string[];
  /** Counts of what goes into the text. */
  counts: { paragraphs: number; subheadings: number; lists: number; captions: number };
  /** Words of the summary at the end. */
  inShort: string[];
  /** Lines that are no part of the story, in their order, each in full. */
  leftOut: string[];
  /** All that is kept, as parts of a story: zones and blocks in the order of a document. */
  parts: NodeJson[];
};

/** A paragraph is a sentence that is long enough to be no name of anything. */
type Line = { text: string; kind: LineKind; isSentence: boolean; isParagraph: boolean };

const sentence = /[.!?…。！？]["”’»)\]]*$/u;
const isParagraph = (one: Line): boolean => one.isParagraph;
const item = /^(?:[•◦▪‣●○■–*-]|\d{1,3}[.)])\s+(?=\S)/u;
const isItem = ({ text }: Line): boolean => item.test(text);
const wordCount = (text: string): number => text.split(/\s+/).length;
const isHeadline = (one: Line): boolean =>
  one.kind === "text" &&
  !isItem(one) &&
  one.text.length >= 15 &&
  one.text.length <= 160 &&
  wordCount(one.text) >= 3 &&
  !/[.:;,]$/.test(one.text);
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A name, perhaps with what its owner does: "Ada Moss", "Harbour correspondent". */
const isPerson = (text: string): boolean =>
  (wordCount(text) <= 4 && text.split(/\s+/).every((word) => /^\p{Lu}/u.test(word))) ||
  (wordCount(text) <= 6 &&
    /correspondent|editor|reporter|korrespondent|redakt|journalist|reporteur|redactor/i.test(text));

/** How much a line looks like the headline of a page: long, repeated, above a byline or a date, and not a caption. */
function headlineScore(lines: readonly Line[], at: number): number {
  const { text } = lines[at] ?? { text: "" };
  const kindNear = (from: number, to: number, ...kinds: LineKind[]) =>
    lines.slice(Math.max(0, at + from), at + to + 1).some(({ kind }) => kinds.includes(kind));
  let score = Math.min(wordCount(text), 9) / 2;
  if (lines.slice(0, at).some((other) => same(other.text, text))) score += 3;
  if (kindNear(1, 3, "byline", "date")) score += 3;
  if (kindNear(-2, -1, "caption")) score -= 3;
  if (lines[at + 1]?.kind === "caption") score -= 2;
  if (isPerson(text)) score -= 4;
  return score;
}

/** Where the story begins; −1 where no line above its first paragraph looks like a headline. */
function findHeadline(lines: readonly Line[]): number {
  const first = lines.findIndex((one) => isParagraph(one) && !isItem(one));
  let best = -1;
  let bestScore = 1;
  for (let at = 0; at < first; at++) {
    const one = lines[at];
    const score = one && isHeadline(one) ? headlineScore(lines, at) : 0;
    // Of two that are alike the upper one is the headline and the lower one its standfirst.
    if (score > bestScore) [best, bestScore] = [at, score];
  }
  return best;
}

/** Behind the last line of the story: what follows are links and names of other stories. */
function findEnd(lines: readonly Line[], from: number): number {
  const isStory = (one: Line, at: number) =>
    at > from &&
    (one.kind === "summary" ||
      (one.kind === "text" && (isItem(one) || (one.text.length >= 20 && sentence.test(one.text)))));
  const last = lines.findLastIndex(isStory);
  if (lines[last]?.kind !== "summary") return last < 0 ? lines.length : last + 1;
  let end = last + 1;
  while (lines[end]?.kind === "text" && end < last + 7) end++;
  return end;
}

/** A line that may be the name of another story. */
function isTeaser(one: Line | undefined): boolean {
  return one !== undefined && one.kind === "text" && !sentence.test(one.text) && one.text.length <= 140;
}

class Reader {
  readonly #lines: readonly Line[];
  readonly leftOut: string[] = [];
  standfirst = "";
  main: { caption: string; credit: string } | null = null;
  keyPoints: string[] = [];
  body: NodeJson[] = [];
  inShort: NodeJson[] = [];
  captions = 0;
  #paragraphs = 0;
  /** A line above the first paragraph that may belong to the name of a photographer. */
  #captionWords = "";
  #all = 0;
  #headline = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  #leave(from: number, to: number): void {
    for (const { text } of this.#lines.slice(from, to)) this.leftOut.push(text);
  }

  read(headline: number): void {
    const lines = this.#lines;
    this.#headline = headline;
    this.#leave(0, headline);
    const end = findEnd(lines, headline);
    this.#all = lines.slice(headline, end).filter(isParagraph).length;
    let at = headline + 1;
    while (at < end) at = this.#step(at, end, headline);
    this.#leave(end, lines.length);
  }

  /** Reads from a line on, and answers where the next part begins. */
  #step(at: number, end: number, headline: number): number {
    const lines = this.#lines;
    const one = lines[at];
    if (!one) return end;
    switch (one.kind) {
      case "chrome":
      case "byline":
      case "date":
        this.leftOut.push(one.text);
        return at + 1;
      case "readAlso":
        return this.#readAlso(at, end);
      case "caption":
        this.#caption(one.text);
        return at + 1;
      case "summary":
        return this.#summary(at, end);
      default:
        if (same(one.text, lines[headline]?.text ?? "")) {
          this.leftOut.push(one.text);
          return at + 1;
        }
        return isItem(one) ? this.#list(at, end) : this.#text(at, end);
    }
  }

  #readAlso(at: number, end: number): number {
    let next = at + 1;
    const isNamed = /[:»>]\s*\S/u.test(this.#lines[at]?.text ?? "");
    while (!isNamed && next < end && next < at + 7 && isTeaser(this.#lines[next])) next++;
    this.#leave(at, next);
    return next;
  }

  #caption(text: string): void {
    const parts = captionOf(text);
    const words = this.#captionWords;
    this.#captionWords = "";
    if (words !== "" && parts.caption === "") parts.caption = words;
    else if (words !== "") this.leftOut.push(words);
    if (this.#paragraphs > 0) {
      this.captions++;
      this.body.push(figure({ picture: null, ...parts }));
    } else if (this.main === null) this.main = parts;
    else this.leftOut.push(text);
  }

  #itemsFrom(at: number, end: number): number {
    let next = at;
    while (next < end && this.#lines[next]?.kind === "text" && isItem(this.#lines[next] as Line)) next++;
    return next;
  }

  #summary(at: number, end: number): number {
    let next = this.#itemsFrom(at + 1, end);
    if (next === at + 1) while (next < end && next < at + 7 && isTeaser(this.#lines[next])) next++;
    // A summary at the end may be one paragraph.
    if (next === at + 1 && next < end && this.#lines[next]?.kind === "text") next++;
    const points = this.#lines.slice(at + 1, next).map(({ text }) => text.replace(item, ""));
    this.leftOut.push(this.#lines[at]?.text ?? "");
    if (this.#paragraphs <= this.#all / 2 && this.keyPoints.length === 0) this.keyPoints = points;
    else if (points.length > 1) this.inShort.push(bulletList(points.map((point) => listItem(point))));
    else this.inShort.push(...points.map((point) => paragraph(point)));
    return next;
  }

  #list(at: number, end: number): number {
    const next = this.#itemsFrom(at, end);
    const texts = this.#lines.slice(at, next).map(({ text }) => text);
    if (this.#paragraphs === 0 && this.keyPoints.length === 0 && texts.length > 1 && !/^\d/.test(texts[0] ?? ""))
      this.keyPoints = texts.map((text) => text.replace(item, ""));
    else this.body.push(...blocksOfText(texts.join("\n")));
    return next;
  }

  /** A short line between paragraphs. */
  #isSubheading(at: number, end: number): boolean {
    const [one, next] = [this.#lines[at], this.#lines[at + 1]];
    if (!one || !next || at + 1 >= end || this.#paragraphs === 0) return false;
    return one.text.length <= 90 && !/[.,;:]$/.test(one.text) && (isParagraph(next) || isItem(next));
  }

  #text(at: number, end: number): number {
    const one = this.#lines[at];
    if (!one) return end;
    if (this.#isStandfirst(at, end)) this.standfirst = one.text;
    else if (this.#isSubheading(at, end)) this.body.push(subheading(one.text));
    else if (this.#paragraphs === 0 && !one.isSentence) {
      const isCaption = wordCount(one.text) >= 4 && !isPerson(one.text);
      if (isCaption && this.#captionWords === "" && this.main?.caption === "") this.main.caption = one.text;
      else if (isCaption && this.#lines[at + 1]?.kind === "caption") this.#captionWords = one.text;
      else this.leftOut.push(one.text);
    } else {
      this.body.push(paragraph(one.text));
      this.#paragraphs++;
    }
    return at + 1;
  }

  /** Right below the headline, or, behind the byline, one sentence that something other than the text follows. */
  #isStandfirst(at: number, end: number): boolean {
    const one = this.#lines[at];
    if (!one || this.#paragraphs > 0 || this.standfirst !== "" || this.main !== null) return false;
    const { text } = one;
    if (text.length < 30 || text.length > 350 || isPerson(text)) return false;
    const follow = this.#lines.slice(at + 1, end).filter(isParagraph).length;
    const isBelow = at === this.#headline + 1 || (at === this.#headline + 2 && this.#lines[at - 1]?.kind === "chrome");
    if (isBelow) return follow > 0 && (follow > 1 || text.length < 160);
    return follow > 1 && one.isSentence && text.length <= 220 && this.#lines[at + 1]?.kind !== "text";
  }
}

const zone = (type: string, text: string): NodeJson => ({
  type,
  ...(text === "" ? {} : { content: [{ type: "text", text }] }),
});

/** Minimum lengths, in characters, of a sentence and of a paragraph. Shorter ones count only on a page with a skip link. */
const lengths = { sentence: 40, paragraph: 80, provenSentence: 20, provenParagraph: 35 };
const skipLink =
  /^(?:skip|jump) to |^zum (?:haupt)?inhalt|^aller au contenu|^(?:ir|saltar) al contenido|^vai al contenuto|^(?:ga )?naar (?:de )?inhoud|^(?:ir|pular) para o conteúdo/i;

function linesOf(text: string): Line[] {
  const texts = text
    .split(/[\r\n\u2028\u2029]+/)
    .map((raw) => raw.replace(/[\s\u00a0]+/g, " ").trim())
    .filter((each) => each !== "");
  const isProven = texts.slice(0, 5).some((each) => skipLink.test(each));
  const isLong = texts.filter((each) => each.length >= lengths.paragraph && sentence.test(each)).length > 1;
  const [minSentence, minParagraph] =
    isProven && !isLong ? [lengths.provenSentence, lengths.provenParagraph] : [lengths.sentence, lengths.paragraph];
  return texts.map((each) => {
    const kind = kindOfLine(each);
    const ends = kind === "text" && sentence.test(each);
    return {
      text: each,
      kind,
      isSentence: ends && each.length >= minSentence,
      isParagraph: ends && each.length >= minParagraph,
    };
  });
}

/** Reads a page. Null for any other text: too short, without a headline, or without menus, bylines or the like around it. */
export function readPage(text: string): WholePage | null {
  const lines = linesOf(text);
  const signs = lines.filter(({ kind }) => kind !== "text");
  if (lines.length < 7 || signs.length < 2 || lines.filter(isParagraph).length < 2) return null;
  if (!signs.some(({ kind }) => kind === "chrome" || kind === "readAlso" || kind === "byline")) return null;
  const headline = findHeadline(lines);
  if (headline < 0) return null;
  const reader = new Reader(lines);
  reader.read(headline);
  if (!reader.body.some(({ type }) => type === "paragraph")) return null;
  const count = (...types: string[]) => reader.body.filter(({ type }) => types.includes(type)).length;
  const name = lines[headline]?.text ?? "";
  const inShort =
    reader.inShort.length > 0 ? [{ type: "inShort", attrs: { id: newBlockId() }, content: reader.inShort }] : [];
  return {
    headline: name,
    standfirst: reader.standfirst,
    caption: [reader.main?.caption, reader.main?.credit].filter(Boolean).join(" · "),
    keyPoints: reader.keyPoints,
    counts: {
      paragraphs: count("paragraph"),
      subheadings: count("subheading"),
      lists: count("bulletList", "orderedList"),
      captions: count("figure"),
    },
    inShort: reader.inShort.flatMap(wordsOf),
    leftOut: reader.leftOut,
    parts: [
      zone("headline", name),
      zone("standfirst", reader.standfirst),
      ...(reader.main ? [mainFigure({ picture: null, ...reader.main })] : []),
      ...(reader.keyPoints.length > 0
        ? [
            {
              type: "keyPoints",
              attrs: { id: newBlockId() },
              content: reader.keyPoints.map((point) => ({ ...zone("keyPoint", point), attrs: { id: newBlockId() } })),
            },
          ]
        : []),
      ...reader.body,
      ...inShort,
    ],
  };
}

function wordsOf(block: NodeJson): string[] {
  if (block.type === "paragraph") return [(block.content ?? []).map(({ text }) => text ?? "").join("")];
  return (block.content ?? []).flatMap(wordsOf);
}
