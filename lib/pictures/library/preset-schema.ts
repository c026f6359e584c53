import { uniqueItems } from "./schema.ts";
import type { PresetItem } from "./types.ts";

type FromFile = Partial<Pick<PresetItem, "credit" | "source" | "copyright" | "keywords">>;
type PresetValues = Pick<PresetItem, "credit" | "source" | "copyright" | "keywords" | "rights" | "rightsNote">;

/** What a preset gives to an uploaded picture: it fills the texts that the file leaves empty. Keywords of both are kept. */
export function presetValues(preset: Omit<PresetItem, "id" | "name">, fromFile: FromFile = {}): PresetValues {
  const { credit, source, copyright, keywords, rights, rightsNote } = preset;
  return {
    credit: fromFile.credit || credit,
    source: fromFile.source || source,
    copyright: fromFile.copyright || copyright,
    keywords: uniqueItems([...(fromFile.keywords ?? []), ...keywords]),
    rights,
    rightsNote,
  };
}
