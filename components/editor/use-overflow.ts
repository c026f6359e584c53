"use client";
import type { Editor } from "@tiptap/react";
import { useEffect } from "react";
import { markOverflow } from "./overflow.ts";

/** Milliseconds without a change after which the marks are set anew. */
const pause = 400;

/** Marks the text beyond so many words; null marks nothing. */
export function useOverflow(editor: Editor, limit: number | null): void {
  useEffect(() => {
    const mark = () => {
      // An input method's text must not be drawn anew while it is composed.
      if (editor.isDestroyed || editor.view.composing) return;
      const tr = markOverflow(editor.state, limit);
      if (tr) editor.view.dispatch(tr);
    };
    mark();
    if (limit === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(mark, pause);
    };
    editor.on("update", later);
    return () => {
      clearTimeout(timer);
      editor.off("update", later);
    };
  }, [editor, limit]);
}
