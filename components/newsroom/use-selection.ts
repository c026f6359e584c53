"use client";
import { useRef, useState } from "react";

export type Selection<Item> = {
  /** In the order in which they were selected. */
  items: Item[];
  has: (id: string) => boolean;
  toggle: (item: Item) => void;
  /** Selects everything between the last selected item and this one. */
  extendTo: (item: Item) => void;
  selectAll: () => void;
  /** Deselects these. */
  drop: (ids: readonly string[]) => void;
  clear: () => void;
};

/** Which items of a list are selected. @param shown those that can be selected, in order */
export function useSelection<Item extends { id: string }>(shown: readonly Item[]): Selection<Item> {
  const [selected, setSelected] = useState<ReadonlyMap<string, Item>>(new Map());
  const anchor = useRef<string | null>(null);
  // An item that was changed meanwhile is shown as it is now.
  const byId = new Map(shown.map((item) => [item.id, item]));
  const items = [...selected.values()].map((item) => byId.get(item.id) ?? item);

  return {
    items,
    has: (id) => selected.has(id),
    toggle: (item) => {
      anchor.current = item.id;
      setSelected((before) => {
        const now = new Map(before);
        if (!now.delete(item.id)) now.set(item.id, item);
        return now;
      });
    },
    extendTo: (item) => {
      const to = shown.findIndex(({ id }) => id === item.id);
      const from = shown.findIndex(({ id }) => id === anchor.current);
      if (from < 0) anchor.current = item.id;
      const range = from < 0 ? [item] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
      setSelected((before) => new Map([...before, ...range.map((each) => [each.id, each] as const)]));
    },
    selectAll: () => setSelected(byId),
    drop: (ids) => setSelected((before) => new Map([...before].filter(([id]) => !ids.includes(id)))),
    clear: () => {
      anchor.current = null;
      setSelected(new Map());
    },
  };
}
