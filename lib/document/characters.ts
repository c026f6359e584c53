// Characters that a text may not hold. PostgreSQL's jsonb refuses U+0000 and half surrogate pairs, RFC 8785 refuses the
// latter, XML (feeds) the other controls; so they are kept out where text comes in.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming controls is what this is for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/;

/** Whether a text may be stored: no controls but tab and line breaks, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !controls.test(text);

/** The text without what may not be stored; for paste and import. Half pairs become U+FFFD. */
export const storable = (text: string): string =>
  isStorable(text) ? text : text.toWellFormed().replace(new RegExp(controls, "g"), "");
