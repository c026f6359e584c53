"use client";
import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import type { Editor } from "@tiptap/core";
import { useCallback, useEffect } from "react";
import { setFocusMode } from "./focus-mode.ts";

/**
 * Focus mode: the text and the bar above it alone, without navigation, tools and panel, and the paragraph with the caret brighter
 * than the others. Style sheets hide the rest by the attribute on the page. Mod-Shift-F turns it on and off; the browser remembers
 * the choice.
 */
export function useFocusMode(editor: Editor): { isOn: boolean; toggle: () => void; leave: () => void } {
  const [isOn, setOn] = useLocalStorage({
    key: "galley-focus-mode",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const isWide = useMediaQuery("(width >= 64rem)") ?? true; // below it the text is alone already
  const isShown = isOn && isWide;
  useEffect(() => {
    const tr = setFocusMode(editor.state, isShown);
    if (tr) editor.view.dispatch(tr);
    if (!isShown) return;
    document.documentElement.dataset.focusMode = "";
    return () => {
      delete document.documentElement.dataset.focusMode;
    };
  }, [editor, isShown]);
  const toggle = useCallback(() => setOn((now) => !now), [setOn]);
  const leave = useCallback(() => setOn(false), [setOn]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isOurs = event.code === "KeyF" && event.shiftKey && !event.altKey && (event.ctrlKey || event.metaKey);
      if (!isOurs || document.querySelector("[role=dialog][aria-modal=true]")) return;
      event.preventDefault();
      if (!event.repeat) toggle();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [toggle]);
  return { isOn, toggle, leave };
}
