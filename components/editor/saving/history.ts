// Undo and redo of own changes, kept consistent with unconfirmed steps.
import { history } from "@tiptap/pm/history";
import { type EditorState, Plugin, type PluginKey, type Transaction } from "@tiptap/pm/state";
import type { StepMap } from "@tiptap/pm/transform";
import { follow, isContinuing, keepRun, type Run } from "./undo-events.ts";

type Branch = { addMaps(maps: readonly StepMap[]): Branch };
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
  const isUndo = (tr: Transaction | undefined) => tr?.getMeta(spec.key as PluginKey) as { redo: boolean } | undefined;
  return new Plugin({
    ...spec,
    state: {
      init: state.init,
      apply(tr, value: HistoryState, before: EditorState, after: EditorState): HistoryState {
        const grow = (from: HistoryState): HistoryState => state.apply.call(this, tr, from, before, after);
        const former = value.run ?? null;
        if (isUndo(tr)) return { ...grow(value), run: null };
        const appendedTo: Transaction | undefined = tr.getMeta("appendedTransaction");
        const undoing = isUndo(appendedTo);
        if (undoing && tr.docChanged) {
          const lacking = undoing.redo ? "undone" : "done";
          return { ...grow(value), [lacking]: value[lacking].addMaps(tr.mapping.maps), run: null };
        }
        if (!tr.docChanged || appendedTo || tr.getMeta("addToHistory") === false)
          return { ...grow(value), run: keepRun(former, tr, before, after) };
        const { run, joins } = isContinuing(tr)
          ? { run: keepRun(former, tr, before, after), joins: value.prevTime !== 0 }
          : follow(former, tr, before, after, newGroupDelay);
        const prevComposition: unknown = tr.getMeta("composition");
        return { ...grow({ ...value, prevTime: joins ? 1 : 0, prevComposition }), run };
      },
    },
  });
}
