import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { problemOfPattern, wrongExamples } from "../checks/house-style.ts";
import type { Question } from "../checks/questions.ts";
import { parseCheckSettings } from "../checks/settings.ts";
import { type CheckSettings, checksKey } from "../checks/severity.ts";
import { maxSpellingWords, sorted, spellingKey } from "../checks/spelling.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { readStyle } from "./csv.ts";
import { getSpellingWords } from "./data.ts";
import { canManageStyle, weekOf } from "./policy.ts";
import { type ChangeStyleRule, maxRules, type SaveSpelling, type StyleRuleInput } from "./schema.ts";
import type { StyleImportLine } from "./types.ts";

const assertMay = (actor: Actor) => {
  if (!canManageStyle(actor)) throw new DomainError("NOT_ALLOWED");
};
const subject = (name: string) => ({ kind: "setting", id: null, name }) as const;

/** Refuses a pattern that cannot be used and examples that the rule gets wrong. @throws INVALID {pattern} or {example} */
async function assertWorks(rule: StyleRuleInput): Promise<void> {
  const problem = await problemOfPattern(rule);
  if (problem) throw new DomainError("INVALID", { field: "pattern", pattern: problem });
  const { missed, found } = await wrongExamples({ ...rule, id: "" }, rule);
  if (missed[0] !== undefined) throw new DomainError("INVALID", { field: "finds", example: missed[0] });
  if (found[0] !== undefined) throw new DomainError("INVALID", { field: "leaves", example: found[0] });
}

/** @throws NOT_ALLOWED, INVALID {field, pattern or example} */
export async function createStyleRule(actor: Actor, input: StyleRuleInput): Promise<{ id: string }> {
  assertMay(actor);
  await assertWorks(input);
  const id = newId();
  await transaction(async (tx) => {
    await tx.styleRule.create({
      data: { id, ...input, createdById: actor.kind === "person" ? actor.id : null },
      select: { id: true },
    });
    await recordEvent(tx, actor, "style.created", subject(input.pattern), { reason: input.reason });
  });
  return { id };
}

/** @throws NOT_ALLOWED, NOT_FOUND, INVALID {field, pattern or example} */
export async function changeStyleRule(actor: Actor, { ruleId, ...input }: ChangeStyleRule): Promise<void> {
  assertMay(actor);
  await assertWorks(input);
  await transaction(async (tx) => {
    const { count } = await tx.styleRule.updateMany({ where: { id: ruleId }, data: input });
    if (count === 0) throw new DomainError("NOT_FOUND");
    await recordEvent(tx, actor, "style.changed", subject(input.pattern), { reason: input.reason });
  });
}

/** @throws NOT_ALLOWED, NOT_FOUND */
export async function deleteStyleRule(actor: Actor, { ruleId }: { ruleId: string }): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    const rule = await tx.styleRule.findUnique({ where: { id: ruleId }, select: { pattern: true } });
    if (!rule) throw new DomainError("NOT_FOUND");
    await tx.styleRule.delete({ where: { id: ruleId }, select: { id: true } });
    await recordEvent(tx, actor, "style.deleted", subject(rule.pattern));
  });
}

/**
 * Adds the rules of a file. A rule that is there already (same pattern, replacement and kind) is left alone, so that an import
 * can be repeated. A bad line stops no other line. @throws NOT_ALLOWED, INVALID {openQuote}, TOO_LARGE {lines}
 */
