import slugify from "@sindresorhus/slugify";

/** A slug as addresses and fields take it: a–z, 0–9 and "-", at most `max` characters, cut between words. */
export function slugOf(text: string, max = 100): string {
  const slug = slugify(text, { decamelize: false })
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^-|-$/g, "");
  if (slug.length <= max) return slug;
  const cut = slug.slice(0, max + 1).lastIndexOf("-");
  return slug.slice(0, cut > max / 2 ? cut : max).replace(/-$/, "");
}

/** True for "open-data" and "vendor_relations": a file name that stands for a name. */
const isSlug = (text: string): boolean => /^[\p{Ll}\p{N}]+(?:[-_][\p{Ll}\p{N}]+)*$/u.test(text);

/** What a person is called, from "andrea-sigritz"; what is written like a name already stays as it is. */
export const personName = (text: string): string => (isSlug(text) ? text.split(/[-_]/).map(capital).join(" ") : text);

/** What a topic or section is called, from "open-data". */
export const thingName = (text: string): string => (isSlug(text) ? capital(text.replace(/[-_]/g, " ")) : capital(text));

const capital = (word: string): string => word.replace(/^./u, (letter) => letter.toUpperCase());
