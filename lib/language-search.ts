// Finding a language by what people call it.
import { languageName } from "./language-names.ts";

/** Further English names, which the platform does not use, by code. */
const furtherNames: Record<string, readonly string[]> = {
  be: ["Belarussian", "Byelorussian"],
  bn: ["Bengali"],
  ca: ["Valencian"],
  dv: ["Dhivehi", "Maldivian"],
  es: ["Castilian"],
  fa: ["Farsi"],
  ff: ["Fulani", "Fulah", "Peul"],
  fo: ["Faeroese"],
  fil: ["Tagalog", "Pilipino"],
  ga: ["Irish Gaelic"],
  hr: ["Serbo-Croatian"],
  ht: ["Kreyol"],
  id: ["Bahasa Indonesia"],
  ig: ["Ibo"],
  ii: ["Nuosu"],
  ik: ["Inupiat"],
  kl: ["Greenlandic"],
  km: ["Cambodian"],
  ku: ["Kurmanji"],
  ky: ["Kirghiz"],
  lo: ["Laotian"],
  ms: ["Bahasa Malaysia"],
  my: ["Myanmar"],
  nl: ["Flemish"],
  nv: ["Navaho"],
  ny: ["Chichewa", "Chewa"],
  oc: ["Provençal"],
  oj: ["Ojibwe"],
  or: ["Oriya"],
  os: ["Ossetian"],
  pa: ["Panjabi"],
  ps: ["Pushto", "Pashtu"],
  ro: ["Moldovan", "Rumanian"],
  se: ["Saami"],
  si: ["Sinhalese"],
  sl: ["Slovene"],
  sr: ["Serbo-Croatian"],
  ss: ["Swazi"],
  ug: ["Uighur"],
  zh: ["Mandarin", "Putonghua"],
};

/** Without case and accents, so that "francais" finds "français". */
const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** "British English", and the name in the language itself; none for a text that is no tag. */
function ownNames(tag: string): string[] {
  try {
    return ["en", tag].map((display) => new Intl.DisplayNames([display], { type: "language" }).of(tag) ?? "");
  } catch {
    return [];
  }
}

const known = new Map<string, string>();
/** Everything by which a language is found, folded, a name per line. The names are read once, which takes a while for all languages. */
function namesOf(tag: string): string {
  const names =
    known.get(tag) ??
    [tag, languageName(tag), ...ownNames(tag), ...(furtherNames[tag.split("-")[0] ?? ""] ?? [])].map(fold).join("\n");
  known.set(tag, names);
  return names;
}

/**
 * The languages with the text in their code, their English name, another English name that is in use, or their own name.
 * The one with this code comes first, then those whose name begins with the text.
 * @param options `value` is a BCP 47 tag
 */
export function findLanguages<T extends { value: string; label: string }>(options: readonly T[], text: string): T[] {
  const asked = fold(text.trim());
  const rank = ({ value }: T): number => {
    if (value.toLowerCase() === asked) return 0;
    return namesOf(value).includes(`\n${asked}`) ? 1 : 2;
  };
  return options.filter(({ value }) => namesOf(value).includes(asked)).sort((a, b) => rank(a) - rank(b));
}
