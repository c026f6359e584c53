// Automatic changes of typed text. Each one follows the typing as an undo event of its own, so that undo restores exactly
// what was typed, with the caret after it; Backspace directly afterwards does the same.
import { isHistoryTransaction } from "@tiptap/pm/history";
import { type Command, type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { isReceived } from "../saving/collab.ts";
import { undo } from "../saving/history.ts";
import { ownEvent, plainChange } from "../saving/undo-events.ts";
import { isSuggesting } from "../suggesting/mode.ts";

/** The match of a rule; `from` and `to` are document positions. */
export type AutomaticMatch = { match: RegExpExecArray; from: number; to: number };

export type Rule = {
  /** Matches the end of the text of the block: up to the caret, or up to the sign that `after` names. */
  pattern: RegExp;
  /** The rule waits for this sign; Enter counts as "\n". */
  after?: RegExp;
  /** The change, or null if none applies. `next` is the character that `after` matched. */
  make: (state: EditorState, found: AutomaticMatch, next: string) => Transaction | null;
};

/** An automatic change: the range, the character that triggered it, and the text of the block before it. */
type Made = { from: number; to: number; typed: string; source: string };
type Declined = { pos: number; typed: string };
type State = { last: boolean; made: readonly Made[]; declined: readonly Declined[] };
type Note = { typed: string; source: string };

const key = new PluginKey<State>("automatic");
/** Maximum number of remembered changes and refused ones. */
const maxRemembered = 20;
/** Milliseconds until the text of an input method is sent as a suggestion. */
const suggestedAfterMs = 80;

const hasCode = (state: EditorState): boolean => {
  const { $from } = state.selection;
  if ($from.parent.type.spec.code) return true;
  return (state.storedMarks ?? $from.marks()).some(({ type }) => type.spec.code === true || type.name === "code");
};

/** The text of the caret's block before the caret. A node that is not text counts as one character, as it does in positions. */
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

/** The change that is being undone, and all other remembered changes. */
function takenBack(tr: Transaction, made: readonly Made[]): { taken: Made | undefined; rest: Made[] } {
  const inverse = tr.mapping.invert();
  const ranges = changed(tr).map(({ from, to }) => ({ from: inverse.map(from, -1), to: inverse.map(to, 1) }));
  const isHit = (one: Made) => ranges.some(({ from, to }) => from < one.to && to > one.from);
  return { taken: made.findLast(isHit), rest: made.filter((one) => !isHit(one)) };
}

/** Enter triggers its rules before the block is split. */
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

/** Whether the writer has undone an automatic change in this range. */
export const isDeclined = (state: EditorState, from: number, to: number): boolean =>
  key.getState(state)?.declined.some(({ pos }) => pos >= from && pos <= to) ?? false;
/** The typed text from which the change at a position was made. */
export const sourceAt = (state: EditorState, pos: number): string | undefined =>
  key.getState(state)?.made.findLast(({ from, to }) => from <= pos && to >= pos)?.source;

/** Undoes the last automatic change. */
export const undoAutomaticChange: Command = (state, dispatch) =>
  key.getState(state)?.last === true && undo(state, dispatch);

export type AutomaticWriter = Pick<EditorView, "state" | "dispatch" | "composing">;

/** Marks a transaction as an automatic change of the text typed last. */
const automatic = (tr: Transaction, note: Note): Transaction => ownEvent(tr).setMeta(key, note);

/** Whether the text typed last may be changed: it is not in code, and the same change was not undone there. */
function mayAnswer(state: EditorState, typed: string): boolean {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty || hasCode(state)) return false;
  const place = selection.head - lengthInText(typed);
  return !key.getState(state)?.declined.some(({ pos, typed: sign }) => pos === place && sign === typed);
}

function apply(view: AutomaticWriter, rules: readonly Rule[], typed: string, isWaiting: boolean): void {
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

/** The change for text that arrived at once, as from dictation; null if nothing changes. */
export type SetText = (state: EditorState, from: number, to: number) => Transaction | null;

/** Runs the rules on typed text that is already in the document before the caret. */
function answer(view: AutomaticWriter, rules: readonly Rule[], setText: SetText, typed: string): void {
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

/** How many characters before the caret are checked to see whether any rule can match. */
const maxLook = 500;
/** The end of the text before a position; what is cut off counts as one character. */
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
 * Applies the first rule that matches the typed text: first those that waited for this character, then those that end with it.
 * Does nothing during composition, in code, or if the same change was undone there.
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
          // Only the composed text triggers rules: a quotation mark can come from a dead key.
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
