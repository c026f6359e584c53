// Undo and redo of own changes, kept consistent with unconfirmed steps.
import { history } from "@tiptap/pm/history";
import { type Command, type EditorState, Plugin, type PluginKey, type Transaction } from "@tiptap/pm/state";
import { type Branch, bounded, noteSteps, revert } from "./undo.ts";
import { follow, isContinuing, keepRun, type Run } from "./undo-events.ts";

const historyKey = history().spec.key as PluginKey<HistoryState>;

/** State of prosemirror-history. A `prevTime` of 0 begins a new event; a change of the same composition continues one. */
type HistoryState = { done: Branch; undone: Branch; prevTime: number; prevComposition: unknown; run?: Run | null };

/**
 * prosemirror-history with one repair and with our own events (`undo-events.ts`). A rebase matches the newest entries of both
 * branches with our unconfirmed steps, one by one. But a step that a plugin appends to an undo (an id for a restored block)
 * enters only the redo branch. From then on the undo branch is off by one step, and a later undo would insert its words
 * twice.
 * @param options `depth`: events kept; `newGroupDelay`: milliseconds of a pause that ends an event
 */
export function editHistory({ depth = 100, newGroupDelay = 500 } = {}): Plugin {
  const { spec } = history({ depth, newGroupDelay });
  const { state } = spec;
  if (!state) throw new Error("prosemirror-history keeps no state any more");
  const isUndo = (tr: Transaction | undefined) => tr?.getMeta(historyKey) as { redo: boolean } | undefined;
  return new Plugin({
    ...spec,
    props: {
      handleDOMEvents: {
        // Undo from the menus of browsers and from shaking a phone.
        beforeinput(view, event) {
          const command = { historyUndo: undo, historyRedo: redo }[event.inputType];
          if (!command || !view.editable) return false;
          event.preventDefault();
          return command(view.state, view.dispatch);
        },
      },
    },
    state: {
      init(config, before): HistoryState {
        const value: HistoryState = state.init.call(this, config, before);
        // The history drops the maps of others' steps when there are many. Undo needs them to find what others wrote.
        Object.getPrototypeOf(value.done).emptyItemCount = () => 0;
        return value;
      },
      apply(tr, value: HistoryState, before: EditorState, after: EditorState): HistoryState {
        noteSteps(tr);
        const grow = (from: HistoryState): HistoryState => state.apply.call(this, tr, from, before, after);
        const former = value.run ?? null;
        if (isUndo(tr)) return { ...grow(value), run: null };
        const appendedTo: Transaction | undefined = tr.getMeta("appendedTransaction");
        const undoing = isUndo(appendedTo);
        if (undoing && tr.docChanged) {
          const lacking = undoing.redo ? "undone" : "done";
          return { ...grow(value), [lacking]: value[lacking].addMaps(tr.mapping.maps), run: null };
        }
        if (!tr.docChanged || appendedTo || tr.getMeta("addToHistory") === false) {
          const { done, undone, ...grown } = grow(value);
          return {
            ...grown,
            done: bounded(value.done, done, tr),
            undone: bounded(value.undone, undone, tr),
            run: keepRun(former, tr, before, after),
          };
        }
        const { run, joins } = isContinuing(tr)
          ? { run: keepRun(former, tr, before, after), joins: value.prevTime !== 0 }
          : follow(former, tr, before, after, newGroupDelay);
        const prevComposition: unknown = tr.getMeta("composition");
        return { ...grow({ ...value, prevTime: joins ? 1 : 0, prevComposition }), run };
      },
    },
  });
}

const reverting =
  (redo: boolean): Command =>
  (state, dispatch) => {
    const value = historyKey.getState(state);
    if (!value) return false;
    const options: unknown = historyKey.get(state)?.spec.config;
    const made = revert(state, value, redo, options);
    if (made) dispatch?.(made.tr.setMeta(historyKey, { redo, historyState: made.next }).scrollIntoView());
    return made !== null;
  };
/** Takes the person's last change back, and nothing of others. */
export const undo = reverting(false);
/** Repeats the change that was undone last. */
export const redo = reverting(true);
