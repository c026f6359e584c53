import type { FrontLayout } from "#lib/fronts/layout-schema.ts";
import { takesCards } from "./places.ts";

/**
 * Where a card goes that moves up or down by one place: within its container, or into the next one that takes cards. Null
 * where it is first or last on the front.
 */
export function stepOf(
  layout: FrontLayout,
  story: string,
  by: -1 | 1,
): { container: string; before: string | null } | null {
  const boxes = layout.containers.filter(takesCards);
  const at = boxes.findIndex(({ cards }) => cards.some((card) => card.story === story));
  const box = boxes[at];
  if (!box) return null;
  const index = box.cards.findIndex((card) => card.story === story);
  const target = index + by;
  if (target >= 0 && target < box.cards.length)
    return { container: box.id, before: box.cards[by < 0 ? target : target + 1]?.story ?? null };
  const next = boxes[at + by];
  if (!next) return null;
  return { container: next.id, before: by < 0 ? null : (next.cards[0]?.story ?? null) };
}
