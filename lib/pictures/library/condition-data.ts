// Turns a query of the library into conditions in SQL, on the alias `p` of the table of pictures.
import { fold } from "#lib/document/text.ts";
import { type Actor, personId } from "../../actor.ts";
import { appClient, Prisma } from "../../postgres/app.ts";
import { hiddenFiles } from "../../roles/file-data.ts";
import { startOfDay } from "../../times.ts";
import { findCollectionsByPath } from "./collection-data.ts";
import { endedRights, type FilterName, parseLibraryQuery, type QueryFilter, rightsValues } from "./query.ts";
import { type SearchedField, termOf } from "./search-words.ts";

export type LibraryConditions = {
  /** Texts of tsqueries that must all match. */
  terms: string[];
  where: Prisma.Sql[];
  /** Bounds of `created_at`, which the index in the order of time takes, and the pictures that the actor may not see. */
  times: Prisma.Sql[];
};

/** What the values of one filter mean together, and those that mean nothing. */
type Meaning = {
  term?: string | undefined;
  condition?: Prisma.Sql;
  /** A condition that is a bound of `created_at`. */
  time?: Prisma.Sql | undefined;
  unknown: string[];
};
type Reading = { actor: Actor; zone: string };

const never = Prisma.sql`false`;
const anyOf = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? never : Prisma.sql`(${Prisma.join([...conditions], " or ")})`;

const inField =
  (field: SearchedField) =>
  (values: readonly string[]): Meaning => {
    const terms = values.flatMap((value) => termOf(value, field) ?? []);
    return { term: terms.length === 0 ? undefined : `(${terms.join(" | ")})`, unknown: [] };
  };

const isUsed = Prisma.sql`(
  exists (select from story_picture u where u.picture_id = p.id)
  or exists (select from live_picture u where u.picture_id = p.id)
  or exists (select from live_page_picture u where u.picture_id = p.id)
  or exists (select from author u where u.portrait_id = p.id)
  or exists (select from collection u where u.cover_id = p.id)
  or exists (select from live_front_picture u where u.picture_id = p.id and u.is_shown)
  or exists (select from fallback_picture u where u.picture_id = p.id))`;

/** The first instant of "2026", "2026-11" or "2026-11-24"; null for anything else. */
function startOf(value: string, zone: string): Date | null {
  const day = value + "-01-01".slice(value.length === 4 ? 0 : value.length === 7 ? 3 : 6);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day);
  return isDay ? startOfDay(day, zone) : null;
}

/** Ids of the people whose name has words that begin like these. */
async function findUploaders(actor: Actor, value: string): Promise<string[]> {
  const own = personId(actor);
  if (value.toLowerCase() === "me") return own === null ? [] : [own];
  const wanted = fold(value).split(" ").filter(Boolean);
  const people = await appClient().person.findMany({ select: { id: true, name: true } });
  const isMeant = (name: string) => {
    const words = fold(name).split(/[\s-]+/);
    return wanted.every((word) => words.some((each) => each.startsWith(word)));
  };
  return people.filter(({ name }) => isMeant(name)).map(({ id }) => id);
}

/** Finds the ids that each value names. */
async function idsOf(values: readonly string[], find: (value: string) => Promise<string[]>) {
  const found = await Promise.all(values.map(find));
  return { ids: found.flat(), unknown: values.filter((_, index) => found[index]?.length === 0) };
}

/** Conditions of the values that are known; the others are unknown. */
function eachOf(values: readonly string[], read: (value: string) => Prisma.Sql | null): Meaning {
  const conditions = values.map(read);
  return {
    condition: anyOf(conditions.filter((condition) => condition !== null)),
    unknown: values.filter((_, index) => conditions[index] === null),
  };
}

/** A bound at the first instants that the values name: the one that leaves most pictures. */
function boundOf(
  values: readonly string[],
  zone: string,
  bound: (day: Date) => Prisma.Sql,
  widest: "first" | "last",
): Meaning {
  const days = values.map((value) => startOf(value, zone));
  const known = days.filter((day) => day !== null).sort((a, b) => a.getTime() - b.getTime());
  const day = known.at(widest === "first" ? 0 : -1);
  return { time: day ? bound(day) : never, unknown: values.filter((_, index) => days[index] === null) };
}

