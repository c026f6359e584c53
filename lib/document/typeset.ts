// Straight quotation marks, double hyphens and three dots, and what a typographer would set in their place.
import type { Typography } from "./typography.ts";

/** Signs to put in place of those from `from` to `to`, counted from the start of the text. */
export type Replacement = { from: number; to: number; text: string };

const apostrophe = "’";
const letter = /\p{L}|\p{M}/u;
/** Nothing, a space, a bracket or the like: what follows begins a word. */
const opensWord = /^$|[\s\uFFFC([{<¿¡]/u;
const dashes = /[-–—/]/;

const address =
  /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<>"“”«»]+|[\p{L}\p{N}._+-]+@[\p{L}\p{N}.-]+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+[/:][^\s<>"“”«»]*|(?:[A-Za-z]:)?\\[^\s"]*|(?:^|(?<=[\s("“„«]))(?:~|\.{1,2})?\/[^\s"]*/giu;

/** Parts of a text that are addresses or paths, in which nothing is replaced. */
export function addressesIn(text: string): { from: number; to: number }[] {
  return [...text.matchAll(address)].map((match) => ({
    from: match.index,
    to: match.index + match[0].replace(/['.,;:!?)\]]+$/, "").length,
  }));
}
/** Whether what is typed behind this text is part of an address. */
export const isInAddress = (before: string): boolean =>
  [...before.matchAll(address)].some((match) => match.index + match[0].length === before.length);

type Open = "outer" | "inner" | "straight";

/** Quotations that are open at the end of a text, the innermost last. */
function openAt(text: string, { open, close, innerOpen, innerClose, hasSingle }: Typography): Open[] {
  const stack: Open[] = [];
  const end = (kind: Open) => {
    const at = stack.lastIndexOf(kind);
    if (at >= 0) stack.length = at;
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? "";
    const [before, after] = [text[i - 1] ?? "", text[i + 1] ?? ""];
    const isInWord = letter.test(before) && letter.test(after);
    if (sign === '"') {
      if (stack.at(-1) === "straight") stack.pop();
      else if (!/\d/.test(before)) stack.push("straight");
    } else if (sign === close && (sign !== open || stack.includes("outer"))) end("outer");
    else if (sign === open) stack.push("outer");
    else if (sign === innerClose && (sign !== innerOpen || stack.includes("inner"))) {
      if (!(hasSingle && isInWord)) end("inner");
    } else if (sign === innerOpen && !(hasSingle && sign === apostrophe)) stack.push("inner");
  }
  return stack;
}

/** The last sign before a place, leaving out signs of Markdown and the space that French sets inside its guillemets. */
const signBefore = (text: string, { space, open, innerOpen }: Typography): string => {
  const before = text.replace(/(^|[\s([{])[*_~>]+$/u, "$1"); // Markdown on its way to a format
  const inside = space !== "" && before.endsWith(space) ? before.slice(0, -space.length) : before;
  return inside.endsWith(open) || inside.endsWith(innerOpen) ? inside.slice(-1) : before.slice(-1);
};

function beginsQuotation(before: string, after: string | undefined, t: Typography, stack: readonly Open[]): boolean {
  const sign = signBefore(before, t);
  if (after !== undefined && (after === "" || /\s/.test(after)) && stack.length > 0) return false;
  if (opensWord.test(sign)) return true;
  if (dashes.test(sign) || sign === ":") return !stack.includes("outer") && !stack.includes("inner");
  if (t.open === t.close) return false;
  return sign === t.open || sign === t.innerOpen;
}

/** What a straight double mark becomes; null where it stays straight. */
function doubleMark(before: string, after: string | undefined, t: Typography): string | null {
  if (before.endsWith("=") || /\d['’′] ?\d+$/u.test(before)) return null;
  const stack = openAt(before, t);
  const innermost = stack.at(-1);
  const nests = !t.hasSingle && stack.includes("outer");
  const outer = { open: t.open + t.space, close: t.space + t.close };
  if (beginsQuotation(before, after, t, stack)) return nests ? t.innerOpen : outer.open;
  if (innermost === "straight") return null;
  if (/\d$/.test(before) && innermost === undefined) return null; // inches, minutes
  if (innermost === "inner" && !t.hasSingle) return t.innerClose;
  return /[\u00a0\u202f]$/.test(before) ? t.close : outer.close;
}

/** What a straight single mark becomes, in most places an apostrophe; null where it stays straight. */
function singleMark(before: string, after: string | undefined, t: Typography): string | null {
  const sign = before.slice(-1);
  if (/='?[^'\s]*$/.test(before)) return null; // code: id='x'
  const stack = openAt(before, t);
  const isOpen = stack.includes("inner");
  if (/\d/.test(sign)) {
    if (t.hasSingle && isOpen) return t.innerClose;
    return after !== undefined && letter.test(after) ? apostrophe : null; // feet, minutes; but "the 1990's"
  }
  if (!t.hasSingle) return apostrophe;
  if (letter.test(sign) && after !== undefined && letter.test(after)) return apostrophe;
  if (beginsQuotation(before, after, t, stack)) return t.innerOpen;
  return isOpen ? t.innerClose : apostrophe;
}

/**
 * What a straight mark becomes behind `before`, the text of its block so far; null where it stays straight.
 * @param after the next character, "" at the end; undefined while it is typed and nobody knows what follows
 */
export const quoteFor = (before: string, mark: string, after: string | undefined, t: Typography): string | null =>
  mark === '"' ? doubleMark(before, after, t) : singleMark(before, after, t);

/** Words that begin with an apostrophe, without it, by language. */
const elided: Readonly<Record<string, string>> = {
  af: "n",
  de: "n|ne|nem|nen|ner|s|rein|raus|runter|rauf",
  en: "bout|cause|cos|em|kay|n|round|til|tis|twas|twere|twill",
  nl: "k|m|n|s|t",
};

/** Finds, at the end of a text, an opening single mark that turns out to be an apostrophe: ’90s, rock ’n’ roll, ’s avonds. */
export function elisionAt(before: string, after: string, language: string, t: Typography): number | null {
  if (!t.hasSingle || t.innerOpen === apostrophe) return null;
  const known = elided[language.split("-")[0] ?? ""];
  const match = /(?:^|[\s([{“„«”])(.)(\d\d|\p{L}+)$/u.exec(before);
  const word = match?.[2]?.toLowerCase();
  if (!match || match[1] !== t.innerOpen || word === undefined) return null;
  const isYear = /^\d\d$/.test(word) && !/[\d.,:%]/.test(after);
  const isElided = known !== undefined && !letter.test(after) && new RegExp(`^(?:${known})$`).test(word);
  return isYear || isElided ? before.length - word.length - 1 : null;
}

/** Finds "--" at the end of a text that is a dash, now that `after` follows it. */
export function dashAt(before: string, after: string, t: Typography): Replacement | null {
  const match = /([^\s-])(\s?)--$/u.exec(before);
  if (!match?.[1]) return null;
  const [, sign, space] = match;
  const place = { from: before.length - 2, to: before.length };
  const word = before.slice(0, -2);
  if (isInAddress(word) || /(?:^|\s)xn$/i.test(word) || /^[-><]/.test(after)) return null;
  if (space) return /^\s/.test(after) ? { ...place, text: t.spacedDash } : null;
  if (/\d/.test(sign) && /^\d/.test(after)) return { ...place, text: "–" };
  if (/[=<!]/.test(sign)) return null;
  return /^[\s\p{L}\p{N}"'”’“»«)…,.?!]/u.test(after) ? { ...place, text: t.dash } : null;
}

/** Whether a text ends in three dots, no more, that are an ellipsis. */
export const endsInDots = (before: string): boolean =>
  /(?:^|[^.])\.\.\.$/.test(before) && !isInAddress(before.slice(0, -3));

/** Everything in a text that typography would replace. `isFree`: whether the sign at this place may be touched. */
export function typeset(
  text: string,
  language: string,
  t: Typography,
  isFree: (at: number) => boolean = () => true,
): Replacement[] {
  const found: Replacement[] = [];
  const addresses = addressesIn(text);
  const mayTouch = (at: number) => isFree(at) && !addresses.some(({ from, to }) => at >= from && at < to);
  let before = "";
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? "";
    const rest = text.slice(i + 1);
    const after = rest.slice(0, 1);
    let put: { length: number; text: string } | null = null;
    if (mayTouch(i)) {
      if (sign === '"' || sign === "'") {
        const mark = quoteFor(before, sign, after, t);
        const word = /^(?:\d\d|\p{L}+)/u.exec(rest)?.[0] ?? "";
        const isElision =
          mark === t.innerOpen &&
          sign === "'" &&
          elisionAt(before + mark + word, rest.slice(word.length, word.length + 1) || " ", language, t) !== null;
        if (mark !== null) put = { length: 1, text: isElision ? apostrophe : mark };
      } else if (sign === "." && text.startsWith("...", i) && endsInDots(`${before}...`) && rest[2] !== ".")
        put = mayTouch(i + 2) ? { length: 3, text: "…" } : null;
      else if (sign === "-" && text.startsWith("--", i) && mayTouch(i + 1)) {
        const dash = dashAt(`${before}--`, rest.slice(1, 2) || "\n", t);
        put = dash && { length: 2, text: dash.text };
      }
    }
    if (put) {
      found.push({ from: i, to: i + put.length, text: put.text });
      before += put.text;
      i += put.length - 1;
    } else before += sign;
  }
  return found;
}
