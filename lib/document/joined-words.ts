// Which words of a text are written as one by others: "O'Brien" and "OBrien", "co-operation" and "cooperation".

/** A word in a text, by its place in it (UTF-16 units). */
export type WordPosition = { from: number; to: number };

/**
 * Words that one writer joins and another does not, by their indexes: units are held together by an apostrophe, the dots of
 * an abbreviation or the separators of thousands, and a hyphen joins units.
 */
export type Chain = { units: { first: number; last: number }[] };

const tight = /^['&·׳״]$/;
const hyphen = /^['.]?-'?$/;
const singleLetter = /^\p{L}\p{M}*$/u;
const digit = "\\p{Nd}";
/** "1,250,000", "1.250.000", "1 250 000", "1'250'000", and "12,50,000" as in India. */
const thousands = new RegExp(
  `(?<![${digit}.,])${digit}{1,3}(?:(?:[.,'٬ ]${digit}{3})+|(?:,${digit}{2})+,${digit}{3})(?!${digit})`,
  "gu",
);
const isNumber = new RegExp(`^${digit}+$`, "u");

/** The text with one sign for each kind of apostrophe, dash and space, of the same length. */
export const plainSigns = (text: string): string =>
  text
    .replace(/[\u2018-\u201b\u2032\u02bb-\u02bf\u00b4\u0060\uff07]/g, "'")
    .replace(/[\u2010-\u2013\u2212\u05be]/g, "-")
    .replace(/(?<=[\u05d0-\u05ea])["\u201c-\u201f](?=[\u05d0-\u05ea])/g, "״")
    .replace(/[\u00a0\u2009\u202f]/g, " ");

/**
 * The chains among these words.
 * @param text with plain signs
 * @param words in the order of the text; null for a piece that joins with nothing
 */
export function chainsOf(text: string, words: readonly (WordPosition | null)[]): Chain[] {
  const numbers = [...text.matchAll(thousands)].map(({ 0: match, index }) => ({
    from: index,
    to: index + match.length,
  }));
  let number = 0;
  const isThousands = (left: WordPosition, right: WordPosition): boolean => {
    while ((numbers[number]?.to ?? Number.POSITIVE_INFINITY) <= left.from) number++;
    const span = numbers[number];
    return span !== undefined && span.from <= left.from && right.to <= span.to;
  };
  const writing = ({ from, to }: WordPosition) => text.slice(from, to);
  const joint = (left: WordPosition, right: WordPosition): "unit" | "chain" | null => {
    if (right.from - left.to > 3) return null;
    const gap = text.slice(left.to, right.from);
    if (isThousands(left, right) || tight.test(gap)) return "unit";
    if (gap === "." && singleLetter.test(writing(left)) && singleLetter.test(writing(right))) return "unit";
    return hyphen.test(gap) ? "chain" : null;
  };
  const chains: Chain[] = [];
  let units: Chain["units"] = [];
  const close = () => {
    if (units.length > 1 || units.some(({ first, last }) => first < last)) chains.push({ units });
    units = [];
  };
  for (const [index, word] of words.entries()) {
    const [before, unit] = [words[index - 1], units.at(-1)];
    const how = word && before && unit ? joint(before, word) : null;
    if (how === "unit" && unit) unit.last = index;
    else {
      if (how === null) close();
      if (word) units.push({ first: index, last: index });
    }
  }
  close();
  return chains;
}

type Span = { first: number; last: number };

/** The parts of a chain that others write as one word: each unit, each two units that a hyphen joins, and all of it. */
export function joinedSpans({ units }: Chain, writing: (index: number) => string): Span[] {
  const isDigits = ({ first, last }: Span) => first === last && isNumber.test(writing(first));
  const pairs = units.slice(1).flatMap((right, index): Span[] => {
    const left = units[index];
    return left && !(isDigits(left) && isDigits(right)) ? [{ first: left.first, last: right.last }] : [];
  });
  const spans = [...units.filter(({ first, last }) => first < last), ...pairs];
  const whole = { first: units[0]?.first ?? 0, last: units.at(-1)?.last ?? 0 };
  return units.length > 2 || (units.length === 2 && pairs.length === 0) ? [...spans, whole] : spans;
}
