/** Of one table. Larger ones belong in a file beside the story, where readers can sort and search them. */
export const maxTableRows = 500;
export const maxTableColumns = 50;

/** A cell as HTML has it, over several columns and rows. */
export type SpannedCell<T> = { cell: T; columns: number; rows: number };

const span = (value: unknown, most: number): number => {
  const number = Number(value);
  return Number.isInteger(number) && number > 1 ? Math.min(number, most) : 1;
};
/** The spans of a cell as its attributes write them; nonsense is 1. */
export const spansOf = (columns: unknown, rows: unknown): { columns: number; rows: number } => ({
  columns: span(columns, maxTableColumns),
  rows: span(rows, maxTableRows),
});

/**
 * Rows of single cells from rows of merged ones; null for an empty place. A merged cell is repeated in each place that it
 * covered, because it applies to each; only a row over the whole width appears once.
 */
export function gridOf<T>(rows: readonly (readonly SpannedCell<T>[])[]): (T | null)[][] {
  const grid: (T | null | undefined)[][] = rows.map(() => []);
  let width = 0;
  rows.forEach((cells, y) => {
    let x = 0;
    for (const { cell, columns, rows: down } of cells) {
      while (grid[y]?.[x] !== undefined) x++;
      for (const below of grid.slice(y, y + down))
        for (let beside = x; beside < x + columns; beside++) below[beside] = cell;
      x += columns;
    }
    width = Math.max(width, grid[y]?.length ?? 0);
  });
  return grid.map((row, y) => {
    const isOneLine = rows[y]?.length === 1 && width > 1 && (rows[y]?.[0]?.columns ?? 1) >= width;
    return Array.from({ length: width }, (_, x) => (isOneLine && x > 0 ? null : (row[x] ?? null)));
  });
}
