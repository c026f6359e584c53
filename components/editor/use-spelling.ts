"use client";
import type { Editor } from "@tiptap/react";
import { useEffect } from "react";
import { SpellingList } from "#lib/checks/spelling.ts";
import { readSpellingWords } from "#lib/house-style/actions.ts";
import { markSpelling } from "./spelling.ts";

/** Milliseconds without a change after which the words are looked for again. */
const pauseMs = 500;

/** Switches the browser's spell checker off for the paper's own words. The list is read once, after the story has opened. */
export function useSpelling(editor: Editor): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let list: SpellingList | null = null;
    const mark = () => {
      // An input method's text must not be drawn anew while it is composed.
      if (!list || editor.isDestroyed || editor.view.composing) return;
      const tr = markSpelling(editor.state, list);
      if (tr) editor.view.dispatch(tr);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(mark, pauseMs);
    };
    const load = async () => {
      const answer = await readSpellingWords({}).catch(() => null);
      if (!answer?.ok || answer.data.length === 0 || editor.isDestroyed) return;
      list = new SpellingList(answer.data);
      mark();
      editor.on("update", later);
    };
    timer = setTimeout(() => void load(), pauseMs);
    return () => {
      clearTimeout(timer);
      editor.off("update", later);
    };
  }, [editor]);
}
