import type { Actor } from "../actor.ts";
import { type Page, readCursor, toPage, writeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { canManageTopics } from "./policy.ts";
import type { NamesQuery } from "./schema.ts";

export const topicsPageSize = 50;

const rowSelect = {
  id: true,
  name: true,
  slug: true,
  description: true,
  aliases: { select: { id: true, name: true }, orderBy: { name: "asc" } },
  _count: { select: { live: true } },
} as const satisfies Prisma.TopicSelect;

type Row = Prisma.TopicGetPayload<{ select: typeof rowSelect }>;
/** `stories`: live ones that name this very topic, without those of its aliases. */
export type TopicRow = Omit<Row, "_count"> & { stories: number };

const named = (q: string) => ({ name: { contains: literally(q), mode: "insensitive" } }) as const;

/** Topics by name, each with the ones merged into it, for people who may manage them. @throws NOT_ALLOWED */
export async function listTopics(
  actor: Actor,
  query: NamesQuery,
  size = topicsPageSize,
): Promise<Page<TopicRow> & { total: number }> {
  if (!canManageTopics(actor)) throw new DomainError("NOT_ALLOWED");
  const filter: Prisma.TopicWhereInput = {
    aliasOfId: null,
    ...(query.q && { OR: [named(query.q), { aliases: { some: named(query.q) } }] }),
  };
  const [name, id] = readCursor(query.after, 2) ?? [];
  const after: Prisma.TopicWhereInput =
    name !== undefined && id !== undefined && isId(id)
      ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] }
      : {};
  const [rows, total] = await Promise.all([
    appClient().topic.findMany({
      where: { AND: [filter, after] },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: size + 1,
      select: rowSelect,
    }),
    appClient().topic.count({ where: filter }),
  ]);
  const page = toPage(rows, size, (row) => writeCursor(row.name, row.id));
  return {
    total,
    next: page.next,
    rows: page.rows.map(({ _count, ...topic }) => ({ ...topic, stories: _count.live })),
  };
}

export type Option = { id: string; name: string };

/** At most 20 topics to choose from; a merged name finds its target. */
export async function searchTopics(_actor: Actor, query: string): Promise<Option[]> {
  const rows = await appClient().topic.findMany({
    where: query ? named(query) : { aliasOfId: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 40,
    select: { id: true, name: true, aliasOf: { select: { id: true, name: true } } },
  });
  const start = query.toLowerCase();
  const survivors = new Map(rows.map(({ aliasOf, id, name }) => [aliasOf?.id ?? id, aliasOf ?? { id, name }]));
  return [...survivors.values()]
    .sort((a, b) => Number(b.name.toLowerCase().startsWith(start)) - Number(a.name.toLowerCase().startsWith(start)))
    .slice(0, 20);
}
