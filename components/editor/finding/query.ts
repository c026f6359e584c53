// What to search for, compiled to a function on the text of one block.

export type FindQuery = { text: string; matchCase: boolean; wholeWord: boolean; isRegex: boolean };

/** Offsets in the text; `groups` begins with the whole match. */
export type TextMatch = { from: number; to: number; groups: readonly string[] };
export type FindInText = (text: string) => TextMatch[];

const wordCharacter = String.raw`[\p{L}\p{N}\p{M}_]`;
const startsInWord = new RegExp(`^${wordCharacter}`, "u");
const endsInWord = new RegExp(`${wordCharacter}$`, "u");

/** Signs that the editor sets by itself are found by the signs on the keyboard. */
const typeset: Readonly<Record<string, string>> = {
  "'": "['’‘‚‹›]",
  '"': '["“”„«»]',
  " ": "[ \\u00a0\\u202f]",
};
const escaped = (text: string): string =>
  [...text]
    .map((sign) => typeset[sign] ?? (/[\\^$.*+?()[\]{}|/]/.test(sign) ? `\\${sign}` : sign))
    .join("")
    .replaceAll("\\.\\.\\.", "(?:\\.\\.\\.|…)");

function literalSearch({ text, matchCase, wholeWord }: FindQuery): FindInText {
  // A letter with an accent may be stored as one character or as two.
  const forms = [...new Set([text, text.normalize("NFC"), text.normalize("NFD")])].map(escaped);
  const before = wholeWord && startsInWord.test(text) ? `(?<!${wordCharacter})` : "";
  const after = wholeWord && endsInWord.test(text) ? `(?!${wordCharacter})` : "";
  const pattern = new RegExp(`${before}(?:${forms.join("|")})${after}`, matchCase ? "gu" : "giu");
  return (line) =>
    [...line.matchAll(pattern)].map(({ 0: found, index }) => ({
      from: index,
      to: index + found.length,
      groups: [found],
    }));
}

const isWholeWord = (line: string, from: number, to: number): boolean =>
  !(startsInWord.test(line.slice(from, to)) && endsInWord.test(line.slice(0, from))) &&
  !(endsInWord.test(line.slice(from, to)) && startsInWord.test(line.slice(to)));

/** RE2 has no backtracking, so no expression can hang the editor. */
async function regexSearch({ text, matchCase, wholeWord }: FindQuery): Promise<FindInText> {
  const { RE2JS } = await import("re2js");
  const expression = RE2JS.compile(text, RE2JS.MULTILINE | (matchCase ? 0 : RE2JS.CASE_INSENSITIVE));
  return (line) => {
    const found: TextMatch[] = [];
    const matcher = expression.matcher(line);
    while (matcher.find()) {
      const [from, to] = [matcher.start(), matcher.end()];
      if (from === to || (wholeWord && !isWholeWord(line, from, to))) continue;
      found.push({
        from,
        to,
        groups: Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? ""),
      });
    }
    return found;
  };
}

/** Null for an empty query; a sentence for an expression that cannot be read. */
export async function compileQuery(query: FindQuery): Promise<FindInText | string | null> {
  if (query.text === "") return null;
  if (!query.isRegex) return literalSearch(query);
  try {
    return await regexSearch(query);
  } catch (error) {
    return `This regular expression is not valid: ${reasonOf(error)}.`;
  }
}

/** The library puts the flags before the expression that it quotes. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/^error parsing regexp: /, "")
    .replace(/`(?:\(\?[im]\))+/, "`");

/** The text that replaces a match. In a regular expression $0 or $& is the match, $1 to $99 its groups, $$ a dollar sign. */
export function replacementFor(groups: readonly string[], replacement: string, isRegex: boolean): string {
  if (!isRegex) return replacement;
  return replacement.replace(/\$(\$|&|\d\d?)/g, (whole, name: string) => {
    if (name === "$") return "$";
    if (name === "&") return groups[0] ?? "";
    // With fewer than ten groups "$12" is the first group and a 2.
    const [number, rest] = groups[Number(name)] === undefined ? [name.slice(0, 1), name.slice(1)] : [name, ""];
    const group = groups[Number(number)];
    return group === undefined ? whole : group + rest;
  });
}
