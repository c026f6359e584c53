import { expect, test } from "vitest";
import { bold, table } from "./build.ts";
import type { NodeJson } from "./json.ts";
import { tableShape } from "./table-shape.ts";

const numeric = (...columns: string[][]): boolean[] =>
  tableShape(
    table({ rows: (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? "")), headRow: true }),
  )?.numeric ?? [];

test("a column is numeric when every cell below its heading is a number or empty", () => {
  expect(numeric(["Votes", "1,204", "−3.5 %", "", "n/a", "–"], ["Town", "12 Elms", "Ash", "4", "5", "6"])).toEqual([
    true,
    false,
  ]);
  expect(numeric(["Cost", "£12m", "$ 3.40", "1 200,50 €"], ["Share", "٣٤٪", "48–51", "(7)"])).toEqual([true, true]);
  expect(numeric(["Date", "3 May", "4 June"], ["Empty", "–", "n/a"], ["Mark", "A1", "B2"])).toEqual([
    false,
    false,
    false,
  ]);
});

test("empty rows and columns are hidden, and short rows are padded", () => {
  const shape = tableShape(table({ rows: [["a", "", "b"], ["", "", ""], ["c"]], headRow: true, headColumn: true }));
  expect(shape?.rows.map((cells) => cells.map((cell) => cell?.content?.[0]?.text ?? null))).toEqual([
    ["a", "b"],
    ["c", null],
  ]);
  expect(tableShape(table({ rows: [["", " "]] }))).toBeNull();
  expect(tableShape(table({ rows: [[""]], caption: "Only this" }))).toMatchObject({ rows: [], headRow: false });
});

test("a single row or column is no heading", () => {
  expect(tableShape(table({ rows: [["a"]], headRow: true, headColumn: true }))).toMatchObject({
    headRow: false,
    headColumn: false,
  });
});

test("suggested rows, columns and words are left out", () => {
  const shown = table({
    rows: [
      ["a", "b"],
      ["c", "d"],
    ],
  });
  const proposed = { marks: [{ type: "insertion", attrs: { id: "s" } }] };
  const [, first, second] = shown.content ?? [];
  Object.assign(second ?? {}, proposed);
  Object.assign(first?.content?.[1] ?? {}, proposed);
  expect(tableShape(shown)?.rows).toEqual([[first?.content?.[0]]]);
});

test("any stored value gives a valid table or none", () => {
  const hostile: unknown[] = [
    { type: "table" },
    { type: "table", content: "x", attrs: null },
    {
      type: "table",
      content: [null, 1, { type: "tableRow" }, { type: "tableRow", content: [{ type: "tableCell", content: [null] }] }],
    },
    {
      type: "table",
      content: [{ type: "tableRow", content: [{ type: "tableCell", content: [{ type: "text", text: 4 }] }] }],
    },
  ];
  for (const node of hostile) expect(() => tableShape(node as NodeJson)).not.toThrow();
  expect(tableShape(table({ rows: [[bold("x")]] }))?.rows).toHaveLength(1);
});
