// The rules as admins see them, and what a rule would do before it is saved.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { customRoleColumn, holdsInSql } from "../roles/data.ts";
import { canManageWires } from "./policy.ts";
import { maxRules, maxTried, type RoutedItem, Router } from "./rule-policy.ts";
import type { SaveRule } from "./schema.ts";
import type { TriedItem, WireContent, WireRule, WireRuleRow } from "./types.ts";

type Option = { id: string; name: string };

const ruleSelect = {
  id: true,
  name: true,
  isOn: true,
  sourceId: true,
  words: true,
  categories: true,
  languages: true,
  urgency: true,
  isDropping: true,
  sectionId: true,
  topicId: true,
  personId: true,
} as const satisfies Prisma.WireRuleSelect;
const inOrder = [{ position: "asc" }, { id: "asc" }] as const satisfies Prisma.WireRuleOrderByWithRelationInput[];

/** In their order. */
export const readRules = (): Promise<WireRule[]> =>
  appClient().wireRule.findMany({ orderBy: [...inOrder], take: maxRules, select: ruleSelect });

/** @throws NOT_ALLOWED */
export async function listRules(actor: Actor): Promise<WireRuleRow[]> {
  if (!canManageWires(actor)) throw new DomainError("NOT_ALLOWED");
  const name = { select: { name: true } } as const;
  const [rows, dropped] = await Promise.all([
    appClient().wireRule.findMany({
      orderBy: [...inOrder],
      take: maxRules,
      select: { ...ruleSelect, source: name, section: name, topic: name, person: name },
    }),
    appClient().wireItem.groupBy({ by: ["droppedById"], where: { droppedById: { not: null } }, _count: true }),
  ]);
  const counts = new Map(dropped.map(({ droppedById, _count }) => [droppedById, _count]));
  return rows.map(({ source, section, topic, person, ...rule }) => ({
    ...rule,
    source: source?.name ?? null,
    section: section?.name ?? null,
    topic: topic?.name ?? null,
    person: person?.name ?? null,
    droppedCount: counts.get(rule.id) ?? 0,
  }));
}

/** Those who can read the wire, by name. @throws NOT_ALLOWED */
export async function listWireReaders(actor: Actor): Promise<Option[]> {
  if (!canManageWires(actor)) throw new DomainError("NOT_ALLOWED");
  return appClient().$queryRaw<Option[]>`
    select id, name from (
      select p.id::text, p.name, ${customRoleColumn}, ${holdsInSql("write", null)} as is_reader
      from person p left join custom_role r on r.id = p.custom_role_id where p.state = 'ACTIVE'
    ) candidate where is_reader order by name, id limit 500`;
}

/**
 * What the rules would do with the newest items if this one were saved, those items included that rules have dropped.
 * @throws NOT_ALLOWED
 */
export async function tryRule(actor: Actor, { ruleId, ...draft }: SaveRule): Promise<TriedItem[]> {
  if (!canManageWires(actor)) throw new DomainError("NOT_ALLOWED");
  const tried: WireRule = { ...draft, id: ruleId ?? newId(), isOn: true };
  const saved = await readRules();
  const isSaved = saved.some(({ id }) => id === tried.id);
  const rules = isSaved ? saved.map((rule) => (rule.id === tried.id ? tried : rule)) : [...saved, tried];
  const router = new Router(rules);
  const alone = new Router([tried]);
  const items = await appClient().wireItem.findMany({
    where: draft.sourceId === null ? {} : { sourceId: draft.sourceId },
    orderBy: [{ changedAt: "desc" }, { id: "desc" }],
    take: maxTried,
    select: {
      id: true,
      sourceId: true,
      headline: true,
      text: true,
      language: true,
      urgency: true,
      source: { select: { name: true } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { item: true } },
    },
  });
  const routed = items.map(({ versions, source, ...item }) => {
    const asRouted = routedItem(item, versions[0]?.item as WireContent | undefined);
    const routing = router.route(asRouted);
    const isMet = routing.ruleIds.includes(tried.id);
    const isDecidedAbove = !isMet && alone.route(asRouted).ruleIds.length > 0;
    return { item, source: source.name, routing, isMet, isDecidedAbove };
  });
  const all = routed.map(({ routing }) => routing);
  const named = (ids: readonly (string | null)[]) => ({
    where: { id: { in: [...new Set(ids)].filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const [sections, topics, people] = await Promise.all([
    appClient().section.findMany(named(all.map(({ sectionId }) => sectionId))),
    appClient().topic.findMany(named(all.flatMap(({ topicIds }) => topicIds))),
    appClient().person.findMany(named(all.flatMap(({ personIds }) => personIds))),
  ]);
  const namesFrom = (found: readonly Option[], ids: readonly (string | null)[]) =>
    ids.flatMap((id) => found.find((one) => one.id === id)?.name ?? []);
  return routed.map(({ item, source, routing, isMet, isDecidedAbove }) => ({
    id: item.id,
    headline: item.headline,
    source,
    isMet,
    isDecidedAbove,
    rules: namesFrom(rules, routing.ruleIds),
    droppedBy: namesFrom(rules, [routing.droppedById])[0] ?? null,
    section: namesFrom(sections, [routing.sectionId])[0] ?? null,
    topics: namesFrom(topics, routing.topicIds),
    people: namesFrom(people, routing.personIds),
  }));
}

/** What rules look at, of an item and its newest version. */
export const routedItem = (
  item: Omit<RoutedItem, "categories">,
  content: Pick<WireContent, "topics"> | undefined,
): RoutedItem => ({ ...item, categories: content?.topics ?? [] });
