import slugify from "@sindresorhus/slugify";

/** Characters of a slug; the longest of stories may be 100. */
export const maxSlug = 80;

/** A finished slug: words of small letters and digits of any script, single hyphens between them. */
const finished = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u;
export const isSlug = (slug: string): boolean => finished.test(slug) && slug === slug.toLowerCase();

/** Scripts that are written in Latin letters as a habit of the web; all others keep their own letters. */
const hasOtherScript = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]/u;

/**
 * The one rule by which a slug is made of a headline or a name, and by which a typed one is put right. Letters that belong
 * together stay together ("McDonald’s" is "mcdonalds", "U.S." is "us", "1,250,000" is "1250000"), signs and invisible
 * characters leave nothing, Latin, Cyrillic and Greek letters become a to z, other scripts stay as they are.
 * @param max characters; it is cut between words where that loses less than half
 * @returns "" where the text has neither letters nor digits
 */
export function slugFrom(text: string, max = maxSlug): string {
  const joined = text
    .normalize("NFKC")
    .replace(/\p{Cf}+/gu, "")
    .replace(/(?<=[\p{L}\p{N}])['’‘ʼ`´](?=[\p{L}\p{N}])/gu, "")
    .replace(/(?<=(?:^|[^\p{L}\p{M}])\p{L})\.(?=\p{L}(?![\p{L}\p{M}])|(?![\p{L}\p{N}]))/gu, "")
    .replace(/(?<=\d)[,'’](?=\d{3}(?!\d))/g, "");
  const words = joined.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const slug = words.map(wordOf).filter(Boolean).join("-");
  if (slug.length <= max) return slug;
  const border = slug.lastIndexOf("-", max);
  return slug.slice(0, border > max / 2 ? border : max).replace(/[\ud800-\udbff]$|-+$/, "");
}

function wordOf(word: string): string {
  const own = word.normalize("NFC").toLowerCase();
  if (hasOtherScript.test(word)) return own;
  return slugify(word, { decamelize: false }) || (isSlug(own) ? own : "");
}

/** As `slugFrom` while somebody types: a hyphen at the end stays, for the next word comes behind it. */
export function slugWhileTyping(text: string, max: number): string {
  const slug = slugFrom(text, max);
  return slug !== "" && slug.length < max && /[\s-]$/.test(text) ? `${slug}-` : slug;
}
