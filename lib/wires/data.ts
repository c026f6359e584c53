import type { Actor } from "../actor.ts";
import { type Page, readTimeCursor, toPage, writeTimeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { visibleTo } from "../roles/data.ts";
import { canManageWires, canReadWires } from "./policy.ts";
import type { WireQuery } from "./schema.ts";
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
  return rows.map(({ section, readAt, _count, ...row }) => ({
    ...row,
    section: section?.name ?? null,
    readAt: readAt?.toISOString() ?? null,
    itemCount: _count.items,
  }));
}

/** For the filter of the list. @throws NOT_ALLOWED */
export async function listSourceNames(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
  return appClient().wireSource.findMany({ orderBy: { name: "asc" }, take: 200, select: { id: true, name: true } });
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
  source: { select: { name: true } },
} as const satisfies Prisma.WireItemSelect;

/** The newest items. Every word of the search is in the headline or in the text. @throws NOT_ALLOWED */
export async function listWire(
  actor: Actor,
  { q = "", source, after }: WireQuery,
  size = pageSize,
): Promise<Page<WireRow>> {
  if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
  const last = readTimeCursor(after);
  const words = q.split(/\s+/).filter(Boolean).slice(0, maxWords);
  const rows = await appClient().wireItem.findMany({
    where: {
      AND: [
        source === undefined ? {} : { sourceId: source },
        ...words.map((word): Prisma.WireItemWhereInput => {
          const contains = { contains: literally(word), mode: "insensitive" } as const;
          return { OR: [{ headline: contains }, { text: contains }] };
        }),
        last ? { OR: [{ changedAt: { lt: last.at } }, { changedAt: last.at, id: { lt: last.id } }] } : {},
      ],
    },
    orderBy: [{ changedAt: "desc" }, { id: "desc" }],
    take: size + 1,
    select: { ...rowSelect, _count: { select: { takes: true } } },
  });
  const page = toPage(rows, size, ({ changedAt, id }) => writeTimeCursor(changedAt, id));
  return {
    next: page.next,
    rows: page.rows.map(({ text, _count, ...row }) => ({
      ...toRow(row),
      excerpt: text.replace(/\s+/g, " ").slice(0, excerptLength),
      isTaken: _count.takes > 0,
    })),
  };
}

type Row = Omit<Prisma.WireItemGetPayload<{ select: typeof rowSelect }>, "text">;
const toRow = ({ source, status, embargo, changedAt, ...row }: Row) => ({
  ...row,
  source: source.name,
  status: status as WireStatus,
  // One that has ended says nothing any more.
  embargo: embargo !== null && embargo.getTime() > Date.now() ? embargo.toISOString() : null,
  changedAt: changedAt.toISOString(),
});

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
  const { takes, versions, text, ...row } = item;
  const [newest, before] = await appClient().wireVersion.findMany({
    where: { itemId },
    orderBy: { number: "desc" },
    take: 2,
    select: { item: true, text: true },
  });
  if (!newest) return null;
  const { note, provider, copyright, authors, topics, link, language } = newest.item as WireContent;
  const stories = await appClient().story.findMany({
    where: { AND: [{ id: { in: takes.map(({ storyId }) => storyId) } }, visibleTo(actor)] },
    select: { id: true, headline: true },
  });
  return {
    ...toRow(row),
    ...{ note, provider, copyright, authors, topics, link, language },
    text: text.split("\n").filter(Boolean),
    changes: before ? changesBetween(before.text, newest.text) : null,
    versions: versions.map(({ number, at }) => ({ number, at: at.toISOString() })),
    stories: stories.map((story) => ({
      ...story,
      number: takes.find(({ storyId }) => storyId === story.id)?.number ?? 1,
    })),
  };
}
