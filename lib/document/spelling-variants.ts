// Letters that are written in more than one way.
import { withoutAccents } from "./text.ts";

/** Zeros of the decimal digits of other scripts: Arabic, Persian, of India, Thai, Lao, Tibetan, Myanmar, Khmer. */
const zeros = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0,
];
const digits = new Map(
  zeros.flatMap((zero) => [...Array(10).keys()].map((n) => [String.fromCodePoint(zero + n), `${n}`])),
);

/** Letters of Arabic script that writers leave out the signs of, and that keyboards of other languages give another code. */
const arabic: Readonly<Record<string, string>> = {
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ئ: "ي",
  ؤ: "و",
  ة: "ه",
  ۀ: "ه",
  ە: "ه",
  ک: "ك",
};
const varied = new RegExp(`[${Object.keys(arabic).join("")}${[...digits.keys()].join("")}]`, "gu");

/** A word in standard form as everybody may write it: without accents, with one code for each letter and digit. */
export const withoutVariants = (standard: string): string =>
  withoutAccents(standard).replace(varied, (sign) => arabic[sign] ?? digits.get(sign) ?? sign);

const twoLetters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa", ß: "ss" };

/** With umlauts as the two letters that stand for them where there is no such key: "müller" is "mueller". */
export const spelledOut = (standard: string): string =>
  /[äöüøå]/.test(standard) ? standard.replace(/[äöüøåß]/g, (letter) => twoLetters[letter] ?? letter) : standard;
