// The browser reports a moved caret only with its next frame. A key that is pressed before that must not act at the old place.
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { isComposing } from "#components/newsroom/composition.ts";

/** Lets the editor read the selection of the page before each key, in case a click or an arrow key moved it in the same frame. */
export const readSelectionBeforeKeys = (): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view: EditorView, event: KeyboardEvent) {
          // ProseMirror reads the selection when it receives this event, and only if the selection has changed.
          if (!view.composing && !isComposing(event))
            view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
          return false;
        },
      },
    },
  });
