// The rules that decide what becomes of items when they arrive.
import type { Actor } from "../actor.ts";
import { recordEvent, type Subject } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { canManageWires } from "./policy.ts";
import { maxRules } from "./rule-policy.ts";
import type { SaveRule } from "./schema.ts";

const subjectOf = (id: string, name: string): Subject => ({ kind: "wire", id, name });

/** Positions and names are decided one at a time. */
const oneAtATime = (tx: Transaction) => tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('wire rules', 0))`;

/**
 * Adds a rule as the last one, or changes one. It holds for items that arrive or change from now on.
 * @throws NOT_ALLOWED, NOT_FOUND, TAKEN (the name), TOO_LARGE {lines} for too many rules
 */
export function saveRule(actor: Actor, { ruleId, ...rule }: SaveRule): Promise<{ ruleId: string }> {
  if (!canManageWires(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    await oneAtATime(tx);
    const twin = await tx.wireRule.findUnique({ where: { name: rule.name }, select: { id: true } });
    if (twin && twin.id !== ruleId) throw new DomainError("TAKEN");
    await assertThere(tx, rule);
    const id = ruleId ?? newId();
    if (ruleId === null) {
      const { _max, _count } = await tx.wireRule.aggregate({ _max: { position: true }, _count: true });
      if (_count >= maxRules) throw new DomainError("TOO_LARGE", { lines: maxRules });
      await tx.wireRule.create({ data: { id, position: (_max.position ?? 0) + 1, ...rule }, select: { id: true } });
    } else {
      const { count } = await tx.wireRule.updateMany({ where: { id }, data: rule });
      if (count === 0) throw new DomainError("NOT_FOUND");
    }
    await recordEvent(tx, actor, ruleId === null ? "wire.rule_added" : "wire.rule_changed", subjectOf(id, rule.name));
    return { ruleId: id };
  });
}

/** Whether what the rule names exists. */
async function assertThere(tx: Transaction, rule: Omit<SaveRule, "ruleId">): Promise<void> {
  const { sourceId, sectionId, topicId, personId } = rule;
  const counts = await Promise.all([
    sourceId === null ? 1 : tx.wireSource.count({ where: { id: sourceId } }),
    sectionId === null ? 1 : tx.section.count({ where: { id: sectionId } }),
    topicId === null ? 1 : tx.topic.count({ where: { id: topicId } }),
    personId === null ? 1 : tx.person.count({ where: { id: personId, state: "ACTIVE" } }),
  ]);
  if (counts.includes(0)) throw new DomainError("NOT_FOUND");
}

/** Items that it has dropped stay dropped until they expire. @throws NOT_ALLOWED, NOT_FOUND */
export function deleteRule(actor: Actor, { ruleId }: { ruleId: string }): Promise<void> {
  if (!canManageWires(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    const rule = await tx.wireRule.findUnique({ where: { id: ruleId }, select: { name: true } });
    if (!rule) throw new DomainError("NOT_FOUND");
    await tx.wireRule.delete({ where: { id: ruleId }, select: { id: true } });
    await recordEvent(tx, actor, "wire.rule_deleted", subjectOf(ruleId, rule.name));
  });
}

/** Exchanges a rule with the one above or below it; the first and the last stay. @throws NOT_ALLOWED, NOT_FOUND */
export function moveRule(actor: Actor, { ruleId, by }: { ruleId: string; by: 1 | -1 }): Promise<void> {
  if (!canManageWires(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    await oneAtATime(tx);
    const rules = await tx.wireRule.findMany({
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, name: true, position: true },
    });
    const index = rules.findIndex(({ id }) => id === ruleId);
    const [rule, other] = [rules[index], rules[index + by]];
    if (!rule) throw new DomainError("NOT_FOUND");
    if (!other) return;
    for (const [id, position] of [
      [rule.id, other.position],
      [other.id, rule.position],
    ] as const)
      await tx.wireRule.update({ where: { id }, data: { position }, select: { id: true } });
    await recordEvent(tx, actor, "wire.rule_changed", subjectOf(ruleId, rule.name));
  });
}
