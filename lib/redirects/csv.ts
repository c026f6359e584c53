/** A line of a file, counted from 1, with its cells. */
export type Line = { line: number; cells: string[] };

/**
 * Lines of comma-, semicolon- or tab-separated text. Cells may stand in quotes, with a doubled quote inside. Empty lines and
 * a heading (a first line without any slash) are left out. A line break inside a cell is not known: no address has one.
 */
export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n?|\n/)
    .entries()) {
    if (raw.trim() === "") continue;
    const cells = [...raw.matchAll(/(?:^|[,;\t])\s*(?:"((?:[^"]|"")*)"|([^,;\t]*))/g)].map(([, quoted, plain]) =>
      (quoted?.replaceAll('""', '"') ?? plain ?? "").trim(),
    );
    if (lines.length === 0 && index === 0 && !raw.includes("/")) continue;
    lines.push({ line: index + 1, cells });
  }
  return lines;
}
