type Place = { left: number; top: number; width: number };

/** Which tile of a grid a key leads to; null for a key that does not move, or not any further. */
export function tileAt(key: string, from: number, tiles: readonly Place[]): number | null {
  if (key === "Home") return 0;
  if (key === "End") return tiles.length - 1;
  if (key === "ArrowLeft") return from > 0 ? from - 1 : null;
  if (key === "ArrowRight") return from < tiles.length - 1 ? from + 1 : null;
  if (key !== "ArrowUp" && key !== "ArrowDown") return null;
  const here = tiles[from];
  if (!here) return null;
  const isAhead = (tile: Place) => (key === "ArrowDown" ? tile.top > here.top + 1 : tile.top < here.top - 1);
  const rows = tiles.filter(isAhead).map(({ top }) => top);
  if (rows.length === 0) return null;
  const row = key === "ArrowDown" ? Math.min(...rows) : Math.max(...rows);
  const middle = (tile: Place) => tile.left + tile.width / 2;
  const distance = (tile: Place) => Math.abs(middle(tile) - middle(here));
  const inRow = tiles.map((tile, index) => ({ tile, index })).filter(({ tile }) => Math.abs(tile.top - row) <= 1);
  inRow.sort((a, b) => distance(a.tile) - distance(b.tile));
  return inRow[0]?.index ?? null;
}
