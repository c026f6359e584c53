import { guessFormat } from "./guess.ts";
import type { FormatName, ItemReader, ReadOptions } from "./item.ts";
import { readMarkdownFiles } from "./markdown/reader.ts";
import { type Source, SourceError } from "./source.ts";
import { readWxr } from "./wxr/reader.ts";

/** @param files those of `Source.exports` that are of the format */
type OpenReader = (source: Source, options: ReadOptions, files: readonly string[]) => ItemReader;

const readers: Partial<Record<FormatName, OpenReader>> = {
  markdown: readMarkdownFiles,
  wxr: readWxr,
};

/**
 * Opens the reader of a format, which is guessed from the files if it is not given.
 * @throws SourceError if no file can be read
 */
export async function openReader(
  source: Source,
  options: ReadOptions,
  given: FormatName | undefined,
): Promise<{ format: FormatName; reader: ItemReader }> {
  const { format, files } = await guessFormat(source, given);
  const open = readers[format];
  if (!open) throw new SourceError(`The format ${format} cannot be read.`);
  return { format, reader: open(source, options, files) };
}
