// Typing "/" at the start of an empty paragraph opens the list of blocks; the text after it filters the list.
import { type EditorState, Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";

export type Trigger = { from: number; to: number; query: string };
type TriggerState = { trigger: Trigger | null; dismissed: number | null };

const key = new PluginKey<TriggerState>("add-trigger");

function find(state: EditorState): Trigger | null {
  const { $from, empty } = state.selection;
  if (!empty || !(state.selection instanceof TextSelection) || $from.depth !== 1) return null;
  if ($from.parent.type.name !== "paragraph") return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, "\n", "\n");
  const match = /^\/([\p{L}\d& ]{0,20})$/u.exec(before);
  return match ? { from: $from.start(), to: $from.pos, query: match[1] ?? "" } : null;
}

export const triggerOf = (state: EditorState): Trigger | null => key.getState(state)?.trigger ?? null;

/** While the list is open, `onKey` receives every key first. */
export const addTrigger = (onKey: (event: KeyboardEvent) => boolean): Plugin<TriggerState> =>
  new Plugin<TriggerState>({
    key,
    state: {
      init: () => ({ trigger: null, dismissed: null }),
      apply(tr, value, _old, state) {
        if (tr.getMeta(key) === "dismiss") return { trigger: null, dismissed: value.trigger?.from ?? null };
        const trigger = find(state);
        const dismissed = trigger === null ? null : value.dismissed;
        // Only typing opens the list. Moving the caret past an old "/" does not.
        const goesOn = value.trigger !== null || (tr.docChanged && tr.getMeta("addToHistory") !== false);
        return { trigger: trigger && goesOn && dismissed !== trigger.from ? trigger : null, dismissed };
      },
    },
    props: {
      handleKeyDown(view, event) {
        if (!key.getState(view.state)?.trigger) return false;
        if (event.key === "Escape") {
          view.dispatch(view.state.tr.setMeta(key, "dismiss"));
          return true;
        }
        return onKey(event);
      },
    },
  });
