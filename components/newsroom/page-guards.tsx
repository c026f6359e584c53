"use client";
import { useEffect } from "react";
import { mayBrowserTake } from "./drop-guard.ts";
import { isHeldEnter } from "./held-keys.ts";
import { useKeyboardRoom } from "./keyboard-room.ts";

/** What holds on every page of the newsroom, whatever has the focus. */
export function PageGuards() {
  useKeyboardRoom();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isHeldEnter({ key: event.key, repeat: event.repeat, target: event.target as Element | null })) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    // What nobody on the page has taken.
    const onDrag = (event: DragEvent) => {
      const types = event.dataTransfer?.types ?? [];
      if (event.defaultPrevented || mayBrowserTake(event.target as Element | null, types)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    // A frame would take a drop for itself: while something is dragged, it lets everything through to the page (newsroom.css).
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
