"use client";
import { useMediaQuery } from "@mantine/hooks";
import { useCallback, useEffect, useState } from "react";

/**
 * Focus mode: the text and the bar above it alone, without navigation, tools and panel. Style sheets hide the rest by the
 * attribute on the page. Mod-Shift-F turns it on and off.
 */
export function useFocusMode(): { isOn: boolean; toggle: () => void; leave: () => void } {
  const [isOn, setOn] = useState(false);
  const isWide = useMediaQuery("(width >= 64rem)") ?? true; // below it the text is alone already
  useEffect(() => {
    if (!isOn || !isWide) return;
    document.documentElement.dataset.focusMode = "";
    return () => {
      delete document.documentElement.dataset.focusMode;
    };
  }, [isOn, isWide]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isOurs = event.code === "KeyF" && event.shiftKey && !event.altKey && (event.ctrlKey || event.metaKey);
      if (!isOurs || document.querySelector("[role=dialog][aria-modal=true]")) return;
      event.preventDefault();
      if (!event.repeat) setOn((now) => !now);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return { isOn, toggle: useCallback(() => setOn((now) => !now), []), leave: useCallback(() => setOn(false), []) };
}
