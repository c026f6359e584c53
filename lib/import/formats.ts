import { readCsv } from "./csv/reader.ts";
import { readFeed } from "./feed/reader.ts";
import { readGalley } from "./galley/reader.ts";
import { readGhost } from "./ghost/reader.ts";
import { guessFormat } from "./guess.ts";
import { readHtmlFiles } from "./html/reader.ts";
import type { FormatName, ItemReader, ReadOptions } from "./item.ts";
import { readMarkdownFiles } from "./markdown/reader.ts";
import { readMedium } from "./medium/reader.ts";
import { readNewsml } from "./newsml/reader.ts";
import { readNinjs } from "./ninjs/reader.ts";
import { readNitf } from "./nitf/reader.ts";
import type { Source } from "./source.ts";
import { readSubstack } from "./substack/reader.ts";
import { readWxr } from "./wxr/reader.ts";

/** @param files those of `Source.exports` that are of the format */
type OpenReader = (source: Source, options: ReadOptions, files: readonly string[]) => ItemReader;

const readers: Record<FormatName, OpenReader> = {
  galley: readGalley,
  markdown: readMarkdownFiles,
  wxr: readWxr,
  ghost: readGhost,
  feed: readFeed,
  ninjs: readNinjs,
  newsml: readNewsml,
  nitf: readNitf,
  html: readHtmlFiles,
  medium: readMedium,
  substack: readSubstack,
  csv: readCsv,
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
  return { format, reader: readers[format](source, options, files) };
}
