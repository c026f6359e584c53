"use client";
import { useEffect } from "react";
import { isHeldEnter } from "./held-keys.ts";

/** What holds on every page of the newsroom, whatever has the focus. */
export function PageGuards() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isHeldEnter({ key: event.key, repeat: event.repeat, target: event.target as Element | null })) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener("keydown", onKey, { capture: true });
    return () => removeEventListener("keydown", onKey, { capture: true });
  }, []);
  return null;
}
