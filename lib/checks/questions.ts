// What an editor would ask about a story before it is published. Judged on what readers would get, by the document alone.
import type { Node } from "@tiptap/pm/model";
import type { Kind } from "../document/fields.ts";
import { unusedFootnotes } from "../document/footnotes.ts";
import { isEmbed, isMedia, isPicture } from "../document/nodes.ts";
import { partText } from "../document/project-live.ts";
import { readersDocument } from "../document/readers-document.ts";
import { hasSuggestions, rejectAll } from "../document/suggestions.ts";
import { headlineOf, standfirstText, textOf } from "../document/text.ts";
import { textblocksToSet } from "../document/typeset-blocks.ts";
import { type CompiledStyle, styleRemarks } from "./house-style.ts";
import { type CheckedLine, lineOf, textblocksOf } from "./line.ts";
import { type LineCode, remarksOf } from "./line-rules.ts";

/** Questions about the story, its pictures and its blocks. */
type StoryCode =
  | "LONG_HEADLINE"
  | "LONG_STANDFIRST"
  | "LONG_SEO_TITLE"
  | "LONG_SEO_DESCRIPTION"
  | "NO_STANDFIRST"
  | "NO_AUTHOR"
  | "NO_TOPIC"
  | "NO_MAIN_PICTURE"
  | "ALT_MISSING"
  | "ALT_VAGUE"
  | "ALT_IS_HEADLINE"
  | "CREDIT_MISSING"
  | "PICTURE_MISSING"
  | "FILE_MISSING"
  | "EMBED_MISSING"
  | "FOOTNOTE_UNUSED"
  | "STORY_MISSING"
  | "LEVEL_SKIPPED"
  | "TABLE_UNNAMED"
  | "QUOTE_UNATTRIBUTED"
  | "OPEN_SUGGESTIONS"
  | "STRAIGHT_QUOTES"
  | "TYPEWRITER_SIGNS"
  | "TK";
/** `LINK_…` of this line are found with the help of the server: see own-links.ts and outside-links.ts. */
export type CheckCode = StoryCode | LineCode | "LINK_DEAD" | "LINK_BROKEN" | "LINK_MOVED" | "HOUSE_STYLE";

export type Question = {
  code: CheckCode;
  /** The block to go to; absent when it concerns the story. */
  block?: string;
  /** In how many places, where it is said once for all of them; of a text that is too long, its characters or words. */
  count?: number;
  /** The words that it is about, and what to write instead where the rule knows. */
  words?: string;
  replacement?: string;
  /** The id of the rule of the house style. */
  style?: string;
};

/** "TK" marks missing facts in copy; as a word of its own, in capitals. */
const toCome = /(?<![\p{L}\p{N}])(?:TK)+(?![\p{L}\p{N}])/u;

/** Search engines and cards on phones cut texts off at about this many characters. */
const maxHeadline = 60;
const maxStandfirst = 250;
const maxSeoDescription = 160;

/** Alt texts that describe nothing: a file name, or what every picture is. */
const vagueAlt =
  /^(?:(?:a |an |the )?(?:image|photo|photograph|picture|graphic|screenshot|foto|bild|symbolbild|imagen|imagem|immagine|photographie|afbeelding)(?: \d+)?|[\w ()-]+\.(?:jpe?g|png|webp|avif|gif|heic|tiff?)|(?:img|dsc|dscn|dscf|pxl|mvimg|whatsapp image)[-_ ]?\d[\w ().-]*|\d+)$/i;

/** All questions about a story, nothing of which forbids publishing by itself: see severity.ts. A page is on no front, is signed by the paper and needs no picture. */
export function questionsAbout(doc: Node, kind: Kind, style: CompiledStyle = []): Question[] {
  const settled = readersDocument(doc);
  const section = (settled.attrs.section as string | null) ?? null;
  const language = String(settled.attrs.language);
  const lines = textblocksOf(settled).flatMap(({ node, id }) => {
    const line = lineOf(node, language, id);
    return [...remarksOf(line), ...styleRemarks(style, line, section)].map((remark) => questionOf(line, remark));
  });
  return [...questionsAboutStory(doc, kind), ...lines];
}

const maxWords = 60;

/** A remark about a line, as a question. */
export function questionOf(
  { text, block }: CheckedLine,
  { from, to, ...remark }: Pick<Question, "code" | "replacement" | "style" | "count"> & { from: number; to: number },
): Question {
  const words = text.slice(from, to);
  return {
    ...remark,
    ...(block === undefined ? {} : { block }),
    words: words.length > maxWords ? `${words.slice(0, maxWords - 1).trimEnd()}…` : words,
  };
}

