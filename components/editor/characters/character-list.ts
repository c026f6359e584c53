// Characters that few keyboards have: their names and, after a comma, other words by which they are found.

const characters: readonly (readonly [sign: string, words: string])[] = [
  ["–", "en dash, range minus"],
  ["—", "em dash"],
  ["−", "minus sign"],
  ["…", "ellipsis, dots"],
  ["·", "middle dot, interpunct"],
  ["•", "bullet"],
  ["’", "apostrophe, right single quotation mark"],
  ["‘", "left single quotation mark"],
  ["“", "left double quotation mark"],
  ["”", "right double quotation mark"],
  ["„", "low double quotation mark"],
  ["‚", "low single quotation mark"],
  ["«", "left guillemet, angle quotation mark"],
  ["»", "right guillemet, angle quotation mark"],
  ["‹", "left single guillemet"],
  ["›", "right single guillemet"],
  ["¿", "inverted question mark"],
  ["¡", "inverted exclamation mark"],
  ["\u00a0", "non-breaking space"],
  ["\u202f", "narrow non-breaking space"],
  ["\u00ad", "soft hyphen"],
  ["\u2011", "non-breaking hyphen"],
  ["€", "euro sign, currency"],
  ["£", "pound sign, sterling currency"],
  ["¥", "yen or yuan sign, currency"],
  ["¢", "cent sign, currency"],
  ["₹", "rupee sign, currency"],
  ["₽", "rouble sign, ruble currency"],
  ["₺", "lira sign, currency"],
  ["₴", "hryvnia sign, currency"],
  ["₩", "won sign, currency"],
  ["₪", "shekel sign, currency"],
  ["₿", "bitcoin sign, currency"],
  ["°", "degree"],
  ["′", "prime, minutes feet"],
  ["″", "double prime, seconds inches"],
  ["×", "multiplication sign, times"],
  ["÷", "division sign"],
  ["±", "plus minus"],
  ["≈", "almost equal, approximately"],
  ["≠", "not equal"],
  ["≤", "less than or equal"],
  ["≥", "greater than or equal"],
  ["½", "one half, fraction"],
  ["⅓", "one third, fraction"],
  ["⅔", "two thirds, fraction"],
  ["¼", "one quarter, fraction"],
  ["¾", "three quarters, fraction"],
  ["‰", "per mille"],
  ["µ", "micro"],
  ["Ω", "omega, ohm"],
  ["π", "pi"],
  ["²", "superscript two, squared"],
  ["³", "superscript three, cubed"],
  ["₂", "subscript two"],
  ["√", "square root"],
  ["∞", "infinity"],
  ["©", "copyright"],
  ["®", "registered"],
  ["™", "trade mark"],
  ["§", "section sign, paragraph law"],
  ["¶", "pilcrow, paragraph"],
  ["†", "dagger"],
  ["‡", "double dagger"],
  ["№", "numero sign, number"],
  ["←", "left arrow"],
  ["→", "right arrow"],
  ["↑", "up arrow"],
  ["↓", "down arrow"],
  ["✓", "check mark, tick"],
  ["★", "star"],
  ["á", "a acute"],
  ["à", "a grave"],
  ["â", "a circumflex"],
  ["ä", "a diaeresis, umlaut"],
  ["ã", "a tilde"],
  ["å", "a ring"],
  ["ą", "a ogonek"],
  ["ă", "a breve"],
  ["æ", "ae ligature"],
  ["ç", "c cedilla"],
  ["č", "c caron, hacek"],
  ["ć", "c acute"],
  ["đ", "d stroke"],
  ["ð", "eth"],
  ["é", "e acute"],
  ["è", "e grave"],
  ["ê", "e circumflex"],
  ["ë", "e diaeresis"],
  ["ę", "e ogonek"],
  ["ě", "e caron, hacek"],
  ["ğ", "g breve"],
  ["í", "i acute"],
  ["î", "i circumflex"],
  ["ï", "i diaeresis"],
  ["ı", "dotless i"],
  ["İ", "capital dotted I"],
  ["ł", "l stroke"],
  ["ñ", "n tilde"],
  ["ń", "n acute"],
  ["ň", "n caron, hacek"],
  ["ó", "o acute"],
  ["ò", "o grave"],
  ["ô", "o circumflex"],
  ["ö", "o diaeresis, umlaut"],
  ["õ", "o tilde"],
  ["ø", "o stroke"],
  ["ő", "o double acute"],
  ["œ", "oe ligature"],
  ["ř", "r caron, hacek"],
  ["š", "s caron, hacek"],
  ["ś", "s acute"],
  ["ş", "s cedilla"],
  ["ș", "s comma"],
  ["ß", "sharp s, eszett"],
  ["ț", "t comma"],
  ["þ", "thorn"],
  ["ú", "u acute"],
  ["ù", "u grave"],
  ["û", "u circumflex"],
  ["ü", "u diaeresis, umlaut"],
  ["ű", "u double acute"],
  ["ů", "u ring"],
  ["ý", "y acute"],
  ["ž", "z caron, hacek"],
  ["ź", "z acute"],
  ["ż", "z dot"],
];

/** `words`: its name and what else it is found by. */
export type SpecialCharacter = { sign: string; name: string; words: string; shown: string };

/** What the grid shows for characters that cannot be seen. */
const shownAs: Readonly<Record<string, string>> = {
  "\u00a0": "nbsp",
  "\u202f": "nnbsp",
  "\u00ad": "shy",
};

const isLetter = (sign: string): boolean => /^\p{Ll}$/u.test(sign) && sign.toUpperCase().length === 1;

/** Every letter is there in both cases. "ß" and "µ" have no capital of their own. */
const all: readonly SpecialCharacter[] = characters.flatMap(([sign, words]) => {
  const name = words.replace(/,.*/, "");
  const one = { sign, name, words, shown: shownAs[sign] ?? sign };
  const capital = sign.toUpperCase();
  const hasCapital = isLetter(sign) && capital !== sign && /^\p{Script=Latin}$/u.test(sign) && sign !== "ı";
  return hasCapital
    ? [one, { sign: capital, name: `capital ${name}`, words: `capital ${words}`, shown: capital }]
    : [one];
});

const plain = (text: string): string => text.trim().toLowerCase();

/** Characters whose words hold every word of the query, or that are the query; a code such as "U+2013" finds its character. */
export function findCharacters(query: string): readonly SpecialCharacter[] {
  const wanted = plain(query);
  if (wanted === "") return all;
  const code = /^u\+?([\da-f]{2,6})$/.exec(wanted)?.[1];
  if (code) return byCode(Number.parseInt(code, 16));
  const parts = wanted.split(/\s+/);
  return all.filter(({ sign, words }) => {
    const known = plain(words);
    return sign === query.trim() || parts.every((part) => known.includes(part));
  });
}

/** "U+2013" for a character. */
export const codeOf = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** Controls, halves of characters and what belongs to no character cannot be in a story. */
function byCode(code: number): readonly SpecialCharacter[] {
  if (code > 0x10ffff) return [];
  const sign = String.fromCodePoint(code);
  if (/^[\p{Cc}\p{Cs}\p{Cn}\p{Co}]$/u.test(sign) || /^[\u200e\u200f\u202a-\u202e\u2066-\u2069]$/u.test(sign)) return [];
  const known = all.find((one) => one.sign === sign);
  return [known ?? { sign, name: codeOf(sign), words: "", shown: shownAs[sign] ?? sign }];
}
