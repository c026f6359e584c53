// Straight quotation marks, double hyphens and three dots, and what a typographer would set in their place.
import type { Typography } from "./typography.ts";

/** Signs to put in place of those from `from` to `to`, counted from the start of the text. */
export type Replacement = { from: number; to: number; text: string };

const apostrophe = "’";
const letter = /\p{L}|\p{M}/u;
/** Nothing, a space, a bracket or the like: what follows begins a word. */
const opensWord = /^$|[\s\uFFFC([{<¿¡]/u;
const dashes = /[-–—/]/;

/** Its repeats have the limits of the parts of addresses: without them a long row of letters and dots is read once for each sign. */
const address =
  /(?:[a-z][a-z0-9+.-]{0,30}:\/\/|www\.)[^\s<>"“”«»]+|[\p{L}\p{N}._+-]{1,64}@[\p{L}\p{N}.-]+|[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,10}[/:][^\s<>"“”«»]*|(?:[A-Za-z]:)?\\[^\s"]*|(?:^|(?<=[\s("“„«]))(?:~|\.{1,2})?\/[^\s"]*/giu;

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

/** How many signs before a place its rules look at. Only quotations are followed from the start of the text. */
const lookBehind = 200;

type Open = "outer" | "inner" | "straight";

/** Deeper quotations are not followed. */
const deepest = 20;

/** Opens or closes quotations for one sign and its neighbours. */
function follow(stack: Open[], before: string, sign: string, after: string, t: Typography): void {
  const { open, close, innerOpen, innerClose, hasSingle } = t;
  const begin = (kind: Open) => {
    if (stack.length < deepest) stack.push(kind);
  };
  const end = (kind: Open) => {
    const at = stack.lastIndexOf(kind);
    if (at >= 0) stack.length = at;
  };
  const isInWord = () => letter.test(before) && letter.test(after);
  if (sign === '"') {
    if (stack.at(-1) === "straight") stack.pop();
    else if (!/\d/.test(before)) begin("straight");
  } else if (sign === close && (sign !== open || stack.includes("outer"))) end("outer");
  else if (sign === open) begin("outer");
  else if (sign === innerClose && (sign !== innerOpen || stack.includes("inner"))) {
    if (!(hasSingle && isInWord())) end("inner");
  } else if (sign === innerOpen && !(hasSingle && sign === apostrophe)) begin("inner");
}

/** Reads a text once, however often it is asked which quotations are open. */
class OpenQuotations {
  readonly #stack: Open[] = [];
  readonly #typography: Typography;
  #before = "";
  #last = ""; // what follows it counts as well

  constructor(typography: Typography) {
    this.#typography = typography;
  }
  read(text: string): this {
    for (let i = 0; i < text.length; i++) {
      const sign = text[i] ?? "";
      follow(this.#stack, this.#before, this.#last, sign, this.#typography);
      this.#before = this.#last;
      this.#last = sign;
    }
    return this;
  }
  /** The innermost last. */
  get all(): Open[] {
    const stack = [...this.#stack];
    follow(stack, this.#before, this.#last, "", this.#typography);
    return stack;
  }
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
function doubleMark(before: string, after: string | undefined, t: Typography, quotations: OpenQuotations) {
  if (before.endsWith("=") || /\d['’′] ?\d+$/u.test(before)) return null;
  const stack = quotations.all;
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
function singleMark(before: string, after: string | undefined, t: Typography, quotations: OpenQuotations) {
  const sign = before.slice(-1);
  if (/='?[^'\s]*$/.test(before)) return null; // code: id='x'
  const stack = quotations.all;
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
  quoteAmong(new OpenQuotations(t).read(before), before.slice(-lookBehind), mark, after, t);

function quoteAmong(open: OpenQuotations, before: string, mark: string, after: string | undefined, t: Typography) {
  return mark === '"' ? doubleMark(before, after, t, open) : singleMark(before, after, t, open);
}

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
  const quotations = new OpenQuotations(t);
  let before = ""; // the end of what was read, as it will be set
  const near = () => before.slice(-lookBehind);
  const read = (set: string) => {
    quotations.read(set);
    before = (before.length < 10 * lookBehind ? before : before.slice(-lookBehind)) + set;
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? "";
    const rest = text.slice(i + 1);
    const after = rest.slice(0, 1);
    let put: { length: number; text: string } | null = null;
    if (mayTouch(i)) {
      if (sign === '"' || sign === "'") {
        const mark = quoteAmong(quotations, near(), sign, after, t);
        const word = /^(?:\d\d|\p{L}+)/u.exec(rest)?.[0] ?? "";
        const isElision =
          mark === t.innerOpen &&
          sign === "'" &&
          elisionAt(near() + mark + word, rest.slice(word.length, word.length + 1) || " ", language, t) !== null;
        if (mark !== null) put = { length: 1, text: isElision ? apostrophe : mark };
      } else if (sign === "." && text.startsWith("...", i) && endsInDots(`${near()}...`) && rest[2] !== ".")
        put = mayTouch(i + 2) ? { length: 3, text: "…" } : null;
      else if (sign === "-" && text.startsWith("--", i) && mayTouch(i + 1)) {
        const dash = dashAt(`${near()}--`, rest.slice(1, 2) || "\n", t);
        put = dash && { length: 2, text: dash.text };
      }
    }
    if (put) {
      found.push({ from: i, to: i + put.length, text: put.text });
      read(put.text);
      i += put.length - 1;
    } else read(sign);
  }
  return found;
}
