"use client";
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { useEffect, useState } from "react";
import { countsOfRange, countsOfStory, type TextCounts } from "#lib/document/counts.ts";

export type StoryCounts = { story: TextCounts; selection: TextCounts | null };

/** Counts of the story and of the selected words, updated in pauses, because counting a long story takes longer than a key press may. */
export function useCounts(editor: Editor): StoryCounts | null {
  const [story, setStory] = useState<TextCounts | null>(null);
  const [selection, setSelection] = useState<TextCounts | null>(null);
  useEffect(() => {
    let ofStory: ReturnType<typeof setTimeout> | undefined;
    let ofSelection: ReturnType<typeof setTimeout> | undefined;
    const count = () => setStory(countsOfStory(editor.state.doc));
    const countSelection = () => {
      const { selection, doc } = editor.state;
      const isCounted = selection instanceof TextSelection && !selection.empty;
      setSelection(isCounted ? countsOfRange(doc, selection.from, selection.to) : null);
    };
    const later = ({ transaction }: { transaction: { docChanged: boolean; selectionSet: boolean } }) => {
      if (transaction.docChanged) {
        clearTimeout(ofStory);
        ofStory = setTimeout(count, 400);
      }
      if (transaction.docChanged || transaction.selectionSet) {
        clearTimeout(ofSelection);
        ofSelection = setTimeout(countSelection, 200);
      }
    };
    count();
    countSelection();
    editor.on("transaction", later);
    return () => {
      clearTimeout(ofStory);
      clearTimeout(ofSelection);
      editor.off("transaction", later);
    };
  }, [editor]);
  return story && { story, selection };
}
