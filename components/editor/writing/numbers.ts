// Decides which number at the start of a paragraph begins a list. In English "1." does. In languages that write ordinals with a
// full stop it may begin a date ("1. November"), so there a list takes a second paragraph that continues with "2.".
import type { Node } from "@tiptap/pm/model";
import { liftListItem, wrapInList } from "@tiptap/pm/schema-list";
import { type Command, EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { canJoin } from "@tiptap/pm/transform";
import { isDeclined, type Rule, sourceAt, textAfter } from "./automatic.ts";
import { inBlocks, isInside, nodeType } from "./block-commands.ts";

/** Languages that write ordinal numbers and the days of dates with a full stop. */
const ordinalDots: readonly string[] = [
  ...[
    "bs",
    "cs",
    "da",
    "de",
    "et",
    "eu",
    "fi",
    "fo",
    "hr",
    "hsb",
    "hu",
    "is",
    "lb",
    "lv",
    "mk",
    "nb",
    "nn",
    "no",
    "pl",
  ],
  ...["rm", "sk", "sl", "sr", "tr"],
];
export const storyLanguage = ({ doc }: EditorState): string => String(doc.attrs.language ?? "en");
const base = (language: string): string => language.split("-")[0]?.toLowerCase() ?? "en";
const hasOrdinalDots = (state: EditorState): boolean => ordinalDots.includes(base(storyLanguage(state)));

const months = new Map<string, ReadonlySet<string>>();
/** Names of months in a language, lower case, long and short, in the nominative and as used in dates. */
function monthsOf(language: string): ReadonlySet<string> {
  let known = months.get(language);
  if (!known) {
    const names = new Set<string>();
    for (const month of ["long", "short"] as const)
      for (const options of [{ month }, { month, day: "numeric" }] as const) {
        const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
        for (let i = 0; i < 12; i++) {
          const part = format.formatToParts(Date.UTC(2026, i, 1)).find(({ type }) => type === "month");
          if (part) names.add(part.value.toLowerCase().replace(/\.$/, ""));
        }
      }
    known = names;
    months.set(language, known);
  }
  return known;
}
const isMonth = (word: string, languages: readonly string[]): boolean =>
  languages.some((language) => monthsOf(language).has(word.toLowerCase()));
/** German dates are recognised in every story: German month names are not words of languages without ordinal dots. */
const german = "de";
/** The first word of a text, or "". */
const firstWord = (text: string): string => /^[\p{L}\p{M}]+/u.exec(text)?.[0] ?? "";
const beginsWithMonth = (text: string, language: string): boolean => isMonth(firstWord(text), [base(language), german]);

/** Appends what a command does to the document after `tr`, with the range from `from` to `to` selected. */
function also(state: EditorState, tr: Transaction, from: number, to: number, command: Command): Transaction | null {
  const selection = TextSelection.create(tr.doc, from, to);
  const between = EditorState.create({ doc: tr.doc, selection });
  let done = false;
  command(between, (made) => {
    for (const step of made.steps) tr.step(step);
    done = true;
  });
  return done && tr.doc !== state.doc ? tr : null;
}

type Numbered = { node: Node; pos: number; prefix: number };
/** The paragraphs directly before the caret's that are numbered from 1 to `last`; null if one is missing. */
function numberedBefore(state: EditorState, last: number, sign: string): Numbered[] | null {
  const { $from } = state.selection;
  const depth = $from.depth - 1;
  const parent = $from.node(depth);
  const found: Numbered[] = [];
  let pos = $from.before();
  for (let number = last, index = $from.index(depth) - 1; number >= 1; number--, index--) {
    const node = index >= 0 ? parent.child(index) : null;
    if (node?.type.name !== "paragraph") return null;
    pos -= node.nodeSize;
    const prefix = /^(\d{1,2})([.)])\s+(?=\S)/u.exec(node.textContent);
    if (!prefix || Number(prefix[1]) !== number || prefix[2] !== sign) return null;
    if (beginsWithMonth(node.textContent.slice(prefix[0].length), storyLanguage(state))) return null;
    if (isDeclined(state, pos, pos + node.nodeSize)) return null;
    found.unshift({ node, pos, prefix: prefix[0].length });
  }
  return found;
}

/** Larger numbers are taken for years. */
const maxFirst = 99;

/**
 * "1) " always begins a list, "1. " does in languages whose ordinals have no full stop. In the others, a number continues a
 * list that ends before it, or turns preceding paragraphs numbered from 1 into a list. So "2026. " never begins a list, and
 * "3. Oktober" does not in German.
 */
const numberRule: Rule = {
  pattern: /^(\d{1,3})([.)])\s$/,
  make(state, { match, from, to }) {
    const { $from } = state.selection;
    if (!inBlocks(state) || $from.parent.type.name !== "paragraph" || isInside(state, "listItem")) return null;
    const [number, sign, rest] = [Number(match[1]), match[2] ?? "", textAfter(state)];
    if (sign === "." && beginsWithMonth(rest, storyLanguage(state))) return null;
    const list = nodeType(state.schema, "orderedList");
    const before = state.doc.resolve($from.before()).nodeBefore;
    const goesOn = before?.type === list && Number(before.attrs.start) + before.childCount === number;
    const isOrdinal = sign === "." && hasOrdinalDots(state);
    if (goesOn || (number <= maxFirst && !isOrdinal)) {
      const tr = also(state, state.tr.delete(from, to), from, from, wrapInList(list, { start: number }));
      const join = $from.before();
      return tr && goesOn && canJoin(tr.doc, join) ? tr.join(join) : tr;
    }
    const above = number > 1 && isOrdinal ? numberedBefore(state, number - 1, sign) : null;
    const first = above?.[0];
    if (!above || !first) return null;
    const tr = state.tr.delete(from, to);
    for (const { pos, prefix } of above.toReversed()) tr.delete(pos + 1, pos + 1 + prefix);
    return also(state, tr, first.pos + 1, tr.mapping.map(to), wrapInList(list, { start: 1 }));
  },
};

/** An item just made from "1. " that turns out to be a date becomes the typed text again. */
const dateRule = (rule: Omit<Rule, "make">, isDate: (word: string, own: string) => boolean): Rule => ({
  ...rule,
  make(state, { match, from }) {
    const { $from } = state.selection;
    const list = $from.depth > 1 ? $from.node(-2) : null;
    const source = sourceAt(state, from) ?? "";
    if (list?.type.name !== "orderedList" || list.childCount !== 1 || list.firstChild?.childCount !== 1) return null;
    if (!/^\d+\.\s$/.test(source) || !isDate(match[1] ?? "", base(storyLanguage(state)))) return null;
    return also(state, state.tr.insertText(source, from), from, from, liftListItem(nodeType(state.schema, "listItem")));
  },
});

/** "1. März" is a date. "1. March" may be a list item in English, and so may "1. Januar". */
const isForeignMonth = (word: string, own: string): boolean =>
  isMonth(word, [german]) && ![...monthsOf(own)].some((month) => month.startsWith(word.toLowerCase()));
const dateRules: readonly Rule[] = [
  dateRule({ pattern: /^(\p{L}{4,})$/u }, isForeignMonth),
  dateRule({ pattern: /^(\p{L}+)$/u, after: /[^\p{L}]/u }, isForeignMonth),
  dateRule({ pattern: /^(\p{L}+)\.?\s\d$/u }, (word, own) => isMonth(word, [own, german])),
];

export const numberRules: readonly Rule[] = [numberRule, ...dateRules];
