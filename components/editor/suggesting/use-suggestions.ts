"use client";
import { notifications } from "@mantine/notifications";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import { useActor } from "#components/newsroom/newsroom-context.tsx";
import type { StoryStatus } from "#lib/stories/types.ts";
import { type Card, cardsOf } from "./cards.ts";
import { activeSuggestion, openSuggestion, setMode, suggestionAt } from "./mode.ts";
import { settle, type Verdict } from "./settle.ts";

export type Suggestions = {
  cards: readonly Card[];
  active: string | null;
  /** Whether typing makes suggestions. */
  isOn: boolean;
  /** Whether the person may only suggest. */
  only: boolean;
  /** Whether the person may suggest at all. */
  may: boolean;
  /** Whether the person may accept and reject suggestions of others. */
  settles: boolean;
  isOwn: (card: Card) => boolean;
  turn: (on: boolean) => void;
  /** Opens a suggestion; `reveal` scrolls to it. */
  choose: (id: string, reveal: boolean) => void;
  /** Accepts or rejects one suggestion, or all. */
  settle: (verdict: Verdict, id?: string) => void;
};

export const explainRefusal = (): void => {
  notifications.show({
    title: "This cannot be suggested",
    message: "The change was not made. Suggest it in smaller parts, or write a comment about it.",
    autoClose: 8_000,
  });
};

const sameCards = (a: readonly Card[], b: readonly Card[] | null): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** The suggestions in an open story, and whether typing makes one. */
export function useSuggestions(editor: Editor, status: StoryStatus, retry: () => void): Suggestions {
  const actor = useActor();
  const { edit, suggest, settle: settles } = status.may;
  const [chosen, setChosen] = useState(false);
  const only = !edit && suggest;
  const isOn = only || (chosen && suggest);
  const cards = useEditorState({
    editor,
    selector: ({ editor: now }) => cardsOf(now.state.doc),
    equalityFn: sameCards,
  });
  const active = useEditorState({ editor, selector: ({ editor: now }) => activeSuggestion(now.state) });

  useLayoutEffect(() => {
    if (editor.isDestroyed) return;
    editor.view.dispatch(setMode(editor.state, { on: isOn, only }));
    editor.setEditable(edit || suggest, false);
    // The story was closed to its writer before the last text was sent: it is sent as suggestions.
    if (only) retry();
  }, [editor, isOn, only, edit, suggest, retry]);

  const choose = useCallback(
    (id: string, reveal: boolean) => {
      if (editor.isDestroyed) return;
      editor.view.dispatch(openSuggestion(editor.state, id));
      if (reveal)
        editor.view.dom
          .querySelector(`[data-id="${CSS.escape(id)}"][data-suggestion]`)
          ?.scrollIntoView({ block: "center" });
    },
    [editor],
  );
  // The panel follows the caret.
  useEffect(() => {
    const follow = () => {
      const { selection } = editor.state;
      const id = editor.isFocused ? suggestionAt(editor.state, selection.head) : null;
      if (id && id !== activeSuggestion(editor.state)) editor.view.dispatch(openSuggestion(editor.state, id));
    };
    editor.on("selectionUpdate", follow);
    return () => {
      editor.off("selectionUpdate", follow);
    };
  }, [editor]);

  return {
    cards,
    active,
    isOn,
    only,
    may: suggest,
    settles,
    isOwn: ({ personId }) => personId === actor.id,
    turn: setChosen,
    choose,
    settle: (verdict, id) => {
      const concerned =
        id === undefined ? undefined : (mark: { attrs: Record<string, unknown> }) => mark.attrs.id === id;
      const tr = settle(editor.state, verdict, concerned);
      if (tr) editor.view.dispatch(tr);
    },
  };
}
