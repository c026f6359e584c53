"use client";
import type { Editor } from "@tiptap/react";
import { useEffect } from "react";
import { keepPlace, placeIn } from "./places.ts";

/** Milliseconds after the last scrolling. */
const pauseMs = 300;
/** Pixels from the top of the paper at which the block in view is looked for. */
const lookAt = 90;
/** Pixels of scrolling that are still the beginning of the text. */
const beginning = 200;

/** Opens a story at the block that was in view last, and remembers that block. A link to a comment goes first. */
export function usePlace(editor: Editor, storyId: string, paper: HTMLElement | null): void {
  useEffect(() => {
    if (!paper) return;
    const place = new URLSearchParams(location.search).has("thread") ? null : placeIn(storyId);
    if (place !== null) elementOf(editor, place)?.scrollIntoView({ block: "start" });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(
        () => keepPlace(storyId, paper.scrollTop < beginning ? null : blockInView(editor, paper)),
        pauseMs,
      );
    };
    paper.addEventListener("scroll", later, { passive: true });
    return () => {
      clearTimeout(timer);
      paper.removeEventListener("scroll", later);
    };
  }, [editor, storyId, paper]);
}

function elementOf(editor: Editor, block: string): Element | null {
  let found: Element | null = null;
  editor.state.doc.descendants((node, pos) => {
    if (node.attrs.id === block) {
      const dom = editor.view.nodeDOM(pos);
      found = dom instanceof Element ? dom : null;
    }
    return found === null && !node.isTextblock;
  });
  return found;
}

function blockInView({ state, view }: Editor, paper: HTMLElement): string | null {
  const text = view.dom.getBoundingClientRect();
  const at = view.posAtCoords({
    left: text.left + text.width / 2,
    top: paper.getBoundingClientRect().top + lookAt,
  });
  if (!at) return null;
  const $at = state.doc.resolve(at.inside >= 0 ? at.inside : at.pos);
  const node = $at.depth > 0 ? $at.node(1) : $at.nodeAfter;
  return typeof node?.attrs.id === "string" ? node.attrs.id : null;
}
