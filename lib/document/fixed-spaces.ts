// Spaces at which a line must not be broken, by language. Only a space that somebody typed is replaced; none is added.

/** No-break space, and its narrow form. */
const wide = "\u00a0";
const narrow = "\u202f";

/** One-letter prepositions and conjunctions that must not end a line. From the Czech (ČSN 01 6910), Slovak and Polish rules. */
const shortWords: Readonly<Record<string, string>> = {
  cs: "ksvzouai",
  sk: "ksvzouai",
  pl: "aiouwz",
};
/** Units of the International System and others that newspapers write after a figure. */
const units =
  "mm|cm|dm|m|km|mm²|cm²|m²|km²|m³|ha|mg|g|kg|t|ml|cl|l|hl|s|min|h|Hz|kHz|MHz|GHz|W|kW|MW|GW|kWh|MWh|GWh|TWh|V|A|K|°C|°F|Pa|hPa|J|kJ|kcal|dB|KB|MB|GB|TB|km/h|m/s|€|£|¥|\\$|Kč|zł|kr|Fr\\.|CHF|EUR|USD|GBP|%|‰";
const afterFigure = new RegExp(`[\\p{Nd}] (?:${units})$`, "u");

const languageOf = (tag: string): { language: string; region: string | undefined } => {
  try {
    const { language, region } = new Intl.Locale(tag);
    return { language, region };
  } catch {
    return { language: "en", region: undefined };
  }
};

export type FixedSpace = {
  /** How many UTF-16 units before the end of the text the space is. */
  back: number;
  space: string;
};

/**
 * The space in what was just typed that has to hold its line together; null if there is none.
 * @param before the text of the line up to the caret, without `next`
 * @param next the character typed after it: the rules for units and short words need to know that a word has ended or begun
 */
export function fixedSpaceAt(before: string, next: string, tag: string): FixedSpace | null {
  const isNewWord = before.endsWith(" ");
  const endsWord = !/[\p{L}\p{Nd}/²³]/u.test(next);
  if (!isNewWord && !endsWord) return null; // the next letter of a word, which is what most keys type
  const { language, region } = languageOf(tag);
  if (language === "fr" && isNewWord && /[^\s]$/u.test(before.slice(0, -1))) {
    if (next === ":" || next === "»") return { back: 1, space: next === "»" && region !== "CH" ? narrow : wide };
    if (";!?".includes(next)) return { back: 1, space: narrow };
  }
  const words = shortWords[language];
  if (words && /[\p{L}\p{Nd}]/u.test(next) && new RegExp(`(?:^|[\\s("„»«–])[${words}] $`, "iu").test(before))
    return { back: 1, space: wide };
  if (endsWord) {
    const found = afterFigure.exec(before);
    if (found) return { back: found[0].length - 1, space: wide };
  }
  return null;
}

/** The same in text that is complete: the offsets of the spaces and what replaces them. */
export function fixedSpacesIn(text: string, tag: string): { at: number; space: string }[] {
  const found: { at: number; space: string }[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== " ") continue;
    const rest = text.slice(i + 1);
    const unit = new RegExp(`^(?:${units})(?![\\p{L}\\p{Nd}/²³])`, "u").exec(rest);
    const one =
      fixedSpaceAt(text.slice(0, i + 1), rest.slice(0, 1), tag) ??
      (unit && fixedSpaceAt(text.slice(0, i + 1 + unit[0].length), "", tag));
    if (one) found.push({ at: i, space: one.space });
  }
  return found;
}