/** The questions that need the whole story. */
export function questionsAboutStory(doc: Node, kind: Kind): Question[] {
  const settled = readersDocument(doc);
  const questions: Question[] = [];
  const ask = (code: StoryCode, id?: unknown) =>
    questions.push(typeof id === "string" ? { code, block: id } : { code });
  const headline = headlineOf(settled);
  const askLength = (code: StoryCode, text: string, max: number) => {
    const count = [...text].length;
    if (count > max) questions.push({ code, count });
  };
  askLength("LONG_HEADLINE", headline, maxHeadline);
  askLength("LONG_STANDFIRST", standfirstText(settled), maxStandfirst);
  askLength("LONG_SEO_TITLE", String(settled.attrs.seoTitle), maxHeadline);
  askLength("LONG_SEO_DESCRIPTION", String(settled.attrs.seoDescription), maxSeoDescription);
  const main = settled.children.find((node) => node.type.name === "mainFigure");
  if (kind === "STORY") {
    if (standfirstText(settled) === "") ask("NO_STANDFIRST");
    if ((settled.attrs.authors as string[]).length === 0) ask("NO_AUTHOR");
    if ((settled.attrs.topics as string[]).length === 0) ask("NO_TOPIC");
  }
  if (main ? main.attrs.picture === null : kind === "STORY") ask("NO_MAIN_PICTURE", main?.attrs.id);
  let hasSubheading = false;
  let block: unknown;
  settled.descendants((node) => {
    block = node.attrs.id ?? block;
    const name = node.type.name;
    if (isPicture(node) && node.attrs.picture === null && name === "figure") ask("PICTURE_MISSING", block);
    if (isPicture(node) && node.attrs.picture !== null) {
      const code = node.attrs.decorative ? null : codeOfAlt(String(node.attrs.alt).trim(), headline);
      if (code) ask(code, block);
      if (partText(node, "credit") === "") ask("CREDIT_MISSING", block);
    }
    if (isMedia(node) && node.attrs.media === null) ask("FILE_MISSING", block);
    if (isEmbed(node) && node.attrs.embed === null) ask("EMBED_MISSING", block);
    if (name === "relatedStory" && node.attrs.story === null) ask("STORY_MISSING", block);
    if (name === "table" && partText(node, "tableCaption") === "") ask("TABLE_UNNAMED", block);
    if (name === "blockquote" && partText(node, "attribution") === "") ask("QUOTE_UNATTRIBUTED", block);
    if (name === "subheading") {
      if (node.attrs.level === 3 && !hasSubheading) ask("LEVEL_SKIPPED", block);
      hasSubheading = true;
    }
    if (node.isTextblock && toCome.test(textOf(node)))
      ask("TK", node.attrs.id ?? (isZoneText(name) ? undefined : block));
    return !node.isTextblock;
  });
  for (const note of unusedFootnotes(rejectAll(doc)))
    if (textOf(note).trim() !== "") ask("FOOTNOTE_UNUSED", note.attrs.id);
  const signs = typewriterSigns(settled);
  if (signs) questions.push(signs);
  if (hasSuggestions(doc)) ask("OPEN_SUGGESTIONS");
  return questions;
}

function codeOfAlt(alt: string, headline: string): StoryCode | null {
  if (alt === "") return "ALT_MISSING";
  if (vagueAlt.test(alt)) return "ALT_VAGUE";
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return plain(alt) === plain(headline) ? "ALT_IS_HEADLINE" : null;
}

/** Straight quotation marks, and double hyphens and three dots, that would be others if they had been typed here. */
function typewriterSigns(doc: Node): Question | null {
  const found = textblocksToSet(doc, String(doc.attrs.language));
  const [first] = found;
  if (!first) return null;
  const $first = doc.resolve(first.from);
  const ids = Array.from({ length: $first.depth + 1 }, (_, depth): unknown => $first.node(depth).attrs.id);
  const block = ids.findLast((id) => typeof id === "string");
  const isQuotes = found.every(({ from, to }) => /^["']$/.test(doc.textBetween(from, to)));
  return {
    code: isQuotes ? "STRAIGHT_QUOTES" : "TYPEWRITER_SIGNS",
    count: found.length,
    ...(typeof block === "string" ? { block } : {}),
  };
}
const isZoneText = (name: string): boolean => name === "kicker" || name === "headline" || name === "standfirst";
