"use client";
import type { EditorState } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import { type BlockRange, moveBlocksTo } from "../writing/block-moves.ts";
import { borderAt } from "./block-places.ts";

/** Pixels that the pointer moves before a press becomes a drag. */
const threshold = 4;
/** Height at the edges of the column in which a drag scrolls, and pixels per frame. */
const edge = 60;
const speed = 12;

type Drag = { pointerId: number; startY: number; y: number; isMoving: boolean; rangeOf: RangeOf };
/** Finds the dragged blocks again, because colleagues may write meanwhile. */
type RangeOf = (state: EditorState) => BlockRange | null;

/**
 * Dragging blocks by their handle, with mouse, pen or finger. The browser's own drag and drop is not used: it cannot be
 * cancelled by Escape everywhere, does not work by touch, and would drop blocks outside of the body.
 */
export function useBlockDrag(editor: Editor, paper: HTMLElement | null) {
  const drag = useRef<Drag | null>(null);
  const frame = useRef(0);
  const wasDragged = useRef(false);
  /** Height of the drop line in the column. */
  const [line, setLine] = useState<number | null>(null);

  const show = () => {
    const now = drag.current;
    const border = now?.isMoving ? borderAt(editor.view, now.y) : null;
    setLine(border && paper ? border.y - paper.getBoundingClientRect().top + paper.scrollTop : null);
  };
  const end = () => {
    drag.current = null;
    cancelAnimationFrame(frame.current);
    setLine(null);
  };
  const latestEnd = useRef(end);
  latestEnd.current = end;
  useEffect(() => () => latestEnd.current(), []);
  const scroll = () => {
    const now = drag.current;
    if (!now?.isMoving || !paper) return;
    const box = paper.getBoundingClientRect();
    const by = now.y < box.top + edge ? -speed : now.y > box.bottom - edge ? speed : 0;
    if (by !== 0) {
      paper.scrollTop += by;
      show();
    }
    frame.current = requestAnimationFrame(scroll);
  };

  const isMoving = line !== null;
  useEffect(() => {
    if (!isMoving) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      wasDragged.current = true;
      latestEnd.current();
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [isMoving]);

  return {
    line,
    /** Known at once, before React draws again. */
    isPressed: () => drag.current !== null,
    /** Whether the last press was a drag: the click that ends it means nothing. */
    wasDragged,
    /** For the handle. */
    handle: (rangeOf: RangeOf) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        wasDragged.current = false;
        event.preventDefault(); // the selection and the focus stay in the text
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = {
          pointerId: event.pointerId,
          startY: event.clientY,
          y: event.clientY,
          isMoving: false,
          rangeOf,
        };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const now = drag.current;
        if (now?.pointerId !== event.pointerId) return;
        now.y = event.clientY;
        if (!now.isMoving && Math.abs(now.y - now.startY) < threshold) return;
        if (!now.isMoving) {
          now.isMoving = true;
          frame.current = requestAnimationFrame(scroll);
        }
        show();
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        const now = drag.current;
        if (now?.pointerId !== event.pointerId) return;
        const border = now.isMoving ? borderAt(editor.view, now.y) : null;
        const range = border && now.rangeOf(editor.state);
        wasDragged.current = now.isMoving;
        end();
        if (!now.isMoving) return;
        const tr = range && moveBlocksTo(editor.state, range, border.pos);
        if (tr) editor.view.dispatch(tr);
        editor.view.focus();
      },
      onPointerCancel: end,
    }),
  };
}
