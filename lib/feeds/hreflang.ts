import { hrefOf } from "../addresses/paths.ts";
import type { LiveTranslation } from "../published/types.ts";

/**
 * Language and address for each indexed translation, including the page itself; "x-default" is the original.
 * Empty if there is only one. The page and the site map must agree.
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
