// What the editor makes of typed signs by itself. Each such change comes after what was typed, as an undo event of its own,
// so undo brings back exactly that, with the caret behind it; so does Backspace directly after.
import { isHistoryTransaction, undo } from "@tiptap/pm/history";
import { type Command, type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { isReceived } from "../saving/collab.ts";
import { ownEvent, plainChange } from "../saving/undo-events.ts";
import { isSuggesting } from "../suggesting/mode.ts";

/** Where a rule matched: `from` and `to` are places in the document. */
export type Found = { match: RegExpExecArray; from: number; to: number };

export type Rule = {
  /** Matches the end of the text of the block: up to the caret, or up to the sign that `after` names. */
  pattern: RegExp;
  /** The rule waits for this sign; Enter counts as "\n". */
  after?: RegExp;
  /** The change, or null for none. `next` is the sign that `after` matched. */
  make: (state: EditorState, found: Found, next: string) => Transaction | null;
};

/** A change that was made: what of the text it changed, the sign that it answered, and the text of the block before it. */
type Made = { from: number; to: number; typed: string; source: string };
type Declined = { pos: number; typed: string };
type State = { last: boolean; made: readonly Made[]; declined: readonly Declined[] };
type Note = { typed: string; source: string };

const key = new PluginKey<State>("automatic");
/** Changes and refusals that are remembered. */
const maxRemembered = 20;
/** Milliseconds after which the words of an input method are a suggestion. */
const suggestedAfterMs = 80;

const hasCode = (state: EditorState): boolean => {
  const { $from } = state.selection;
  return (state.storedMarks ?? $from.marks()).some(({ type }) => type.spec.code === true || type.name === "code");
};

/** The text of the caret's block before it. What is not text counts as one sign, as it does in places. */
export const textBefore = ({ selection: { $from } }: EditorState): string =>
  $from.parent.textBetween(0, $from.parentOffset, null, "\ufffc");
export const textAfter = ({ selection: { $from } }: EditorState): string =>
  $from.parent.textBetween($from.parentOffset, $from.parent.content.size, null, "\ufffc");

function changed(tr: Transaction): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  tr.mapping.maps.forEach((map, i) => {
    const rest = tr.mapping.slice(i + 1);
    map.forEach((_oldStart, _oldEnd, from, to) => {
      ranges.push({ from: rest.map(from, -1), to: rest.map(to, 1) });
    });
  });
  return ranges;
}
const around = (tr: Transaction): { from: number; to: number } => {
  const ranges = changed(tr);
  return { from: Math.min(...ranges.map(({ from }) => from)), to: Math.max(...ranges.map(({ to }) => to)) };
};

/** What was made and is now taken back, and everything else that was made. */
function takenBack(tr: Transaction, made: readonly Made[]): { taken: Made | undefined; rest: Made[] } {
  const inverse = tr.mapping.invert();
  const ranges = changed(tr).map(({ from, to }) => ({ from: inverse.map(from, -1), to: inverse.map(to, 1) }));
  const isHit = (one: Made) => ranges.some(({ from, to }) => from < one.to && to > one.from);
  return { taken: made.findLast(isHit), rest: made.filter((one) => !isHit(one)) };
}

/** Enter is answered before it splits the block. */
const lengthInText = (typed: string): number => (typed === "\n" ? 0 : typed.length);

function follow(tr: Transaction, old: State, before: EditorState, after: EditorState): State {
  const note: Note | undefined = plainChange(tr).getMeta(key);
  if (!tr.docChanged) {
    const isStill = before.selection.eq(after.selection);
    return isStill || !old.last ? old : { ...old, last: false };
  }
  const isUndo = isHistoryTransaction(tr);
  const { taken, rest } = isUndo ? takenBack(tr, old.made) : { taken: undefined, rest: old.made };
  const made = rest
    .map((one) => ({ ...one, from: tr.mapping.map(one.from, -1), to: tr.mapping.map(one.to, 1) }))
    .filter((one) => one.to > one.from);
  const declined = old.declined.map(({ pos, typed }) => ({ pos: tr.mapping.map(pos, -1), typed }));
  if (taken) declined.push({ pos: after.selection.head - lengthInText(taken.typed), typed: taken.typed });
  if (note) made.push({ ...around(tr), ...note });
  const isAside = isReceived(tr) || tr.getMeta("appendedTransaction") || tr.getMeta("addToHistory") === false;
  return {
    last: note !== undefined || (old.last && Boolean(isAside)),
    made: made.slice(-maxRemembered),
    declined: declined.slice(-maxRemembered),
  };
}

/** Whether a change that was made between two places was taken back. */
export const isDeclined = (state: EditorState, from: number, to: number): boolean =>
  key.getState(state)?.declined.some(({ pos }) => pos >= from && pos <= to) ?? false;
/** The text of which a change was made that covers a place. */
export const sourceAt = (state: EditorState, pos: number): string | undefined =>
  key.getState(state)?.made.findLast(({ from, to }) => from <= pos && to >= pos)?.source;

