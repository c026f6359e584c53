// Reads numbers from the markers of list items.

const digits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

function roman(text: string): number | null {
  if (!/^[ivxlcdm]+$/.test(text)) return null;
  return [...text].reduce((sum, letter, at) => {
    const value = digits[letter] ?? 0;
    return sum + (value < (digits[text[at + 1] ?? ""] ?? 0) ? -value : value);
  }, 0);
}

/** "a" is 1, "z" 26 and "aa" 27, as in Word. */
const alphabetic = (text: string): number | null => {
  const code = text.charCodeAt(0) - 96;
  return /^([a-z])\1*$/.test(text) ? code + 26 * (text.length - 1) : null;
};

/**
 * The number in "3.", "(b)", "iv." or "2.1" (the last of several). A letter that can be alphabetic or Roman is read as `next`
 * if possible, unless Word's number format ("roman-lower") decides. Null for a marker without a number.
 */
export function numbersOf(marker: string, format: string | undefined, next: number): number | null {
  const figures = /(\d{1,9})\D*$/.exec(marker)?.[1];
  if (figures !== undefined) return Number(figures);
  const letters = /^\W*([a-z]{1,12})\W*$/i.exec(marker)?.[1]?.toLowerCase();
  if (letters === undefined) return null;
  if (format?.startsWith("roman")) return roman(letters);
  if (format?.startsWith("alpha")) return alphabetic(letters);
  const readings = [alphabetic(letters), roman(letters)];
  if (readings.includes(next)) return next;
  return letters === "i" ? 1 : (readings[0] ?? readings[1] ?? null);
}