const meanings: Record<FilterName, (values: string[], reading: Reading) => Meaning | Promise<Meaning>> = {
  credit: inField("credit"),
  source: inField("source"),
  place: inField("place"),
  person: inField("person"),
  keyword: inField("keyword"),
  "uploaded-by": async (values, { actor }) => {
    const { ids, unknown } = await idsOf(values, (value) => findUploaders(actor, value));
    return { condition: Prisma.sql`p.uploader_id = any(${ids}::uuid[])`, unknown };
  },
  collection: async (values, { actor }) => {
    const { ids, unknown } = await idsOf(values, (value) => findCollectionsByPath(actor, value));
    const inThese = Prisma.sql`select c.picture_id from picture_in_collection c where c.collection_id = any(${ids}::uuid[])`;
    return { condition: Prisma.sql`p.id in (${inThese})`, unknown };
  },
  rights: (values) =>
    eachOf(values, (value) => {
      const ended = endedRights.find((each) => each === value.toLowerCase());
      if (ended)
        return ended === "expired" ? Prisma.sql`p.usable_until <= now()` : Prisma.sql`p.withdrawn_at is not null`;
      const rights = rightsValues[value.toLowerCase()];
      return rights === undefined ? null : Prisma.sql`p.rights = ${rights}::picture_rights`;
    }),
  used: (values) =>
    eachOf(values, (value) => {
      if (value.toLowerCase() === "never") return Prisma.sql`not ${isUsed}`;
      return value.toLowerCase() === "yes" ? isUsed : null;
    }),
  after: (values, { zone }) => boundOf(values, zone, (day) => Prisma.sql`p.created_at >= ${day}`, "first"),
  before: (values, { zone }) => boundOf(values, zone, (day) => Prisma.sql`p.created_at < ${day}`, "last"),
};

/** Filters of one name, as typed or with a minus before them. */
function groupsOf(filters: readonly QueryFilter[]): QueryFilter[][] {
  const groups = new Map<string, QueryFilter[]>();
  for (const filter of filters) {
    const key = `${filter.isMinus ? "-" : ""}${filter.name}`;
    groups.set(key, [...(groups.get(key) ?? []), filter]);
  }
  return [...groups.values()];
}

/**
 * The conditions of a query. Words and filters of different names must all be met; values of one filter are alternatives.
 * A value that means nothing finds nothing and is named in `unknown` ("rights:foo").
 */
export async function conditionsOf(
  actor: Actor,
  q: string,
  zone: string,
): Promise<LibraryConditions & { unknown: string[] }> {
  const parts = parseLibraryQuery(q);
  const terms: string[] = [];
  const where: Prisma.Sql[] = [];
  const hidden = await hiddenFiles(actor, appClient(), "picture");
  const times: Prisma.Sql[] = hidden.length > 0 ? [Prisma.sql`p.id <> all(${hidden}::uuid[])`] : [];
  const unknown: string[] = [];
  for (const part of parts) {
    const term = part.kind === "word" ? termOf(part.text) : null;
    if (term) terms.push(part.isMinus ? `!${term}` : term);
  }
  for (const group of groupsOf(parts.filter((part) => part.kind === "filter"))) {
    const { name = "credit", isMinus = false } = group[0] ?? {};
    const meaning = await meanings[name](
      group.map(({ value }) => value),
      { actor, zone },
    );
    unknown.push(...meaning.unknown.map((value) => `${name}:${value}`));
    if (meaning.term) terms.push(isMinus ? `!${meaning.term}` : meaning.term);
    const condition = meaning.condition ?? meaning.time;
    if (condition && isMinus) where.push(Prisma.sql`(${condition}) is not true`);
    else if (meaning.time) times.push(meaning.time);
    else if (condition) where.push(condition);
  }
  return { terms, where, times, unknown };
}
