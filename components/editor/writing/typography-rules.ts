// Sets quotation marks, apostrophes, dashes and ellipses by the rules of the story's language, while typing and in a paste.
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import { fixedSpaceAt, fixedSpacesIn } from "#lib/document/fixed-spaces.ts";
import { isCode } from "#lib/document/nodes.ts";
import { dashAt, elisionAt, endsInDots, isInAddress, quoteFor } from "#lib/document/typeset.ts";
import { textblocksToSet } from "#lib/document/typeset-blocks.ts";
import { type Typography, typographyOf } from "#lib/document/typography.ts";
import { isReceived } from "../saving/collab.ts";
import { ownEvent } from "../saving/undo-events.ts";
import { type Rule, textAfter, textBefore } from "./automatic.ts";
import { storyLanguage } from "./numbers.ts";
import { typesetEvent } from "./typeset-event.ts";

const typography = (state: EditorState): Typography | null => typographyOf(storyLanguage(state));

/** Replaces typed text and keeps its marks. */
function put(state: EditorState, from: number, to: number, text: string): Transaction {
  const marks = state.doc.resolve(from).marksAcross(state.doc.resolve(to)) ?? [];
  return state.tr.replaceWith(from, to, state.schema.text(text, marks));
}

const quoteRule: Rule = {
  pattern: /["']$/,
  make(state, { match, from, to }) {
    const t = typography(state);
    const before = textBefore(state).slice(0, -1);
    if (!t || (match[0] === "'" && isInAddress(before))) return null;
    const next = textAfter(state).slice(0, 1);
    const text = quoteFor(before, match[0], /\p{L}/u.test(next) ? next : undefined, t);
    return text === null ? null : put(state, from, to, text);
  },
};

const dotsRule: Rule = {
  pattern: /\.\.\.$/,
  make(state, { from, to }) {
    return typography(state) && endsInDots(textBefore(state)) ? put(state, from, to, "…") : null;
  },
};

const dashRule: Rule = {
  pattern: /--$/,
  after: /[^-]/,
  make(state, { to }, next) {
    const t = typography(state);
    const text = textBefore(state);
    const found = t && dashAt(next === "\n" ? text : text.slice(0, -next.length), next, t);
    return found && put(state, to - 2, to, found.text);
  },
};

/** Turns an opening quotation mark into an apostrophe once its word is known: ’90s, ’tis, ’s avonds. */
const elisionRule: Rule = {
  pattern: /[‘‚‹](?:\d\d|\p{L}{1,7})$/u,
  after: /[^\d]/,
  make(state, { match, to }, next) {
    const t = typography(state);
    const text = textBefore(state);
    const at = t && elisionAt(next === "\n" ? text : text.slice(0, -next.length), next, storyLanguage(state), t);
    const from = to - match[0].length;
    return at === null ? null : put(state, from, from + 1, "’");
  },
};

/** A mark within a word is an apostrophe: "geht’s" in a quotation that ‘ would close, "the 1990’s". */
const wordRule: Rule = {
  pattern: /(?:[\p{L}\p{M}][‘›]|\d')$/u,
  after: /\p{L}/u,
  make(state, { match, to }) {
    const t = typography(state);
    const mark = match[0].slice(-1);
    return t && (mark === "'" || (t.hasSingle && mark === t.innerClose)) ? put(state, to - 1, to, "’") : null;
  },
};

/** A space at which the line must not be broken: before a unit, after a one-letter preposition, before French signs. */
const spaceRule: Rule = {
  pattern: / \S{0,4}$/u,
  after: /./su,
  make(state, { to }, next) {
    const text = textBefore(state);
    const before = next === "\n" ? text : text.slice(0, -next.length);
    const found = fixedSpaceAt(before, next, storyLanguage(state));
    if (!found || isInAddress(before)) return null;
    const inCode = before.split("`").length % 2 === 0; // an opening backtick waits for its second
    return inCode ? null : put(state, to - found.back, to - found.back + 1, found.space);
  },
};

export const typographyRules: readonly Rule[] = [elisionRule, wordRule, dashRule, quoteRule, dotsRule, spaceRule];

/** The spaces of a range that have to hold their lines together. */
function spacesToSet(
  doc: Node,
  language: string,
  from: number,
  to: number,
): { from: number; to: number; text: string }[] {
  const found: { from: number; to: number; text: string }[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (isCode(node)) return false;
    if (!node.isText || node.marks.some(({ type }) => type.name === "code")) return true;
    for (const { at, space } of fixedSpacesIn(node.text ?? "", language))
      if (pos + at >= from && pos + at < to) found.push({ from: pos + at, to: pos + at + 1, text: space });
    return false;
  });
  return found;
}

/** Applies typography to a range of `tr`, whole characters only. */
export function typesetRange(tr: Transaction, language: string, from: number, to: number): Transaction {
  const signs = textblocksToSet(tr.doc, language).filter((one) => one.from >= from && one.to <= to);
  const spaces = spacesToSet(tr.doc, language, from, to).filter(
    (space) => !signs.some((sign) => sign.from <= space.from && space.to <= sign.to),
  );
  for (const one of [...signs, ...spaces].sort((a, b) => b.from - a.from)) {
    const marks = tr.doc.resolve(one.from).marksAcross(tr.doc.resolve(one.to)) ?? [];
    tr.replaceWith(one.from, one.to, tr.doc.type.schema.text(one.text, marks));
  }
  return tr;
}

/** Applies typography to text that arrived at once. */
export function setText(state: EditorState, from: number, to: number): Transaction | null {
  const tr = typesetRange(state.tr, storyLanguage(state), from, to);
  return tr.docChanged ? tr : null;
}

const isPaste = (tr: Transaction): boolean => tr.getMeta("paste") === true || tr.getMeta("uiEvent") === "paste";

/** Applies typography to the whole story and puts the caret after the first replacement; null if nothing changes. */
export function typesetStory(state: EditorState): Transaction | null {
  const [first] = textblocksToSet(state.doc, storyLanguage(state));
  if (!first) return null;
  const tr = ownEvent(typesetRange(state.tr, storyLanguage(state), 0, state.doc.content.size));
  return tr.setSelection(TextSelection.create(tr.doc, first.from + first.text.length)).scrollIntoView();
}

/** Applies typography to a paste as part of that change, and to the whole story on request. */
export const typesetPaste = (): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        [typesetEvent](view) {
          const tr = view.editable ? typesetStory(view.state) : null;
          if (tr) view.dispatch(tr);
          return true;
        },
      },
    },
    appendTransaction(transactions, _before, state) {
      const pasted = transactions.findIndex((tr) => tr.docChanged && isPaste(tr) && !isReceived(tr));
      if (pasted < 0) return null;
      const tr = state.tr;
      for (const { from, to } of pastedRanges(transactions.slice(pasted)).toReversed())
        typesetRange(tr, storyLanguage(state), from, to);
      return tr.docChanged ? tr : null;
    },
  });

/** The ranges, after all of these transactions, of the text that the first one inserted. */
function pastedRanges([paste, ...later]: readonly Transaction[]): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  paste?.mapping.maps.forEach((map, i) => {
    const rest = paste.mapping.slice(i + 1);
    map.forEach((_oldStart, _oldEnd, from, to) => {
      const place = (pos: number, side: -1 | 1) =>
        later.reduce((at, tr) => tr.mapping.map(at, side), rest.map(pos, side));
      const range = { from: place(from, 1), to: place(to, -1) };
      if (range.to > range.from) ranges.push(range);
    });
  });
  return ranges.sort((a, b) => a.from - b.from);
}
