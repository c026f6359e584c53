// Groups changes into undo events: a few words typed in one go, and nothing else.
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { ReplaceStep } from "@tiptap/pm/transform";

/** Number of characters after which the next word begins a new event. */
const wordsLength = 20;
/** Number of characters after which any character begins a new event, because not every script has spaces. */
const maxLength = 60;
/** Number of characters that are remembered to detect the end of a sentence. */
const tailLength = 8;

/** A run of typing, or of erasing with Backspace or Delete. Any other change is an event of its own and has no run. */
export type Run = {
  kind: Change["kind"];
  /** The caret after the last change; the run ends when it is moved. */
  caret: number;
  /** Time of the last change in milliseconds. */
  time: number;
  length: number;
  /** The last characters typed or erased. */
  tail: string;
  /** The composition that wrote last; undefined if there was none. */
  composition: unknown;
  /** Whether an input method wrote a whole word, so that the next word is not part of the run. */
  isComposed: boolean;
};
type Change = {
  kind: "typing" | "erasing back" | "erasing forward";
  text: string;
  /** The caret before the change. */
  at: number;
  /** Whether it replaced a selection. */
  isOver: boolean;
};

const proposedFor = "proposedFor";
/** Attaches to a suggestion the plain change that it was made of. */
export const noteProposal = (made: Transaction, plain: Transaction): Transaction => made.setMeta(proposedFor, plain);
/** The plain change that a transaction suggests, or the transaction itself. */
export const plainChange = (tr: Transaction): Transaction => tr.getMeta(proposedFor) ?? tr;

const continuing = "continuesEvent";
/** Marks a change that completes the last one: both are undone together. */
export const continueEvent = (tr: Transaction): Transaction => tr.setMeta(continuing, true);
export const isContinuing = (tr: Transaction): boolean => plainChange(tr).getMeta(continuing) === true;

const alone = "ownEvent";
/** Marks a change that looks like typing but is undone by itself. */
export const ownEvent = (tr: Transaction): Transaction => tr.setMeta(alone, true);

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const isOneCharacter = (text: string): boolean => text.length === 1 || [...segmenter.segment(text)].length === 1;

function insertedBy(step: unknown): string {
  if (!(step instanceof ReplaceStep)) return "";
  const { content, openStart, openEnd } = step.slice;
  return openStart + openEnd === 0 && content.childCount === 1 ? (content.firstChild?.text ?? "") : "";
}

/** What a person typed or erased with one key; null for any other change. */
function changeOf(tr: Transaction, { selection, doc }: EditorState, after: EditorState): Change | null {
  if (tr.getMeta("paste") || tr.getMeta("uiEvent") || tr.getMeta(alone)) return null;
  const step = tr.steps.at(-1);
  const text = insertedBy(step);
  const { head, $head } = selection;
  if (tr.getMeta("composition") !== undefined) return { kind: "typing", text, at: head, isOver: !selection.empty };
  if (!(step instanceof ReplaceStep)) return null;
  const { from, to } = step;
  // A fast user selects and moves before the browser reports it, so the selection may still be another one.
  if (text !== "") {
    const isOver = !selection.empty || from < to;
    if (!isOneCharacter(text) || (!isOver && tr.steps.length > 1)) return null;
    return from === head || isOver || after.selection.head === from + text.length
      ? { kind: "typing", text, at: from, isOver }
      : null;
  }
  if (tr.steps.length > 1 || !selection.empty || step.slice.size > 0 || (from !== head && to !== head)) return null;
  const isWithin = from >= $head.start() && to <= $head.end();
  const erased = isWithin ? doc.textBetween(from, to) : "";
  if (!isOneCharacter(erased)) return null;
  return { kind: to === head ? "erasing back" : "erasing forward", text: erased, at: head, isOver: false };
}

const sentenceEnd = /(?:[.!?…؟।]["'”’“‘»)\]]*\s+|[。！？]["”’」』）]*)$/u;
const beginsWord = (tail: string, text: string): boolean => /\s$/.test(tail) && !/^\s/.test(text);
/** The text that an input method shows first for a dead key: the letter that follows is ordinary typing. */
const isDeadKey = (text: string): boolean => /^[´`^~¨˚°ˇ˘˙˛¸¯'"]$/.test(text);

/** Whether `change` continues `run`. */
function goesOn(run: Run, change: Change, time: number, maxPauseMs: number): boolean {
  const { tail, length } = run;
  if (run.kind !== change.kind || change.isOver || time - run.time > maxPauseMs || length >= maxLength) return false;
  if (run.isComposed && /^[\p{L}\p{N}]/u.test(change.text)) return false;
  if (change.kind === "typing" && sentenceEnd.test(tail) && !/^\s/.test(change.text)) return false;
  return length < wordsLength || !beginsWord(tail, change.text);
}

/**
 * The run after a local change, and whether that change is part of the previous event.
 * @param maxPauseMs a longer pause ends an event
 */
export function follow(
  run: Run | null,
  tr: Transaction,
  before: EditorState,
  after: EditorState,
  maxPauseMs: number,
): { run: Run | null; joins: boolean } {
  const change = changeOf(plainChange(tr), before, after);
  if (!change) return { run: null, joins: false };
  const composition: unknown = tr.getMeta("composition");
  const isSameComposition = composition !== undefined && run?.composition === composition;
  const isWhole = composition !== undefined && (isSameComposition ? run.isComposed : !isDeadKey(change.text));
  const isAtRun = run !== null && before.selection.empty && change.at === run.caret;
  const joins = isSameComposition || (isAtRun && !isWhole && goesOn(run, change, tr.time, maxPauseMs));
  const former = joins ? run : null;
  return {
    joins,
    run: {
      kind: change.kind,
      caret: after.selection.head,
      time: tr.time,
      length: (former?.length ?? 0) + change.text.length,
      tail: ((former?.tail ?? "") + change.text).slice(-tailLength),
      composition,
      isComposed: isWhole,
    },
  };
}

/** The run after a change that the person did not type: others' text, a field, a selection, a stored mark. */
export function keepRun(run: Run | null, tr: Transaction, before: EditorState, after: EditorState): Run | null {
  if (!run) return null;
  const isTheirs = tr.getMeta("addToHistory") === false;
  if (!tr.docChanged && !isTheirs && tr.storedMarksSet) return null;
  if (!after.selection.empty || !before.selection.empty || before.selection.head !== run.caret) return null;
  if (tr.docChanged) return { ...run, caret: after.selection.head };
  return after.selection.head === run.caret ? run : null;
}
