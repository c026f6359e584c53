"use client";
import { useRef, useState } from "react";
import type { LibraryPicture } from "#lib/pictures/library/types.ts";

export type PictureSelection = {
  /** In the order in which they were selected. */
  pictures: LibraryPicture[];
  has: (id: string) => boolean;
  toggle: (picture: LibraryPicture) => void;
  /** Selects everything between the last selected picture and this one. */
  extendTo: (picture: LibraryPicture) => void;
  selectAll: () => void;
  clear: () => void;
};

/** Which pictures of the grid are selected. @param shown the pictures of the grid, in order */
export function useSelection(shown: readonly LibraryPicture[]): PictureSelection {
  const [selected, setSelected] = useState<ReadonlyMap<string, LibraryPicture>>(new Map());
  const anchor = useRef<string | null>(null);
  // A picture that was changed meanwhile is shown as it is now.
  const byId = new Map(shown.map((picture) => [picture.id, picture]));
  const pictures = [...selected.values()].map((picture) => byId.get(picture.id) ?? picture);

  return {
    pictures,
    has: (id) => selected.has(id),
    toggle: (picture) => {
      anchor.current = picture.id;
      setSelected((before) => {
        const now = new Map(before);
        if (!now.delete(picture.id)) now.set(picture.id, picture);
        return now;
      });
    },
    extendTo: (picture) => {
      const to = shown.findIndex(({ id }) => id === picture.id);
      const from = shown.findIndex(({ id }) => id === anchor.current);
      if (from < 0) anchor.current = picture.id;
      const range = from < 0 ? [picture] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
      setSelected((before) => new Map([...before, ...range.map((each) => [each.id, each] as const)]));
    },
    selectAll: () => setSelected(byId),
    clear: () => {
      anchor.current = null;
      setSelected(new Map());
    },
  };
}
