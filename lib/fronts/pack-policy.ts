// How the cards of a container share its rows, so that no row has a hole.
import type { CardSize } from "./layout-schema.ts";

/** The twelfths of the width that a card takes on a wide screen. */
export const cardSpans = [3, 4, 6, 8, 12] as const;
type Span = (typeof cardSpans)[number];
/** `isWhole`: on a tablet, where there are two columns, the card takes both. */
export type Cell = { span: Span; isWhole: boolean };

const units: Record<CardSize, number> = { default: 1, big: 2, huge: 4 };

/**
 * A cell for each card, in order. The spans of each row add up to twelve, and on a tablet every row is full; on a phone
 * there is one column. @param perRow the most cards of default size in a row, 3 or 4
 */
export function packCards(sizes: readonly CardSize[], perRow: 3 | 4 = 4): Cell[] {
  const spans = rowsOf(sizes, perRow).flatMap(spansOf);
  const whole = wholeOnTablet(sizes);
  return spans.map((span, index) => ({ span, isWhole: whole[index] ?? true }));
}

function rowsOf(sizes: readonly CardSize[], perRow: number): CardSize[][] {
  if (sizes.every((size) => size === "default")) return evenRows(sizes, perRow);
  const rows: CardSize[][] = [];
  let free = 0;
  for (const size of sizes) {
    const needed = Math.min(units[size], perRow);
    if (needed > free) {
      rows.push([]);
      free = perRow;
    }
    rows.at(-1)?.push(size);
    free -= needed;
  }
  // A last card of default size would be as wide as the page: one of the row above joins it.
  const [above, last] = [rows.at(-2), rows.at(-1)];
  if (last?.length === 1 && last[0] === "default" && above && above.length >= 3 && above.at(-1) === "default") {
    above.pop();
    last.push("default");
  }
  return rows;
}

/** As many rows as are needed, with as equal numbers of cards as can be, fuller rows first. */
function evenRows(sizes: readonly CardSize[], perRow: number): CardSize[][] {
  const count = Math.ceil(sizes.length / perRow);
  return Array.from({ length: count }, (_, row) => {
    const upTo = (rows: number) => Math.ceil((sizes.length * rows) / count);
    return sizes.slice(upTo(row), upTo(row + 1));
  });
}

function spansOf(row: readonly CardSize[]): Span[] {
  const [first, second] = row;
  if (row.length === 1) return [12];
  if (row.length === 2) {
    if (first === second) return [6, 6];
    return first === "big" ? [8, 4] : [4, 8];
  }
  if (row.length === 3 && row.includes("big")) return row.map((size) => (size === "big" ? 6 : 3));
  return row.map(() => (row.length === 3 ? 4 : 3));
}

function wholeOnTablet(sizes: readonly CardSize[]): boolean[] {
  const whole: boolean[] = [];
  for (let index = 0; index < sizes.length; index++) {
    const [size, next] = [sizes[index], sizes[index + 1]];
    if (size === "huge" || next === undefined || next === "huge") whole.push(true);
    else {
      whole.push(false, false);
      index++;
    }
  }
  return whole;
}
