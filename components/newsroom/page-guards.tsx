"use client";
import { useEffect } from "react";
import { mayBrowserTake } from "./drop-guard.ts";
import { isHeldEnter } from "./held-keys.ts";
import { useKeyboardRoom } from "./keyboard-room.ts";

/** Key and drop handling for every newsroom page, independent of focus. */
export function PageGuards() {
  useKeyboardRoom();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isHeldEnter({ key: event.key, repeat: event.repeat, target: event.target as Element | null })) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    // Handles only events that nothing else on the page has handled.
    const onDrag = (event: DragEvent) => {
      const types = event.dataTransfer?.types ?? [];
      if (event.defaultPrevented || mayBrowserTake(event.target as Element | null, types)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    // A frame would receive drops itself, so it ignores the pointer during a drag (newsroom.css).
    const { dataset } = document.documentElement;
    const onEnter = () => {
      dataset.dragging = "";
    };
    const onEnd = (event: DragEvent) => {
      if (event.type !== "dragleave" || event.relatedTarget === null) delete dataset.dragging;
    };
    addEventListener("keydown", onKey, { capture: true });
    addEventListener("dragenter", onEnter);
    for (const type of ["dragleave", "dragend", "drop"] as const) addEventListener(type, onEnd);
    addEventListener("dragover", onDrag);
    addEventListener("drop", onDrag);
    return () => {
      removeEventListener("keydown", onKey, { capture: true });
      removeEventListener("dragenter", onEnter);
      for (const type of ["dragleave", "dragend", "drop"] as const) removeEventListener(type, onEnd);
      removeEventListener("dragover", onDrag);
      removeEventListener("drop", onDrag);
    };
  }, []);
  return null;
}
