"use client";
import type { Editor } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";
import { useEffect, useRef } from "react";
import { filesOf } from "./upload.ts";

/** Distance in pixels from the border of the text at which a position can be found. */
const inset = 4;

/** The position in the text nearest to a point beside it; null if the text is not visible. */
function nearestPos(view: EditorView, x: number, y: number): number | null {
  const { left, right, top, bottom } = view.dom.getBoundingClientRect();
  const clamp = (value: number, from: number, to: number) => Math.min(Math.max(value, from + inset), to - inset);
  const point = {
    left: clamp(x, left, right),
    top: clamp(y, Math.max(top, 0), Math.min(bottom, innerHeight)),
  };
  return view.posAtCoords(point)?.pos ?? null;
}

/** Accepts files dropped beside the text, on the bar or on the panel, and inserts them at the nearest position in the text. */
export function useDropBeside(editor: Editor, add: (files: File[], pos: number | null) => void): void {
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    // A dialog covers the text, so a drop there is ignored.
    const isFree = () => document.querySelector('[role="dialog"][aria-modal="true"]') === null;
    const onOver = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event) || !isFree() || !editor.isEditable) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };
    const onDrop = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event) || !isFree() || !editor.isEditable) return;
      event.preventDefault();
      const files = filesOf(event.dataTransfer);
      if (files.length > 0) latest.current(files, nearestPos(editor.view, event.clientX, event.clientY));
    };
    document.addEventListener("dragover", onOver);
    document.addEventListener("drop", onDrop);
    return () => {
      document.removeEventListener("dragover", onOver);
      document.removeEventListener("drop", onDrop);
    };
  }, [editor]);
}
