// Input rules for Markdown. The writer can undo each change (see automatic.ts).
import { wrapInList } from "@tiptap/pm/schema-list";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { canJoin } from "@tiptap/pm/transform";
import { newBlockId } from "#lib/document/ids.ts";
import { linkFromInput } from "#lib/document/links.ts";
import { addressesIn } from "#lib/document/typeset.ts";
import { type AutomaticMatch, type Rule, textAfter } from "./automatic.ts";
import { inBlocks, insertBlock, isInside, nodeType, toggleQuote, toggleSubheading } from "./block-commands.ts";
import { numberRules } from "./numbers.ts";

/** Removes the typed Markdown and runs `make`, as one change; only at the start of a paragraph where blocks may be changed. */
const blockRule = (
  pattern: RegExp,
  make: (cleared: EditorState, found: AutomaticMatch) => Transaction | null,
): Rule => ({
  pattern,
  make(state, found) {
    if (!inBlocks(state) || state.selection.$from.parent.type.name !== "paragraph") return null;
    const tr = state.tr.delete(found.from, found.to);
    const cleared = EditorState.create({ doc: tr.doc, selection: tr.selection });
    const made = make(cleared, found);
    if (!made) return null;
    for (const step of made.steps) tr.step(step);
    const { anchor, head } = made.selection;
    return tr.setSelection(TextSelection.create(tr.doc, anchor, head));
  },
});

type Make = (dispatch: (tr: Transaction) => void) => boolean;
const madeBy = (run: Make): Transaction | null => {
  let made: Transaction | null = null;
  return run((tr) => (made = tr)) ? made : null;
};

/** Turns the caret's paragraph into a list item, of the list before it if there is one. */
function bulletList(state: EditorState): Transaction | null {
  const { $from } = state.selection;
  if (isInside(state, "listItem")) return null;
  const type = nodeType(state.schema, "bulletList");
  const tr = madeBy((dispatch) => wrapInList(type)(state, dispatch));
  const place = $from.before();
  return tr && state.doc.resolve(place).nodeBefore?.type === type && canJoin(tr.doc, place) ? tr.join(place) : tr;
}

/** Characters allowed between the start of a word and the Markdown, and between the Markdown and the end of the word. */
const openers = String.raw`(?:(?:^|[\s\uFFFC])[(\[{“‘«‹„‚”’»›"'¿¡—–]*|[—–])`;
const closers = String.raw`[.,;:!?…)\]}”’»›“‘«‹"']*`;
/** The Markdown, the enclosed text and the Markdown again, unless it is part of a longer row of the same character. */
function between(sign: string, content: string): string {
  const signs = sign.replaceAll("*", "\\*");
  return `${signs}(${content})${signs}`;
}
const words = (sign: string): string =>
  String.raw`(?=[^\s${sign}.,;:!?)\]}/\\])(?:[^${sign}\uFFFC]*[^${sign}\uFFFC\s(\[{/\\,;])`;

/**
 * "**word**" and the like: the Markdown is removed and the word gets the mark. Never next to letters or digits, as in names,
 * sums and gendered words, and never in an address. Except for code, the enclosed text must hold a letter.
 */
const markRule = (name: string, sign: string, isWaiting = false): Rule => {
  const isCode = name === "code";
  const enclosed = between(sign, isCode ? "[^`\uFFFC]*[^`\\s\uFFFC][^`\uFFFC]*" : words(sign.slice(0, 1)));
  return {
    pattern: new RegExp(isWaiting ? `${openers}${enclosed}${closers}$` : `${openers}${enclosed}$`, "du"),
    ...(isWaiting ? { after: /^\s$/ } : {}),
    make(state, { match, from }) {
      const type = state.schema.marks[name];
      const [start, end] = match.indices?.[1] ?? [];
      const text = match[1] ?? "";
      if (!type || start === undefined || end === undefined) return null;
      const { parent } = state.selection.$from;
      if (!parent.type.allowsMarkType(type) || (!isCode && !/\p{L}/u.test(text))) return null;
      if (!isWaiting && /^[\p{L}\p{M}\p{N}_]/u.test(textAfter(state))) return null;
      const [first, last] = [from - match.index + start, from - match.index + end];
      if (!isCode && addressesIn(match[0]).some((part) => part.to > end - match.index)) return null;
      const others = ["code", "link", "deletion"].flatMap((other) => state.schema.marks[other] ?? []);
      if (others.some((other) => state.doc.rangeHasMark(first - sign.length, last + sign.length, other))) return null;
      const tr = state.tr.delete(last, last + sign.length).delete(first - sign.length, first);
      return tr.addMark(first - sign.length, last - sign.length, type.create()).removeStoredMark(type);
    },
  };
};

/** "[words](address)" becomes a link. A picture, "![words](address)", stays as it is. */
const linkRule: Rule = {
  pattern: /(?<![!\]\p{L}\p{N}])\[([^[\]\uFFFC]*[^[\]\s\uFFFC][^[\]\uFFFC]*)\]\(([^\s()]+)\)$/u,
  make(state, { match, from }) {
    const { link, code, deletion } = state.schema.marks;
    const [all, words = "", address = ""] = match;
    const href = linkFromInput(address);
    if (!link || href === null || !state.selection.$from.parent.type.allowsMarkType(link)) return null;
    const to = from + all.length;
    if ([link, code, deletion].some((mark) => mark && state.doc.rangeHasMark(from, to, mark))) return null;
    const tr = state.tr.delete(from + 1 + words.length, to).delete(from, from + 1);
    return tr.addMark(from, from + words.length, link.create({ href })).removeStoredMark(link);
  },
};

export const markdownRules: readonly Rule[] = [
  blockRule(/^(#{1,4})\s$/, (state, { match }) =>
    madeBy((dispatch) => toggleSubheading((match[1]?.length ?? 2) > 2 ? 3 : 2)(state, dispatch)),
  ),
  blockRule(/^\s*[-*•]\s$/, bulletList),
  ...numberRules,
  blockRule(/^\s*>\s$/, (state) => madeBy((dispatch) => toggleQuote("blockquote")(state, dispatch))),
  blockRule(/^(?:---|—-|–-|\*\*\*|___)$/, (state) => {
    const { $from } = state.selection;
    if ($from.depth !== 1 || $from.parent.content.size > 0) return null;
    return insertBlock(state, nodeType(state.schema, "divider").create({ id: newBlockId() }));
  }),
  linkRule,
  markRule("bold", "**"),
  markRule("italic", "*"),
  markRule("strike", "~~"),
  markRule("code", "`"),
  // An underscore may be part of a name: "_MG_1234.jpg", "__init__.py". Only a space after it rules that out.
  markRule("bold", "__", true),
  markRule("italic", "_", true),
];
