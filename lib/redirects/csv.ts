import { CsvError, parse } from "csv-parse/sync";
import { DomainError } from "../errors.ts";

/** A line of a file, counted from 1, with its cells. */
export type CsvLine = { line: number; cells: string[] };

/**
 * Lines of comma-, semicolon- or tab-separated text; cells may stand in quotes. Empty lines and a heading (a first line
 * without any slash) are left out. @throws INVALID {openQuote} where a quote is never closed
 */
export function readLines(text: string): CsvLine[] {
  try {
    const found = parse(text, {
      bom: true,
      delimiter: [",", ";", "\t"],
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]; // typed as if `info` were not given
    const lines = found.map(({ record, info }) => ({ line: info.lines, cells: record }));
    const [first] = lines;
    return first?.line === 1 && !first.cells.some((cell) => cell.includes("/")) ? lines.slice(1) : lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DomainError("INVALID", { openQuote: true });
  }
}
