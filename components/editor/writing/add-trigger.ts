// Typing "/" at the start of an empty paragraph opens the list of blocks; the text after it filters the list.
import { type EditorState, TextSelection } from "@tiptap/pm/state";
import { MenuTrigger, type Trigger } from "./menu-trigger.ts";

function find(state: EditorState): Trigger | null {
  const { $from, empty } = state.selection;
  if (!empty || !(state.selection instanceof TextSelection) || $from.depth !== 1) return null;
  if ($from.parent.type.name !== "paragraph") return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, "\n", "\n");
  const match = /^\/([\p{L}\d& ]{0,20})$/u.exec(before);
  return match ? { from: $from.start(), to: $from.pos, query: match[1] ?? "" } : null;
}

export const { at: triggerOf, plugin: addTrigger } = new MenuTrigger("add-trigger", find);
