"use client";
import { useEffect, useRef } from "react";

/**
 * Mod-Alt and a key, from anywhere on the page: who may only read has no caret whose keys could be heard. `code` names the
 * key by its place ("KeyM"); null: nothing happens now.
 */
export function useDeskKey(code: string, act: (() => void) | null): void {
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
