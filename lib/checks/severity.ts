import type { StyleRule } from "./house-style.ts";
import type { CheckCode, Question } from "./questions.ts";

/** Characters that a reason for publishing in spite of the checks must have. */
export const minReasonLength = 3;

/** OFF: not asked. WARN: shown. BLOCK: publishing needs a reason. */
export const severities = ["OFF", "WARN", "BLOCK"] as const;
export type Severity = (typeof severities)[number];

/** The checks whose severity an editor may set, in the order in which they are listed. */
export const adjustableChecks = [
  "TK",
  "PLACEHOLDER",
  "LONG_HEADLINE",
  "NO_STANDFIRST",
  "LONG_STANDFIRST",
  "LONG_SEO_TITLE",
  "LONG_SEO_DESCRIPTION",
  "NO_AUTHOR",
  "NO_TOPIC",
  "NO_MAIN_PICTURE",
  "ALT_MISSING",
  "ALT_VAGUE",
  "ALT_IS_HEADLINE",
  "CREDIT_MISSING",
  "PICTURE_MISSING",
  "FILE_MISSING",
  "EMBED_MISSING",
  "FOOTNOTE_UNUSED",
  "STORY_MISSING",
  "LEVEL_SKIPPED",
  "TABLE_UNNAMED",
  "LINK_EMPTY",
  "LINK_VAGUE",
  "LINK_DEAD",
  "LINK_BROKEN",
  "LINK_MOVED",
  "MENTION_UNLINKED",
  "QUOTE_UNATTRIBUTED",
  "DOUBLE_WORD",
  "LONG_SENTENCE",
  "LONG_PARAGRAPH",
  "STRAIGHT_QUOTES",
  "TYPEWRITER_SIGNS",
] as const satisfies readonly CheckCode[];
export type AdjustableCheck = (typeof adjustableChecks)[number];

const blocking: ReadonlySet<CheckCode> = new Set<CheckCode>(["TK", "PLACEHOLDER"]);
const usual = (code: CheckCode): Severity => (blocking.has(code) ? "BLOCK" : "WARN");

type PerCheck = { [Code in AdjustableCheck]?: Severity };
/** What editors have changed: for the paper, and for sections by their id. What is absent is as usual. */
export type CheckSettings = { paper: PerCheck; sections: Record<string, PerCheck> };
export const checksKey = "checks";

export function severityOf(
  code: AdjustableCheck,
  { paper, sections }: CheckSettings,
  section: string | null,
): Severity {
  return (section === null ? undefined : sections[section]?.[code]) ?? paper[code] ?? usual(code);
}

/** `reason`: of the rule of the house style. */
export type Judged = Question & { severity: "WARN" | "BLOCK"; reason?: string };
const isAdjustable = (code: CheckCode): code is AdjustableCheck =>
  (adjustableChecks as readonly string[]).includes(code);

/** A finding that somebody has decided to leave. */
export type Ignored = { code: string; block: string; words: string; style: string };
const keyOf = ({ code, block = "", words = "", style = "" }: Partial<Ignored> & { code: string }): string =>
  JSON.stringify([code, block, words, style]);

/** The questions that are asked in this section, blocking ones first, without those that are ignored or off. */
export function judged<Q extends Question>(
  questions: readonly Q[],
  { settings, rules, section, ignored }: JudgedBy,
): (Q & Judged)[] {
  const left = new Set(ignored.map(keyOf));
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const all = questions.flatMap((question): (Q & Judged)[] => {
    if (left.has(keyOf(question))) return [];
    const { code } = question;
    if (code === "HOUSE_STYLE") {
      const { severity = "WARN", reason } = ruleOf.get(question.style ?? "") ?? {};
      return [{ ...question, severity, ...(reason ? { reason } : {}) }];
    }
    const severity = isAdjustable(code) ? severityOf(code, settings, section) : "WARN";
    return severity === "OFF" ? [] : [{ ...question, severity }];
  });
  return [...all.filter(({ severity }) => severity === "BLOCK"), ...all.filter(({ severity }) => severity === "WARN")];
}
export type JudgedBy = {
  settings: CheckSettings;
  /** The rules of the house style. */
  rules: readonly (Pick<StyleRule, "id" | "severity"> & Partial<Pick<StyleRule, "reason">>)[];
  section: string | null;
  ignored: readonly Ignored[];
};
