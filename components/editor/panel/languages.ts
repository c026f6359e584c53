// The languages of stories, for a choice.
import { languageName } from "#lib/language-names.ts";

const tags =
  "af ar be bg bn ca cs cy da de de-AT de-CH el en en-AU en-CA en-GB en-IE en-IN en-NZ en-US en-ZA es es-MX et eu fa fi fr fr-BE fr-CA fr-CH ga gl gu he hi hr hu hy id is it ja ka kk kn ko lt lv mk ml mr ms mt my ne nl nl-BE no pa pl ps pt pt-BR ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh zh-Hant".split(
    " ",
  );

export type LanguageOption = { value: string; name: string };
const option = (value: string): LanguageOption => ({ value, name: languageName(value) });

/** Every language by name. */
export const languageOptions: readonly LanguageOption[] = tags
  .map(option)
  .sort((a, b) => a.name.localeCompare(b.name, "en"));

export type LanguageGroup = { label: string; options: readonly LanguageOption[] };

/** Each language once: the paper's, then those chosen in this browser, newest first, then all others by name. */
export function languageGroups(
  paper: string,
  recent: readonly string[],
  without: ReadonlySet<string> = new Set(),
): LanguageGroup[] {
  const used = new Set(without);
  const take = (options: readonly LanguageOption[]) =>
    options.filter(({ value }) => {
      if (used.has(value)) return false;
      used.add(value);
      return true;
    });
  return [
    { label: "This paper", options: take([option(paper)]) },
    { label: "Recently used", options: take(recent.map(option)) },
    { label: "All languages", options: take(languageOptions) },
  ].filter(({ options }) => options.length > 0);
}