export async function importStyle(actor: Actor, { csv }: { csv: string }): Promise<{ lines: StyleImportLine[] }> {
  assertMay(actor);
  const read = readStyle(csv);
  if (read.length > maxRules) throw new DomainError("TOO_LARGE", { lines: read.length });
  const sections = await appClient().section.findMany({ select: { id: true, path: true } });
  const idOf = new Map(sections.map(({ id, path }) => [path, id]));
  const known = new Set(
    (await appClient().styleRule.findMany({ select: { pattern: true, replacement: true, isRegex: true } })).map(keyOf),
  );
  const lines: StyleImportLine[] = [];
  const add: StyleRuleInput[] = [];
  for (const one of read) {
    if ("problem" in one) {
      lines.push({ line: one.line, pattern: "", outcome: "refused", why: one.problem });
      continue;
    }
    const { line, rule } = one;
    const say = (outcome: StyleImportLine["outcome"], why = "") =>
      lines.push({ line, pattern: rule.pattern, outcome, why });
    const missing = one.sections.find((path) => !idOf.has(path));
    if (missing !== undefined) say("refused", `There is no section at ${missing}.`);
    else if (known.has(keyOf(rule))) say("same");
    else {
      const input = { ...rule, sections: one.sections.flatMap((path) => idOf.get(path) ?? []) };
      const problem = await assertWorks(input).then(
        () => null,
        (error) => error,
      );
      if (problem instanceof DomainError) say("refused", whyRefused(problem.detail));
      else if (problem) throw problem;
      else {
        known.add(keyOf(rule));
        add.push(input);
        say("added");
      }
    }
  }
  if (add.length > 0)
    await transaction(async (tx) => {
      await tx.styleRule.createMany({ data: add.map((rule) => ({ id: newId(), ...rule })) });
      await recordEvent(tx, actor, "style.imported", subject("House style"), { added: add.length });
    });
  return { lines };
}
const keyOf = ({
  pattern,
  replacement,
  isRegex,
}: Pick<StyleRuleInput, "pattern" | "replacement" | "isRegex">): string =>
  JSON.stringify([pattern, replacement, isRegex]);
const whyRefused = ({ field, pattern, example }: { field?: string; pattern?: string; example?: string }): string => {
  if (pattern) return `The expression cannot be used: ${pattern}.`;
  return field === "finds" ? `The rule does not find “${example}”.` : `The rule finds “${example}”.`;
};

/** Stores which checks are off, warn or block, for the paper and for sections. @throws NOT_ALLOWED */
export async function saveCheckSettings(actor: Actor, settings: CheckSettings): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    const row = await tx.setting.findUnique({ where: { key: checksKey }, select: { value: true } });
    if (row && JSON.stringify(parseCheckSettings(row.value)) === JSON.stringify(settings)) return;
    await tx.setting.upsert({
      where: { key: checksKey },
      create: { key: checksKey, value: settings },
      update: { value: settings },
      select: { key: true },
    });
    await recordEvent(tx, actor, "style.checks_changed", subject("Checks"));
  });
}

/**
 * Adds words to the paper's word list and takes others out; what other editors added meanwhile stays. Returns the whole list.
 * @throws NOT_ALLOWED, TOO_LARGE {lines}
 */
export async function saveSpelling(actor: Actor, { added, removed }: SaveSpelling): Promise<string[]> {
  assertMay(actor);
  return transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${spellingKey}))`;
    const before = await getSpellingWords(tx);
    const gone = new Set(removed);
    const words = sorted([...before.filter((word) => !gone.has(word)), ...added]);
    if (words.length > maxSpellingWords) throw new DomainError("TOO_LARGE", { lines: words.length });
    if (JSON.stringify(words) === JSON.stringify(before)) return words;
    await tx.setting.upsert({
      where: { key: spellingKey },
      create: { key: spellingKey, value: words },
      update: { value: words },
      select: { key: true },
    });
    await recordEvent(tx, actor, "style.words_changed", subject("Word list"), {
      added: added.length,
      removed: removed.length,
    });
    return words;
  });
}

/** Counts findings of a rule in its week. */
export async function countFindings(
  tx: Transaction,
  ruleId: string,
  what: "accepted" | "ignored" | "left",
  by: number,
  at: Date,
): Promise<void> {
  const key = { ruleId, week: weekOf(at) };
  if (!(await tx.styleRule.count({ where: { id: ruleId } }))) return; // deleted meanwhile
  await tx.styleWeek.upsert({
    where: { ruleId_week: key },
    create: { ...key, [what]: by },
    update: { [what]: { increment: by } },
    select: { ruleId: true },
  });
}

/** Counts the findings of the house style that are in a text as it is published. */
export async function countLeft(tx: Transaction, questions: readonly Question[], at: Date): Promise<void> {
  const left = new Map<string, number>();
  for (const { style } of questions) if (style) left.set(style, (left.get(style) ?? 0) + 1);
  for (const [ruleId, by] of left) await countFindings(tx, ruleId, "left", by, at);
}
