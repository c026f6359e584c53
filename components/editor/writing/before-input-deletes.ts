// Deletions that arrive without a key event that we know: phones, Ctrl+H and Ctrl+D on a Mac, dictation.
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { storyKeys } from "./story-keys.ts";

const keyOf = (inputType: string): "Backspace" | "Mod-Backspace" | "Mod-Delete" | null => {
  // Backspace on a phone also undoes the last automatic change.
  if (inputType === "deleteContentBackward") return "Backspace";
  if (/^delete(Content|Word|SoftLine|HardLine)Backward$/.test(inputType)) return "Mod-Backspace";
  return /^delete(Content|Word|SoftLine|HardLine)Forward$/.test(inputType) ? "Mod-Delete" : null;
};

/** At the border of a line the browser would join blocks in its own way; within a line its own deletion is right. */
export const beforeInputDeletes = (): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput(view: EditorView, event: InputEvent) {
          const key = event.isComposing || !event.cancelable ? null : keyOf(event.inputType);
          if (!key || !view.editable || !view.state.selection.empty) return false;
          if (!storyKeys[key]?.(view.state, view.dispatch, view)) return false;
          event.preventDefault();
          return true;
        },
      },
    },
  });
