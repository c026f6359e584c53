// The rules of the paper's house style, as editors write them under Admin, House style.
import type { CheckedLine } from "./line.ts";
import type { LineRemark } from "./line-rules.ts";

export type StyleRule = {
  id: string;
  /** Words as they are written, or a regular expression. */
  pattern: string;
  isRegex: boolean;
  matchCase: boolean;
  /** What to write instead; of a regular expression it may name groups as $1. Empty: the rule proposes nothing. */
  replacement: string;
  reason: string;
  severity: "WARN" | "BLOCK";
  /** Ids of the sections that it is for; empty: all. */
  sections: string[];
};

type Match = { from: number; to: number; replacement: string };
type Matcher = (text: string) => Match[];
export type CompiledStyle = { rule: StyleRule; matcher: Matcher }[];

/** More matches of one rule in one line are not shown. */
const maxMatches = 50;

const literal = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Whole words, whatever white space is between them. */
function wordMatcher({ pattern, matchCase, replacement }: StyleRule): Matcher {
  const words = pattern.trim().split(/\s+/).map(literal).join("\\s+");
  const edge = (sign: string, isStart: boolean) =>
    /[\p{L}\p{N}]/u.test(sign) ? (isStart ? "(?<![\\p{L}\\p{N}])" : "(?![\\p{L}\\p{N}])") : "";
  const expression = new RegExp(
    `${edge(pattern.trim().slice(0, 1), true)}${words}${edge(pattern.trim().slice(-1), false)}`,
    matchCase ? "gu" : "giu",
  );
  return (text) =>
    [...text.matchAll(expression)].slice(0, maxMatches).map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      replacement: withCaseOf(match[0], replacement, pattern),
    }));
}

/** "Co-operation" for a rule that replaces "cooperation": a capital that the rule does not ask for is kept. */
function withCaseOf(found: string, replacement: string, pattern: string): string {
  const isCapital = /^\p{Lu}/u.test(found) && /^\p{Ll}/u.test(pattern.trim()) && /^\p{Ll}/u.test(replacement);
  return isCapital ? replacement.slice(0, 1).toUpperCase() + replacement.slice(1) : replacement;
}

/** Takes linear time whatever the expression is: RE2 has no backtracking, so an expression cannot hang the editor. */
async function regexMatcher({ pattern, matchCase, replacement }: StyleRule): Promise<Matcher> {
  const { RE2JS } = await import("re2js");
  const expression = RE2JS.compile(pattern, matchCase ? 0 : RE2JS.CASE_INSENSITIVE);
  return (text) => {
    const found: Match[] = [];
    const matcher = expression.matcher(text);
    while (found.length < maxMatches && matcher.find()) {
      const [from, to] = [matcher.start(), matcher.end()];
      if (to === from) continue;
      const filled = replacement.replace(/\$(\$|\d)/g, (_, group: string) =>
        group === "$" ? "$" : Number(group) <= matcher.groupCount() ? (matcher.group(Number(group)) ?? "") : "",
      );
      found.push({ from, to, replacement: filled });
    }
    return found;
  };
}

/** Why a pattern cannot be used, in the words of RE2; null if it can. */
export async function problemOfPattern(
  rule: Pick<StyleRule, "pattern" | "isRegex" | "matchCase">,
): Promise<string | null> {
  if (!rule.isRegex) return /[\p{L}\p{N}\p{P}\p{S}]/u.test(rule.pattern) ? null : "empty";
  const { RE2JS } = await import("re2js");
  try {
    return RE2JS.compile(rule.pattern).matcher("").matches() ? "matches nothing" : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A rule whose expression cannot be compiled is left out: it was checked when it was saved. */
export async function compileStyle(rules: readonly StyleRule[]): Promise<CompiledStyle> {
  const compiled: CompiledStyle = [];
  for (const rule of rules) {
    const matcher = rule.isRegex ? await regexMatcher(rule).catch(() => null) : wordMatcher(rule);
    if (matcher) compiled.push({ rule, matcher });
  }
  return compiled;
}

/** What the house style says about a line of a story in this section. A link's address is no text and is not looked at. */
export function styleRemarks(
  style: CompiledStyle,
  { text }: Pick<CheckedLine, "text">,
  section: string | null,
): LineRemark[] {
  return style
    .filter(({ rule }) => rule.sections.length === 0 || (section !== null && rule.sections.includes(section)))
    .flatMap(({ rule, matcher }) =>
      matcher(text)
        .filter(({ from, to, replacement }) => text.slice(from, to) !== replacement)
        .map(({ from, to, replacement }) => ({
          code: "HOUSE_STYLE" as const,
          from,
          to,
          style: rule.id,
          ...(rule.replacement === "" ? {} : { replacement }),
        })),
    )
    .sort((a, b) => a.from - b.from);
}

/** The examples of a rule that it gets wrong: those that it should find and does not, and those that it should leave alone. */
export async function wrongExamples(
  rule: StyleRule,
  examples: { finds: readonly string[]; leaves: readonly string[] },
): Promise<{ missed: string[]; found: string[] }> {
  const style = await compileStyle([{ ...rule, sections: [] }]);
  const isFound = (text: string) => styleRemarks(style, { text }, null).length > 0;
  return { missed: examples.finds.filter((text) => !isFound(text)), found: examples.leaves.filter(isFound) };
}
