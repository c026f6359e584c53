// Lists that open while one types. The text after the sign that opens a list filters it.
import { isHistoryTransaction } from "@tiptap/pm/history";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";

/** The sign with the text after it. */
export type Trigger = { from: number; to: number; query: string };
type TriggerState = { trigger: Trigger | null; dismissed: number | null };

export class MenuTrigger {
  readonly #key: PluginKey<TriggerState>;
  readonly #find: (state: EditorState) => Trigger | null;

  /** @param find what would open the list at the caret */
  constructor(name: string, find: (state: EditorState) => Trigger | null) {
    this.#key = new PluginKey(name);
    this.#find = find;
  }

  /** Null while the list is closed. */
  at = (state: EditorState): Trigger | null => this.#key.getState(state)?.trigger ?? null;

  /** Closes the list until the sign is typed again. */
  dismiss = (state: EditorState): Transaction => state.tr.setMeta(this.#key, true);

  /** While the list is open, `onKey` receives every key first. */
  plugin = (onKey: (event: KeyboardEvent) => boolean): Plugin<TriggerState> =>
    new Plugin<TriggerState>({
      key: this.#key,
      state: {
        init: () => ({ trigger: null, dismissed: null }),
        apply: (tr, value, _old, state) => {
          if (tr.getMeta(this.#key)) return { trigger: null, dismissed: value.trigger?.from ?? null };
          const trigger = this.#find(state);
          const dismissed = trigger && value.dismissed !== null ? tr.mapping.map(value.dismissed) : null;
          // Only typing opens the list. Moving the caret past an old sign does not, nor does an undo that brings one back.
          const isTyped = tr.docChanged && tr.getMeta("addToHistory") !== false && !isHistoryTransaction(tr);
          const isOpen = trigger !== null && (value.trigger !== null || isTyped) && dismissed !== trigger.from;
          return { trigger: isOpen ? trigger : null, dismissed };
        },
      },
      props: {
        handleKeyDown: (view, event) => {
          if (!this.at(view.state)) return false;
          if (event.key !== "Escape") return onKey(event);
          view.dispatch(this.dismiss(view.state));
          return true;
        },
      },
    });
}
