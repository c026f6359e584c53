// Quotation marks and dashes by the language of a story.

export type Typography = {
  /** Outer marks, typed as ". */
  open: string;
  close: string;
  /** Marks of a quotation within one. */
  innerOpen: string;
  innerClose: string;
  /** The inner marks are single ones, typed as '; otherwise " within a quotation makes them and ' is an apostrophe. */
  hasSingle: boolean;
  /** Between a guillemet and the words that it encloses. */
  space: string;
  /** For "--" between words with spaces around it, and for one without. */
  spacedDash: string;
  dash: string;
};

const narrow = "\u202f";
const english = "“”‘’";
const guillemetsAndEnglish = "«»“”";
const low = "„“‚‘";

/**
 * Opening, closing, inner opening and inner closing mark, by language or language and region. From the delimiters of the
 * Unicode CLDR (cldr-misc-full, versions 44 and 45), except where newspapers write otherwise than CLDR says:
 * Swiss German and Swiss Italian (guillemets without spaces), French (“ ” within « », as in Le Monde), Danish (” ” as the
 * Danish Language Council has it), Dutch (“ ” for a double mark, as typed) and Arabic (« », which mirror themselves).
 */
const marks: Readonly<Record<string, string>> = {
  ar: "«»‹›",
  be: "«»„“",
  bg: "„“„“",
  bs: low,
  ca: guillemetsAndEnglish,
  cs: low,
  da: "””’’",
  de: low,
  "de-CH": "«»‹›",
  "de-LI": "«»‹›",
  el: guillemetsAndEnglish,
  en: english,
  es: english,
  et: low,
  fa: "«»‹›",
  fi: "””’’",
  fr: guillemetsAndEnglish,
  "fr-CH": "«»‹›",
  hr: low,
  hu: "„”»«",
  hy: "«»«»",
  is: low,
  it: guillemetsAndEnglish,
  "it-CH": "«»‹›",
  ka: "„“„“",
  lb: low,
  lt: "„“„“",
  mk: low,
  nb: "«»‘’",
  nn: "«»‘’",
  no: "«»‘’",
  pl: "„”«»",
  "pt-PT": guillemetsAndEnglish,
  rm: "«»‹›",
  ro: "„”«»",
  ru: "«»„“",
  sk: low,
  sl: low,
  sq: guillemetsAndEnglish,
  sr: "„“‘‘",
  sv: "””’’",
  uk: "«»„“",
  ur: "”“’‘",
};

/** Typed with an input method that has their own marks (Chinese, Japanese), or written with straight ones (Hebrew, Yiddish). */
const leftAlone: readonly string[] = ["he", "ja", "yi", "yue", "zh"];

const emDashes: readonly string[] = ["be", "en", "es", "ru", "uk"];
/** Where a dash in English is a spaced en dash. */
const britishRegions: readonly string[] = ["AU", "GB", "IE", "IN", "NZ", "ZA"];

/** Stories may be in any of thousands of languages. */
const maxCached = 100;
const cache = new Map<string, Typography | null>();

function make(tag: string): Typography | null {
  const { language, region } = new Intl.Locale(tag);
  if (leftAlone.includes(language)) return null;
  const [open = "", close = "", innerOpen = "", innerClose = ""] =
    marks[`${language}-${region}`] ?? marks[language] ?? english;
  const isBritish = language === "en" && region !== undefined && britishRegions.includes(region);
  const dash = emDashes.includes(language) ? "—" : "–";
  return {
    open,
    close,
    innerOpen,
    innerClose,
    hasSingle: "‚‘’‹".includes(innerOpen),
    space: language === "fr" && region !== "CH" ? narrow : "",
    spacedDash: isBritish ? "–" : dash,
    dash,
  };
}

/** The marks of a language (a BCP 47 tag), of English where it is not known; null where nothing is to be replaced. */
export function typographyOf(tag: string): Typography | null {
  let known = cache.get(tag);
  if (known === undefined) {
    try {
      known = make(tag);
    } catch {
      known = make("en");
    }
    if (cache.size < maxCached) cache.set(tag, known);
  }
  return known;
}
