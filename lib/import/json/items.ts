import type { ImportItem, ItemReader, ReadResult } from "../item.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { openText } from "../text-stream.ts";
import { type JsonRecord, jsonRecords } from "./records.ts";

type JsonPath = readonly (string | number)[];
export type JsonValue = Extract<JsonRecord, { value: unknown }>;

type Reading<Library> = {
  isRecord: (path: JsonPath) => boolean;
  /** What the values of all files say about more than one item; `note` fills it in a first pass. */
  library?: { make: () => Library; note: (value: JsonValue, library: Library, file: string) => void };
  /** Null for a value that is no item. */
  itemOf: (value: JsonValue, file: string, library: Library) => ImportItem | null;
};

/** A reader of JSON files whose values become items. A value with a fault is reported, and the next one is read. */
export function readJsonFiles<Library>(
  source: Source,
  files: readonly string[],
  { isRecord, library, itemOf }: Reading<Library>,
): ItemReader {
  let known: Promise<Library> | null = null;
  const collect = async (): Promise<Library> => {
    const made = library?.make() as Library;
    if (!library) return made;
    for (const file of files)
      for await (const record of jsonRecords((await openText(source, file)).pieces, isRecord))
        if ("value" in record) library.note(record, made, file);
    return made;
  };
  return {
    async *items(): AsyncIterable<ReadResult> {
      known ??= collect();
      const made = await known;
      for (const file of files) {
        for await (const record of jsonRecords((await openText(source, file)).pieces, isRecord)) {
          if ("problem" in record) {
            yield { place: { file, line: record.line }, problem: record.problem };
            continue;
          }
          try {
            const item = itemOf(record, file, made);
            if (item) yield { item };
          } catch (error) {
            yield placeProblem({ file, line: record.line }, error);
          }
        }
      }
    },
  };
}
