import { parse } from "csv-parse/sync";
import * as z from "zod";
import { SourceError } from "./types.ts";

const names = z.record(z.string(), z.string().max(300)).default({});

/** Names of the source → names or paths here; "" leaves the name out. A section "" is "News". Names that it does not hold stay. */
export const mappingSchema = z.object({ sections: names, topics: names, authors: names });
export type ImportMapping = z.output<typeof mappingSchema>;

export const noMapping: ImportMapping = { sections: {}, topics: {}, authors: {} };

const kinds: Record<string, keyof ImportMapping> = {
  section: "sections",
  sections: "sections",
  topic: "topics",
  topics: "topics",
  author: "authors",
  authors: "authors",
};

/**
 * Reads a mapping file: JSON `{"sections": {"Sports": "Sport"}}`, or CSV with the columns kind, from, to.
 * @throws SourceError
 */
export function parseMapping(text: string): ImportMapping {
  const bare = text.replace(/^\ufeff/, "").trim();
  if (bare.startsWith("{")) {
    const read = mappingSchema.safeParse(jsonOf(bare));
    if (!read.success)
      throw new SourceError(
        'The mapping file must look like {"sections": {"Sports": "Sport"}, "topics": {}, "authors": {}}.',
      );
    return read.data;
  }
  const mapping: ImportMapping = { sections: {}, topics: {}, authors: {} };
  let rows: string[][];
  try {
    rows = parse(bare, { relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new SourceError(`The mapping file cannot be read: ${(error as Error).message}`);
  }
  for (const [index, [kind = "", from = "", to = ""]] of rows.entries()) {
    const list = kinds[kind.toLowerCase()];
    if (list && from !== "") mapping[list][from] = to;
    else if (index > 0)
      throw new SourceError(`Line ${index + 1} of the mapping file must be section, topic or author, then two names.`);
  }
  return mapping;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceError(`The mapping file is not JSON: ${(error as Error).message}`);
  }
}

/** The name here of a name of the source; null if it is left out. Capitals do not count. */
export class NameMap {
  readonly #names: ReadonlyMap<string, string>;

  constructor(names: Readonly<Record<string, string>>) {
    this.#names = new Map(Object.entries(names).map(([from, to]) => [from.trim().toLowerCase(), to.trim()]));
  }

  of(name: string): string | null {
    const found = this.#names.get(name.trim().toLowerCase());
    return found === undefined ? name : found === "" ? null : found;
  }
}
