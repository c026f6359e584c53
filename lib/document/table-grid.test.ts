import { expect, test } from "vitest";
import { gridOf, spansOf } from "./table-grid.ts";

const cell = (name: string, columns = 1, rows = 1) => ({ cell: name, columns, rows });

test("a merged cell stands in each place that it covered", () => {
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

test("a line over the whole width stands once", () => {
  expect(gridOf([[cell("Group A", 2)], [cell("a"), cell("b")]])).toEqual([
    ["Group A", null],
    ["a", "b"],
  ]);
});

test("short rows are filled up, and what is merged beyond the table ends with it", () => {
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

test("spans that are no sensible numbers are one", () => {
  expect(spansOf("2", 3)).toEqual({ columns: 2, rows: 3 });
  for (const wrong of ["", "x", -1, 0, 1.5, null, undefined])
    expect(spansOf(wrong, wrong)).toEqual({ columns: 1, rows: 1 });
  expect(spansOf(1e9, 1e9)).toEqual({ columns: 50, rows: 500 });
});
