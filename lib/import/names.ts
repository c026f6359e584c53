/** True for "open-data" and "vendor_relations": a file name that stands for a name. */
const isSlug = (text: string): boolean => /^[\p{Ll}\p{N}]+(?:[-_][\p{Ll}\p{N}]+)*$/u.test(text);

/** What a person is called, from "andrea-sigritz"; what is written like a name already stays as it is. */
export const personName = (text: string): string => (isSlug(text) ? text.split(/[-_]/).map(capital).join(" ") : text);

/** What a topic or section is called, from "open-data". */
export const thingName = (text: string): string => (isSlug(text) ? capital(text.replace(/[-_]/g, " ")) : capital(text));

const capital = (word: string): string => word.replace(/^./u, (letter) => letter.toUpperCase());
