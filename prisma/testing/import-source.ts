import { Readable } from "node:stream";
import type { ItemReader, ReadOptions, ReadResult } from "#lib/import/item.ts";
import type { Source } from "#lib/import/source.ts";

/** A source of files in memory: text or bytes by name. */
export function sourceOf(files: Readonly<Record<string, string | Buffer>>): Source {
  const names = Object.keys(files);
  const bytes = (file: string) => Buffer.from(files[file] ?? "");
  const ending = (pattern: RegExp) => names.filter((name) => pattern.test(name));
  return {
    markdown: ending(/\.md$/),
    data: ending(/\.(?:ya?ml|json)$/),
    pictures: ending(/\.(?:png|jpe?g)$/),
    exports: ending(/\.(?:xml|json|jsonl|html?|csv|txt|nitf)$/),
    read: async (file) => bytes(file),
    stream: (file) => Readable.from(chunksOf(bytes(file))),
    close: async () => {},
  };
}

/** Small pieces, so that words, tags and letters are split between them. */
function* chunksOf(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
}

export const readOptions: ReadOptions = {
  expired: "draft",
  zone: "Europe/Oslo",
  language: "en",
  now: new Date("2026-01-01T00:00:00Z"),
};

export async function readAll(reader: ItemReader): Promise<ReadResult[]> {
  const all: ReadResult[] = [];
  for await (const read of reader.items()) all.push(read);
  return all;
}

/** The items alone. @throws for an item that could not be read */
export async function itemsOf(reader: ItemReader) {
  return (await readAll(reader)).map((read) => {
    if ("problem" in read) throw new Error(`${read.place.file}:${read.place.line}: ${read.problem}`);
    return read.item;
  });
}
