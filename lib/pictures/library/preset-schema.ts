import { uniqueItems } from "./schema.ts";
import type { PresetItem } from "./types.ts";

type FromFile = Partial<Pick<PresetItem, "credit" | "source" | "copyright" | "keywords">>;
type PresetValues = Pick<PresetItem, "credit" | "source" | "copyright" | "keywords" | "rights" | "rightsNote">;

/**
 * What a preset gives to an uploaded picture. A text of the preset replaces that of the file's metadata; an empty one leaves it.
 * Keywords of both are kept.
 */
export function presetValues(preset: Omit<PresetItem, "id" | "name">, fromFile: FromFile = {}): PresetValues {
  const { credit, source, copyright, keywords, rights, rightsNote } = preset;
  return {
    credit: credit || (fromFile.credit ?? ""),
    source: source || (fromFile.source ?? ""),
    copyright: copyright || (fromFile.copyright ?? ""),
    keywords: uniqueItems([...(fromFile.keywords ?? []), ...keywords]),
    rights,
    rightsNote,
  };
}
