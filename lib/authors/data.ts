import type { Actor, Person } from "../actor.ts";
import { type Page, readCursor, toPage, writeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { jpegAddress } from "../pictures/addresses.ts";
import { factsOf } from "../pictures/data.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import type { NamesQuery } from "../topics/schema.ts";
import { canManageAuthors } from "./policy.ts";

export const authorsPageSize = 50;

const rowSelect = {
  id: true,
  name: true,
  slug: true,
  jobTitle: true,
  bio: true,
  portraitId: true,
  portraitFacts: true,
  person: { select: { id: true, name: true } },
  aliases: { select: { id: true, name: true }, orderBy: { name: "asc" } },
  _count: { select: { live: true } },
} as const satisfies Prisma.AuthorSelect;

type Row = Prisma.AuthorGetPayload<{ select: typeof rowSelect }>;
/** `stories`: live ones that name this very author, without those of aliases. */
export type AuthorRow = Omit<Row, "_count" | "portraitId" | "portraitFacts"> & {
  stories: number;
  portrait: Portrait | null;
};

/** `isHidden`: readers do not see it now, because of its rights. */
export type Portrait = { id: string; src: string; isHidden: boolean };

const portraitWidth = 320;

function toPortrait(
  { portraitId: id, portraitFacts }: Pick<Row, "portraitId" | "portraitFacts">,
  known: Awaited<ReturnType<typeof factsOf>>,
): Portrait | null {
  const facts = id === null ? undefined : known.get(id);
  return id !== null && facts
    ? { id, src: jpegAddress(facts, id, portraitWidth), isHidden: portraitFacts === null }
    : null;
}

/** The portrait of the byline that belongs to the account of the actor; `hasByline` is false if there is none that has a page. */
export async function findOwnPortrait(actor: Person): Promise<{ hasByline: boolean; portrait: Portrait | null }> {
  const row = await appClient().author.findFirst({
    where: { personId: actor.id, aliasOfId: null },
    select: { portraitId: true, portraitFacts: true },
  });
  return {
    hasByline: row !== null,
    portrait: row?.portraitId ? toPortrait(row, await factsOf([row.portraitId])) : null,
  };
}

/** The byline that belongs to the actor's own account. */
export const findBylineOf = async (actor: Actor): Promise<{ id: string; name: string; jobTitle: string } | null> =>
  actor.kind === "person"
    ? appClient().author.findFirst({
        where: { personId: actor.id },
        select: { id: true, name: true, jobTitle: true },
      })
    : null;

const named = (q: string) => ({ name: { contains: literally(q), mode: "insensitive" } }) as const;

/** Bylines by name, each with the ones merged into it. @throws NOT_ALLOWED */
export async function listAuthors(
  actor: Actor,
  query: NamesQuery,
  size = authorsPageSize,
): Promise<Page<AuthorRow> & { total: number }> {
  if (!canManageAuthors(actor)) throw new DomainError("NOT_ALLOWED");
  const filter: Prisma.AuthorWhereInput = {
    aliasOfId: null,
    ...(query.q && { OR: [named(query.q), { aliases: { some: named(query.q) } }] }),
  };
  const [name, id] = readCursor(query.after, 2) ?? [];
  const after: Prisma.AuthorWhereInput =
    name !== undefined && id !== undefined && isId(id)
      ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] }
      : {};
  const [rows, total] = await Promise.all([
    appClient().author.findMany({
      where: { AND: [filter, after] },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: size + 1,
      select: rowSelect,
    }),
    appClient().author.count({ where: filter }),
  ]);
  const page = toPage(rows, size, (row) => writeCursor(row.name, row.id));
  const known = await factsOf(page.rows.flatMap(({ portraitId }) => portraitId ?? []));
  return {
    total,
    next: page.next,
    rows: page.rows.map(({ _count, portraitId: id, portraitFacts, ...author }) => {
      return {
        ...author,
        stories: _count.live,
        portrait: toPortrait({ portraitId: id, portraitFacts }, known),
      };
    }),
  };
}

export type AuthorOption = { id: string; name: string; jobTitle: string };

/** At most 20 bylines to choose from; a merged name finds its target. */
export async function searchAuthors(_actor: Actor, query: string): Promise<AuthorOption[]> {
  const option = { id: true, name: true, jobTitle: true } as const;
  const rows = await appClient().author.findMany({
    where: query ? named(query) : { aliasOfId: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 40,
    select: { ...option, aliasOf: { select: option } },
  });
  const survivors = new Map(rows.map(({ aliasOf, ...author }) => [aliasOf?.id ?? author.id, aliasOf ?? author]));
  return [...survivors.values()].slice(0, 20);
}

/** The byline of a person, which new stories of theirs begin with. */
export async function findOwnAuthor(personId: string): Promise<{ id: string; name: string } | null> {
  const own = { id: true, name: true } as const;
  const row = await appClient().author.findUnique({
    where: { personId },
    select: { ...own, aliasOf: { select: own } },
  });
  return row ? (row.aliasOf ?? { id: row.id, name: row.name }) : null;
}
