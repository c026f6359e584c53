"use client";
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { useEffect, useRef } from "react";
import { isComposing } from "#components/newsroom/composition.ts";
import type { Card } from "./cards.ts";
import { suggestionAt } from "./mode.ts";
import type { Suggestions } from "./use-suggestions.ts";

/** The keyboard shortcut that switches suggesting on and off. */
export const suggestingKeys = "Mod Alt Shift X";

/** Moves the caret to the next or previous suggestion, from the last one to the first. */
function goTo(editor: Editor, cards: readonly Card[], direction: 1 | -1): Card | null {
  const { head } = editor.state.selection;
  const here = suggestionAt(editor.state, head);
  const order = (direction === 1 ? cards : cards.toReversed()).filter(({ id }) => id !== here);
  const next = order.find(({ pos }) => (direction === 1 ? pos >= head : pos < head)) ?? order[0] ?? cards[0];
  if (!next) return null;
  const selection = TextSelection.near(editor.state.doc.resolve(next.pos), 1);
  editor.view.dispatch(editor.state.tr.setSelection(selection));
  return next;
}

/** F8 and Shift-F8 go from suggestion to suggestion, Mod-Alt-Shift-X switches suggesting on and off, independent of the focus. */
export function useSuggestionKeys(
  editor: Editor,
  suggestions: Suggestions,
  show: (id: string, reveal: boolean) => void,
): void {
  const latest = useRef({ suggestions, show });
  latest.current = { suggestions, show };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      const { may, only, isOn, turn, cards } = latest.current.suggestions;
      const isSwitch = event.code === "KeyX" && event.altKey && event.shiftKey && (event.ctrlKey || event.metaKey);
      const isWalk = event.key === "F8" && !event.altKey && !event.ctrlKey && !event.metaKey;
      if (!(isSwitch && may) && !(isWalk && cards.length > 0)) return;
      const isCovered = editor.view.dom.closest("[data-behind]") !== null; // by a comparison
      // Searching the page comes last: it is slow in a long story, and this runs at each key.
      if (isCovered || document.querySelector("[role=dialog][aria-modal=true]")) return;
      event.preventDefault();
      if (isSwitch) {
        if (!only) turn(!isOn);
        return;
      }
      const next = goTo(editor, cards, event.shiftKey ? -1 : 1);
      if (next) latest.current.show(next.id, true);
    };
    // Runs before the editor, in which the shortcut would be strike-through.
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [editor]);
}
