import type { FormatName, ItemReader, ReadOptions } from "./item.ts";
import { readMarkdownFiles } from "./markdown/reader.ts";
import { type Source, SourceError } from "./source.ts";

type OpenReader = (source: Source, options: ReadOptions) => ItemReader;

const readers: Partial<Record<FormatName, OpenReader>> = {
  markdown: readMarkdownFiles,
};

/** Opens the reader of a format, which is guessed from the files if it is not given. @throws SourceError */
export async function openReader(
  source: Source,
  options: ReadOptions,
  given: FormatName | undefined,
): Promise<{ format: FormatName; reader: ItemReader }> {
  const format = given ?? "markdown";
  const open = readers[format];
  if (!open) throw new SourceError(`The format ${format} cannot be read.`);
  return { format, reader: open(source, options) };
}
