import { hrefOf } from "../addresses/paths.ts";
import type { LiveTranslation } from "../published/types.ts";

/**
 * `hreflang` and address for each language that may be found by searching, the page's own too; "x-default" is the original.
 * Empty where there is but one: page and site map must say the same.
 */
export function hreflangsOf(translations: readonly LiveTranslation[], origin: string): [string, string][] {
  const found = translations.filter(({ noindex }) => !noindex);
  if (found.length < 2) return [];
  const original = found.find(({ isOriginal }) => isOriginal) ?? found[0];
  return [
    ...found.map(({ language, path }): [string, string] => [language, origin + hrefOf(path)]),
    ...(original ? [["x-default", origin + hrefOf(original.path)] satisfies [string, string]] : []),
  ];
}
