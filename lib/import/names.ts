/** Whether a file name is a slug: "open-data" and "vendor_relations". */
const isSlug = (text: string): boolean => /^[\p{Ll}\p{N}]+(?:[-_][\p{Ll}\p{N}]+)*$/u.test(text);

/** Turns "andrea-sigritz" into the name of a person. A text that is not a slug is unchanged. */
export const personName = (text: string): string => (isSlug(text) ? text.split(/[-_]/).map(capital).join(" ") : text);

/** Turns "open-data" into the name of a topic or section. */
export const topicName = (text: string): string => (isSlug(text) ? capital(text.replace(/[-_]/g, " ")) : capital(text));

/** The language tag as BCP 47 writes it, "en-GB" for "en_gb"; null if it is not one. */
export function languageOf(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.replace("_", "-"))[0] ?? null;
  } catch {
    return null;
  }
}

const capital = (word: string): string => word.replace(/^./u, (letter) => letter.toUpperCase());
