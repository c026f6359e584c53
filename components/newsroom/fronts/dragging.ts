// Dragging stories and containers with the browser's own drag and drop, which works with a mouse and by a long press on a
// touch screen. Everything that can be dragged can be moved by keys and menus as well.
import type { DragEvent } from "react";
import type { CardStory } from "#lib/fronts/desk-data.ts";

export type Dragged = { kind: "story"; id: string; story?: CardStory } | { kind: "container"; id: string };

// A drop target may read what is dragged only at the drop, but has to know before whether it takes it.
let dragged: Dragged | null = null;

export const draggedNow = (): Dragged | null => dragged;

/** Attributes of an element that can be dragged. @param name what other programs get as text */
export const dragProps = (what: Dragged, name: string) => ({
  draggable: true,
  onDragStart: (event: DragEvent) => {
    event.stopPropagation();
    dragged = what;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", name);
  },
  onDragEnd: () => {
    dragged = null;
  },
});

/** The id of the child of a list before which a drop at this height belongs; null for its end. */
export function childAt(list: HTMLElement, y: number): string | null {
  for (const child of list.querySelectorAll<HTMLElement>(":scope > [data-drag-id]")) {
    const { top, height } = child.getBoundingClientRect();
    if (y < top + height / 2) return child.dataset.dragId ?? null;
  }
  return null;
}
