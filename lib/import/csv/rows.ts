import { Readable } from "node:stream";
import { parse } from "csv-parse";
import type { Source } from "../source.ts";
import { openText } from "../text-stream.ts";

/** A row by the names of its columns, in lower case, and the line on which it ends. */
export type CsvRow = { cells: Record<string, string>; line: number };

/** Reads a CSV file row by row; comma, semicolon or tab separates, as the first line shows. Rows that cannot be read are left out. */
export async function* csvRows(
  source: Source,
  file: string,
  skip: (line: number, problem: string) => void = () => {},
): AsyncIterable<CsvRow> {
  const { pieces } = await openText(source, file);
  const [first, whole] = await withFirstLine(pieces);
  const parser = Readable.from(whole).pipe(
    parse({
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: separatorOf(first),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        if (error) skip(Number(error.lines ?? 0), error.message.split("\n")[0] ?? "");
        return undefined;
      },
    }),
  );
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number };
  }>)
    yield { cells: record, line: info.lines };
}

const separatorOf = (line: string): string =>
  [",", ";", "\t"].map((sign) => [sign, line.split(sign).length] as const).sort((a, b) => b[1] - a[1])[0]?.[0] ?? ",";

async function withFirstLine(pieces: AsyncIterable<string>): Promise<[string, AsyncIterable<string>]> {
  const iterator = pieces[Symbol.asyncIterator]();
  let head = "";
  let next = await iterator.next();
  while (!next.done && !head.includes("\n")) {
    head += next.value;
    if (!head.includes("\n")) next = await iterator.next();
  }
  async function* whole(): AsyncIterable<string> {
    yield head;
    for (let more = await iterator.next(); !more.done; more = await iterator.next()) yield more.value;
  }
  return [head.split("\n")[0] ?? "", whole()];
}
