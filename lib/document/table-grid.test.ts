import { expect, test } from "vitest";
import { gridOf, spansOf } from "./table-grid.ts";

const cell = (name: string, columns = 1, rows = 1) => ({ cell: name, columns, rows });

test("a merged cell is repeated in each cell that it covered", () => {
  expect(gridOf([[cell("Europe", 1, 2), cell("Oslo")], [cell("Rome")]])).toEqual([
    ["Europe", "Oslo"],
    ["Europe", "Rome"],
  ]);
  expect(
    gridOf([
      [cell("2024", 2), cell("x")],
      [cell("a"), cell("b"), cell("c")],
    ]),
  ).toEqual([
    ["2024", "2024", "x"],
    ["a", "b", "c"],
  ]);
});

test("a row that spans the whole width appears once", () => {
  expect(gridOf([[cell("Group A", 2)], [cell("a"), cell("b")]])).toEqual([
    ["Group A", null],
    ["a", "b"],
  ]);
});

test("short rows are padded, and spans beyond the table are cut off", () => {
  expect(gridOf([[cell("a"), cell("b", 1, 9)], [cell("c")]])).toEqual([
    ["a", "b"],
    ["c", "b"],
  ]);
  expect(gridOf([[cell("a"), cell("b")], []])).toEqual([
    ["a", "b"],
    [null, null],
  ]);
  expect(gridOf([])).toEqual([]);
});

test("an invalid span counts as one", () => {
  expect(spansOf("2", 3)).toEqual({ columns: 2, rows: 3 });
  for (const wrong of ["", "x", -1, 0, 1.5, null, undefined])
    expect(spansOf(wrong, wrong)).toEqual({ columns: 1, rows: 1 });
  expect(spansOf(1e9, 1e9)).toEqual({ columns: 50, rows: 500 });
});
