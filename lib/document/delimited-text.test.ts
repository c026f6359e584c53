import { describe, expect, test } from "vitest";
import { storyDocument } from "./build.ts";
import { readDelimited, tableOfRows } from "./delimited-text.ts";

describe("text that is a table", () => {
  test.each([
    [
      "tabs of a spreadsheet",
      "Pier\tFare\r\nQuay\t3\r\nIsle\t4\r\n",
      [
        ["Pier", "Fare"],
        ["Quay", "3"],
        ["Isle", "4"],
      ],
    ],
    ["one row with a tab", "Quay\t3", [["Quay", "3"]]],
    [
      "an empty value",
      "a\t\tb\n\tc\t",
      [
        ["a", "", "b"],
        ["", "c", ""],
      ],
    ],
    [
      "CSV with quotation marks, delimiters and line breaks in values",
      'Pier,Note\n"Quay, north","He said ""go"""\n"Isle","two\nlines"',
      [
        ["Pier", "Note"],
        ["Quay, north", 'He said "go"'],
        ["Isle", "two\nlines"],
      ],
    ],
    [
      "CSV with semicolons and commas in numbers",
      "a;b\n1,5;2\n3,5;4",
      [
        ["a", "b"],
        ["1,5", "2"],
        ["3,5", "4"],
      ],
    ],
    [
      "a byte order mark",
      "\ufeffa,b\n1,2\n3,4",
      [
        ["a", "b"],
        ["1", "2"],
        ["3", "4"],
      ],
    ],
  ])("reads %s", (_name, text, rows) => {
    expect(readDelimited(text)).toEqual(rows);
  });

  test.each([
    ["sentences with commas", "He came, saw, left.\nShe came, saw, stayed.\nThey came, saw, ran."],
    ["names in two lines", "Smith,John\nDoe,Jane"],
    ["rows of different lengths", "a,b\nc\nd,e"],
    ["indented text", "\tOne\n\tTwo words"],
    ["a list whose signs are followed by tabs", "1.\tOne\n2.\tTwo"],
    ["an open quotation mark", 'a,"b\nc,d\ne,f'],
    ["no delimiter", "one\ntwo\nthree"],
    ["too many columns", Array(3).fill(Array(51).fill("x").join("\t")).join("\n")],
    [
      "long values",
      Array(3)
        .fill(`${"word ".repeat(40)},b`)
        .join("\n"),
    ],
  ])("leaves %s alone", (_name, text) => {
    expect(readDelimited(text)).toBeNull();
  });

  test("has a head where the first row names every column", () => {
    const head = (...rows: string[][]) => tableOfRows(rows).attrs?.headRow;
    expect(head(["Pier", "Fare"], ["Quay", "3"])).toBe(true);
    expect(head(["", "Fare"], ["Quay", "3"])).toBe(false);
    expect(head(["2025", "2026"], ["1", "2"])).toBe(false);
    expect(head(["Pier", "Fare"])).toBe(false);
    storyDocument({ body: [tableOfRows([["a", "two\nlines"]])] }).check();
  });
});
