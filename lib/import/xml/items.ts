import type { ItemReader, ReadResult } from "../item.ts";
import { placeProblem } from "../reasons.ts";
import type { Source } from "../source.ts";
import { openText } from "../text-stream.ts";
import type { XmlElement } from "./element.ts";
import { xmlRecords } from "./records.ts";

type Reading<Library> = {
  isRecord: (path: readonly string[]) => boolean;
  /** What the elements of all files say about more than one item; `note` fills it in a first pass. */
  library?: { make: () => Library; note: (element: XmlElement, library: Library, file: string) => void };
  /** Null for an element that is no item. */
  itemOf: (
    element: XmlElement,
    file: string,
    library: Library,
  ) => Extract<ReadResult, { item: unknown }>["item"] | null;
};

/** A reader of XML files whose records become items. A record with a fault is reported, and the next one is read. */
export function readXmlFiles<Library>(
  source: Source,
  files: readonly string[],
  { isRecord, library, itemOf }: Reading<Library>,
): ItemReader {
  let known: Promise<Library> | null = null;
  const collect = async (): Promise<Library> => {
    const made = library?.make() as Library;
    if (!library) return made;
    for (const file of files)
      for await (const record of xmlRecords((await openText(source, file)).pieces, isRecord))
        if ("element" in record) library.note(record.element, made, file);
    return made;
  };
  return {
    async *items(): AsyncIterable<ReadResult> {
      known ??= collect();
      const made = await known;
      for (const file of files) {
        try {
          for await (const record of xmlRecords((await openText(source, file)).pieces, isRecord)) {
            if ("problem" in record) {
              yield { place: { file, line: record.line }, problem: record.problem };
              continue;
            }
            try {
              const item = itemOf(record.element, file, made);
              if (item) yield { item };
            } catch (error) {
              yield placeProblem({ file, line: record.element.line }, error);
            }
          }
        } catch (error) {
          yield placeProblem({ file }, error);
        }
      }
    },
  };
}
