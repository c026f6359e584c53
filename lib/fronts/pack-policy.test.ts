import fc from "fast-check";
import { expect, test } from "vitest";
import { type CardSize, cardSizes } from "./layout-schema.ts";
import { packCards } from "./pack-policy.ts";

const spans = (sizes: CardSize[], perRow?: 3 | 4) => packCards(sizes, perRow).map(({ span }) => span);
const same = (count: number) => Array.from({ length: count }, () => "default" as const);

test("rows of cards of any sizes are full, on a wide screen and on a tablet", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...cardSizes), { maxLength: 20 }),
      fc.constantFrom(3 as const, 4 as const),
      (sizes, perRow) => {
        const cells = packCards(sizes, perRow);
        expect(cells).toHaveLength(sizes.length);
        for (const [columns, width] of [
          [12, (cell: (typeof cells)[number]) => cell.span],
          [2, (cell: (typeof cells)[number]) => (cell.isWhole ? 2 : 1)],
        ] as const) {
          let row = 0;
          for (const cell of cells) {
            row += width(cell);
            expect(row).toBeLessThanOrEqual(columns);
            if (row === columns) row = 0;
          }
          expect(row).toBe(0);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

test("cards of one size are spread evenly, without a single one in the last row", () => {
  expect(spans(same(4))).toEqual([3, 3, 3, 3]);
  expect(spans(same(5))).toEqual([4, 4, 4, 6, 6]);
  expect(spans(same(7))).toEqual([3, 3, 3, 3, 4, 4, 4]);
  expect(spans(same(5), 3)).toEqual([4, 4, 4, 6, 6]);
});

test("a big card takes half of a row and a huge one all of it", () => {
  expect(spans(["big", "default", "default"])).toEqual([6, 3, 3]);
  expect(spans(["huge", "default", "default"])).toEqual([12, 6, 6]);
  expect(spans(["big", "default"])).toEqual([8, 4]);
});
