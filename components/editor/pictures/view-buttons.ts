import type { EditorView } from "@tiptap/pm/view";
import { rangeToRemove } from "./gallery-moves.ts";

export function button(label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

/** Deletes the block, and with the last picture of a gallery the gallery. */
export const removeButton = (view: EditorView, getPos: () => number | undefined, label = "Remove"): HTMLButtonElement =>
  button(label, () => {
    const pos = getPos();
    if (pos !== undefined && view.editable) {
      const { from, to } = rangeToRemove(view.state.doc, pos);
      view.dispatch(view.state.tr.delete(from, to));
    }
    view.focus();
  });
