"use client";
import { useEffect, useRef } from "react";

/**
 * A shortcut of Mod-Alt and a key on the whole page, because people who may only read have no caret in the editor. `code`
 * names the key by position ("KeyM"); null disables it.
 */
export function usePageShortcut(code: string, act: (() => void) | null): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isOurs = event.code === code && event.altKey && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (!isOurs || !latest.current || document.querySelector("[role=dialog][aria-modal=true]")) return;
      event.preventDefault();
      if (!event.repeat) latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [code]);
}
