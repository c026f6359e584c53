// Tables as text: the tabs of a spreadsheet, and CSV.
import { table } from "./blocks/table/block.ts";
import type { NodeJson } from "./json.ts";
import { maxTableColumns, maxTableRows } from "./table-grid.ts";

/** Longer values are sentences with commas in them. */
const maxValue = 160;

/** The values of RFC 4180 text, row by row: quotation marks enclose delimiters, line breaks and doubled quotation marks. */
function parse(text: string, delimiter: string): string[][] | null {
  const rows: string[][] = [[]];
  let value = "";
  let isQuoted = false;
  const endValue = () => {
    rows.at(-1)?.push(value.trim());
    value = "";
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign !== '"') value += sign;
      else if (text[at + 1] === '"') value += text.charAt(++at);
      else isQuoted = false;
    } else if (sign === '"' && value.trim() === "") {
      value = "";
      isQuoted = true;
    } else if (sign === delimiter) endValue();
    else if (sign === "\n") {
      endValue();
      rows.push([]);
    } else value += sign;
  }
  endValue();
  return isQuoted ? null : rows;
}

const listSign = /^(?:[•▪◦·*–—-]|o|\(?(?:\d{1,3}|\p{L}|[ivx]{1,4})[.)])$/iu;
const isEven = (rows: readonly string[][]): boolean => rows.every(({ length }) => length === rows[0]?.length);

/**
 * The rows of a text that is plainly a table; null for any other text. With tabs two columns are enough. Commas and semicolons
 * are in sentences as well, so CSV has three rows, short values, and no space after its delimiters.
 */
export function readDelimited(text: string): string[][] | null {
  const plain = text
    .replace(/\r\n?/g, "\n")
    .replace(/^\ufeff/, "")
    .replace(/\n+$/, "");
  for (const delimiter of ["\t", ";", ","]) {
    const rows = plain.includes(delimiter) ? parse(plain, delimiter) : null;
    const width = rows?.[0]?.length ?? 0;
    if (!rows || width < 2 || !isEven(rows) || rows.length > maxTableRows || width > maxTableColumns) continue;
    // Tabs also indent text, and follow the signs of lists.
    if (
      rows.every(([first = ""]) => first === "" || listSign.test(first)) ||
      rows.flat().every((value) => value === "")
    )
      continue;
    if (delimiter === "\t") return rows;
    const isSpaced = new RegExp(`${delimiter} `).test(plain.replace(/"(?:[^"]|"")*"/g, ""));
    if (rows.length >= 3 && !isSpaced && rows.flat().every(({ length }) => length <= maxValue)) return rows;
  }
  return null;
}

const isNumber = (value: string): boolean => /^[^\p{L}]*\d[^\p{L}]*$/u.test(value);

/** The table of these rows. The first is its head if it names every column, and is not itself numbers. */
export const tableOfRows = (rows: readonly (readonly string[])[]): NodeJson => {
  const [first = [], ...rest] = rows;
  return table({
    rows: rows.map((cells) => cells.map((cell) => cell.replace(/\s*\n\s*/g, " "))),
    headRow: rest.length > 0 && first.every((cell) => cell !== "" && !isNumber(cell)),
  });
};
