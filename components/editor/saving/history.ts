// Undo and redo of one's own changes, in step with what is unconfirmed.
import { history } from "@tiptap/pm/history";
import { Plugin, type PluginKey, type Transaction } from "@tiptap/pm/state";
import type { StepMap } from "@tiptap/pm/transform";

type Branch = { addMaps(maps: readonly StepMap[]): Branch };
type HistoryState = { done: Branch; undone: Branch };

/**
 * prosemirror-history, with one repair. A rebase matches the newest entries of both branches with our unconfirmed steps,
 * one by one; but a step that a plugin appends to an undo (an id for a block that came back) enters only the branch
 * to redo. From then on the other one is off by a step, and an undo that was done comes back and puts its words in twice.
 * @param options `depth`: events kept; `newGroupDelay`: milliseconds after which typing begins a new event
 */
export function editHistory(options: { depth?: number; newGroupDelay?: number } = {}): Plugin {
  const { spec } = history(options);
  const { state } = spec;
  if (!state) throw new Error("prosemirror-history keeps no state any more");
  return new Plugin({
    ...spec,
    state: {
      init: state.init,
      apply(tr, value: HistoryState, before, after): HistoryState {
        const next: HistoryState = state.apply.call(this, tr, value, before, after);
        const appendedTo: Transaction | undefined = tr.getMeta("appendedTransaction");
        const undoing = appendedTo?.getMeta(spec.key as PluginKey) as { redo: boolean } | undefined;
        if (!undoing || !tr.docChanged) return next;
        const lacking = undoing.redo ? "undone" : "done";
        return Object.assign(next, { [lacking]: value[lacking].addMaps(tr.mapping.maps) });
      },
    },
  });
}
