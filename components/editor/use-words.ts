"use client";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { wordCount } from "#lib/document/text.ts";

/** The word count, updated when typing pauses, because counting a long story takes longer than a key press may. */
export function useWords(editor: Editor): number | null {
  const [words, setWords] = useState<number | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => setWords(wordCount(editor.state.doc));
    const later = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (!transaction.docChanged) return;
      clearTimeout(timer);
      timer = setTimeout(count, 400);
    };
    count();
    editor.on("transaction", later);
    return () => {
      clearTimeout(timer);
      editor.off("transaction", later);
    };
  }, [editor]);
  return words;
}
