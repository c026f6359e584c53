/**
 * Number of letters to insert, delete, replace or swap with their neighbour to turn one word into the other (optimal string
 * alignment), by code point.
 */
export function distance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let above = b.map((_, index) => index + 1);
  for (let row = 0; row < a.length; row++) {
    const current: number[] = [];
    const at = (line: readonly number[], column: number, first: number) => (column < 0 ? first : (line[column] ?? 0));
    for (let column = 0; column < b.length; column++) {
      const isSame = a[row] === b[column];
      let least = Math.min(
        at(above, column - 1, row) + (isSame ? 0 : 1),
        at(above, column, 0) + 1,
        at(current, column - 1, row + 1) + 1,
      );
      if (row > 0 && column > 0 && a[row] === b[column - 1] && a[row - 1] === b[column])
        least = Math.min(least, at(before, column - 2, row - 1) + 1);
      current.push(least);
    }
    before = above;
    above = current;
  }
  return b.length === 0 ? a.length : (above.at(-1) ?? 0);
}

/** Maximum number of mistyped letters in a word. */
export const allowedDistance = (word: string): number => (word.length < 6 ? 1 : 2);
