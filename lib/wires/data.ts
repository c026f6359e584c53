import { type Actor, personId } from "../actor.ts";
import { type Page, readTimeCursor, toPage, writeTimeCursor } from "../cursor.ts";
import { toFeedHtml } from "../document/feed.ts";
import type { NodeJson } from "../document/json.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { visibleTo } from "../roles/data.ts";
import { canManageWires, canReadWires } from "./policy.ts";
import type { CountNewItems, WireQuery } from "./schema.ts";
import type { OpenWireItem, WireContent, WireRow, WireSourceRow, WireStatus } from "./types.ts";
import { changesBetween } from "./version-policy.ts";

/** By name. @throws NOT_ALLOWED */
export async function listSources(actor: Actor): Promise<WireSourceRow[]> {
  if (!canManageWires(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().wireSource.findMany({
    orderBy: { name: "asc" },
    take: 200,
    select: {
      id: true,
      name: true,
      address: true,
      format: true,
      sectionId: true,
      isOn: true,
      keptDays: true,
      readAt: true,
      problem: true,
      section: { select: { name: true } },
      _count: { select: { items: true } },
    },
  });
  return rows
    .map(({ section, readAt, _count, ...row }) => ({
      ...row,
      section: section?.name ?? null,
      readAt: readAt?.toISOString() ?? null,
      itemCount: _count.items,
    }))
    .sort(byName);
}

/** The database sorts capitals before small letters. */
const byName = (one: { name: string }, other: { name: string }): number => one.name.localeCompare(other.name, "en");

/** For the filter of the list. @throws NOT_ALLOWED */
export async function listSourceNames(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
  const names = { id: true, name: true } as const;
  return (await appClient().wireSource.findMany({ orderBy: { name: "asc" }, take: 200, select: names })).sort(byName);
}

const pageSize = 50;
const excerptLength = 160;
/** Words of a search; further ones are not looked for. */
const maxWords = 8;

const rowSelect = {
  id: true,
  headline: true,
  text: true,
  status: true,
  number: true,
  urgency: true,
  embargo: true,
  changedAt: true,
  personIds: true,
  droppedById: true,
  source: { select: { name: true } },
} as const satisfies Prisma.WireItemSelect;

/** Every word of the search is in the headline or in the text. */
const filterOf = (
  actor: Actor,
  { q = "", source, show }: Pick<WireQuery, "q" | "source" | "show">,
): Prisma.WireItemWhereInput => ({
  AND: [
    { droppedById: show === "dropped" ? { not: null } : null },
    show === "mine" ? { personIds: { has: personId(actor) ?? "" } } : {},
    source === undefined ? {} : { sourceId: source },
    ...q
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, maxWords)
      .map((word): Prisma.WireItemWhereInput => {
        const contains = { contains: literally(word), mode: "insensitive" } as const;
        return { OR: [{ headline: contains }, { text: contains }] };
      }),
  ],
});

/** The newest items; `newest` is the position of the first one, for `countNewItems`. @throws NOT_ALLOWED */
export async function listWire(
  actor: Actor,
  query: WireQuery,
  size = pageSize,
): Promise<Page<WireRow> & { newest: string | null }> {
  if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
  const last = readTimeCursor(query.after);
  const rows = await appClient().wireItem.findMany({
    where: {
      AND: [
        filterOf(actor, query),
        last ? { OR: [{ changedAt: { lt: last.at } }, { changedAt: last.at, id: { lt: last.id } }] } : {},
      ],
    },
    orderBy: [{ changedAt: "desc" }, { id: "desc" }],
    take: size + 1,
    select: { ...rowSelect, _count: { select: { takes: true } } },
  });
  const names = await namesOf(rows);
  const cursorOf = ({ changedAt, id }: { changedAt: Date; id: string }) => writeTimeCursor(changedAt, id);
  const page = toPage(rows, size, cursorOf);
  return {
    next: page.next,
    newest: rows[0] ? cursorOf(rows[0]) : null,
    rows: page.rows.map(({ text, _count, ...row }) => ({
      ...toRow(row, names),
      excerpt: text.replace(/\s+/g, " ").slice(0, excerptLength),
      isTaken: _count.takes > 0,
    })),
  };
}

/** `toFeedHtml` takes every attribute for hostile and escapes the text, so that a "<" in the result begins a tag of its own. */
const htmlOf = (document: NodeJson): string =>
  toFeedHtml(document, { pictureUrl: () => null, storyLink: () => null }).replaceAll(
    "<a href=",
    '<a target="_blank" rel="noopener noreferrer" href=',
  );

/** How many items have arrived or changed since a list was read. @throws NOT_ALLOWED */
export async function countNewItems(actor: Actor, { since, ...query }: CountNewItems): Promise<{ count: number }> {
  if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
  const seen = readTimeCursor(since ?? undefined);
  const count = await appClient().wireItem.count({
    where: {
      AND: [
        filterOf(actor, query),
        seen ? { OR: [{ changedAt: { gt: seen.at } }, { changedAt: seen.at, id: { gt: seen.id } }] } : {},
      ],
    },
  });
  return { count };
}

type Row = Omit<Prisma.WireItemGetPayload<{ select: typeof rowSelect }>, "text">;
const toRow = ({ source, status, embargo, changedAt, personIds, droppedById, ...row }: Row, names: Names) => ({
  ...row,
  people: personIds.flatMap((id) => names.people.get(id) ?? []),
  droppedBy: droppedById === null ? null : (names.rules.get(droppedById) ?? "a deleted rule"),
  source: source.name,
  status: status as WireStatus,
  // One that has ended says nothing any more.
  embargo: embargo !== null && embargo.getTime() > Date.now() ? embargo.toISOString() : null,
  changedAt: changedAt.toISOString(),
});

type Names = { people: Map<string, string>; rules: Map<string, string> };
/** Of the people and rules that items name. */
async function namesOf(rows: readonly Pick<Row, "personIds" | "droppedById">[]): Promise<Names> {
  const personIds = [...new Set(rows.flatMap((row) => row.personIds))];
  const ruleIds = [...new Set(rows.flatMap(({ droppedById }) => droppedById ?? []))];
  const select = { id: true, name: true } as const;
  const [people, rules] = await Promise.all([
    personIds.length === 0 ? [] : appClient().person.findMany({ where: { id: { in: personIds } }, select }),
    ruleIds.length === 0 ? [] : appClient().wireRule.findMany({ where: { id: { in: ruleIds } }, select }),
  ]);
  const byId = (all: { id: string; name: string }[]) => new Map(all.map(({ id, name }) => [id, name]));
  return { people: byId(people), rules: byId(rules) };
}

/** Null: there is none. @throws NOT_ALLOWED */
export async function findWireItem(actor: Actor, itemId: string): Promise<OpenWireItem | null> {
  if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
  const item = await appClient().wireItem.findUnique({
    where: { id: itemId },
    select: {
      ...rowSelect,
      takes: { select: { storyId: true, number: true } },
      versions: { orderBy: { number: "desc" }, take: 50, select: { number: true, at: true } },
    },
  });
  if (!item) return null;
  const { takes, versions, text: _, ...row } = item;
  const [newest, before] = await appClient().wireVersion.findMany({
    where: { itemId },
    orderBy: { number: "desc" },
    take: 2,
    select: { item: true, text: true },
  });
  if (!newest) return null;
  const { note, provider, copyright, authors, topics, link, language, document } = newest.item as WireContent;
  const stories = await appClient().story.findMany({
    where: { AND: [{ id: { in: takes.map(({ storyId }) => storyId) } }, visibleTo(actor)] },
    select: { id: true, headline: true },
  });
  return {
    ...toRow(row, await namesOf([row])),
    ...{ note, provider, copyright, authors, topics, link, language },
    html: htmlOf(document),
    changes: before ? changesBetween(before.text, newest.text) : null,
    versions: versions.map(({ number, at }) => ({ number, at: at.toISOString() })),
    stories: stories.map((story) => ({
      ...story,
      number: takes.find(({ storyId }) => storyId === story.id)?.number ?? 1,
    })),
  };
}