/** Takes back what was just done to the typed signs. */
export const takeBackAutomatic: Command = (state, dispatch) =>
  key.getState(state)?.last === true && undo(state, dispatch);

export type Writer = Pick<EditorView, "state" | "dispatch" | "composing">;

/** Marks a change as one that was made of what was typed last. */
const automatic = (tr: Transaction, note: Note): Transaction => ownEvent(tr).setMeta(key, note);

/** Whether what was typed last may be changed: not in code, and not where the same was taken back. */
function mayAnswer(state: EditorState, typed: string): boolean {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty || hasCode(state)) return false;
  const place = selection.head - lengthInText(typed);
  return !key.getState(state)?.declined.some(({ pos, typed: sign }) => pos === place && sign === typed);
}

function apply(view: Writer, rules: readonly Rule[], typed: string, isWaiting: boolean): void {
  const { state } = view;
  if (!mayAnswer(state, typed)) return;
  const offset = lengthInText(typed);
  const text = textBefore(state);
  const start = state.selection.$from.start();
  for (const rule of rules) {
    if ((rule.after !== undefined) !== isWaiting || rule.after?.test(typed) === false) continue;
    const match = rule.pattern.exec(isWaiting ? text.slice(0, text.length - offset) : text);
    if (!match) continue;
    const from = start + match.index;
    const tr = rule.make(state, { match, from, to: from + match[0].length }, typed);
    if (!tr) continue;
    view.dispatch(automatic(tr, { typed, source: text }).scrollIntoView());
    return;
  }
}

/** What is made of text that came in at once, as from dictation; null for nothing. */
export type SetText = (state: EditorState, from: number, to: number) => Transaction | null;

/** Answers what was typed, which is in the text before the caret. */
function answer(view: Writer, rules: readonly Rule[], setText: SetText, typed: string): void {
  if (!textBefore(view.state).endsWith(typed)) return;
  if (typed.length === 1) {
    apply(view, rules, typed, true);
    apply(view, rules, typed, false);
    return;
  }
  const { head } = view.state.selection;
  const tr = mayAnswer(view.state, typed) ? setText(view.state, head - typed.length, head) : null;
  if (tr) view.dispatch(automatic(tr, { typed, source: textBefore(view.state) }).scrollIntoView());
}
const hasSigns = (text: string): boolean => /["']|--|\.\.\./.test(text);

/** Signs before the caret that are looked at to see whether a rule could match at all. */
const maxLook = 500;
/** The end of the text before a place; what is cut off counts as one sign. */
function lookBack(state: EditorState, pos: number): string {
  const { parent, parentOffset } = state.doc.resolve(pos);
  const from = Math.max(0, parentOffset - maxLook);
  return (from > 0 ? "\ufffc\ufffc" : "") + parent.textBetween(from, parentOffset, null, "\ufffc");
}

const couldMatch = (rules: readonly Rule[], before: string, typed: string): boolean =>
  rules.some(({ pattern, after }) =>
    after ? after.test(typed) && pattern.test(before) : pattern.test(before + typed),
  );

/**
 * Applies the first rule that fits what was typed: one that waited for this sign, then one that ends with it. Not while an
 * input method is at work, in code, or where the same was taken back.
 */
export function automaticChanges(rules: readonly Rule[], setText: SetText): Plugin<State> {
  let hasEnded = false;
  const plugin: Plugin<State> = new Plugin<State>({
    key,
    state: {
      init: () => ({ last: false, made: [], declined: [] }),
      apply: (tr, old, before, after) => follow(tr, old, before, after),
    },
    props: {
      handleTextInput(view, from, to, text, write) {
        if (view.composing) return false;
        if (text.length === 1 ? !couldMatch(rules, lookBack(view.state, from), text) : !hasSigns(text)) return false;
        const others = view.someProp("handleTextInput", (handle) =>
          handle === plugin.props.handleTextInput ? undefined : handle(view, from, to, text, write) || undefined,
        );
        if (!others) view.dispatch(write());
        answer(view, rules, setText, text);
        return true;
      },
      handleKeyDown(view, event) {
        if (event.key === "Enter" && !event.isComposing && !view.composing) apply(view, rules, "\n", true);
        return false;
      },
      handleDOMEvents: {
        compositionstart() {
          hasEnded = false;
          return false;
        },
        compositionend(view, event) {
          // Only what it wrote is answered: a quotation mark can be typed with a dead key.
          const { data } = event as CompositionEvent;
          hasEnded = data !== "" && (data.length === 1 || hasSigns(data));
          const answerOnce = () => {
            if (!hasEnded || view.isDestroyed || view.composing) return;
            hasEnded = false;
            answer(view, rules, setText, data);
          };
          if (hasEnded) setTimeout(answerOnce, isSuggesting(view.state) ? suggestedAfterMs : 0);
          return false;
        },
      },
    },
  });
  return plugin;
}
