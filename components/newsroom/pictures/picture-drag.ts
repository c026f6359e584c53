import type { DragEvent } from "react";

const type = "application/x-galley-pictures";

/** Begins to drag pictures onto a collection. */
export function dragPictures(event: DragEvent, ids: readonly string[]): void {
  event.dataTransfer.setData(type, JSON.stringify(ids));
  event.dataTransfer.effectAllowed = "copyLink";
}

export const isPictureDrag = (event: DragEvent): boolean => event.dataTransfer.types.includes(type);

/** Ids of the pictures that were dropped; empty for anything else. */
export function droppedPictures(event: DragEvent): string[] {
  try {
    const ids: unknown = JSON.parse(event.dataTransfer.getData(type));
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
