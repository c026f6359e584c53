// Names of languages, as the platform has them.

// "English (United Kingdom)" rather than "British English", so that variants of a language are sorted together.
const names = new Intl.DisplayNames(["en"], { type: "language", languageDisplay: "standard" });

/** @param tag BCP 47; a text that is none, from an import, is returned as it is */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** "English, Bangla" */
export const languageList = (tags: readonly string[]): string => tags.map(languageName).join(", ");

/** Every language with a code of two letters that the platform can name, and Filipino, which has three, by name. */
export function listLanguages(): { value: string; label: string }[] {
  const known = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => Intl.getCanonicalLocales(code)[0] === code && known.of(code) !== undefined);
  const byName = new Map([...codes, "fil"].toReversed().map((value) => [languageName(value), value])); // Akan has two codes
  return [...byName].map(([label, value]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, "en"));
}
