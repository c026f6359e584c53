import { fold } from "#lib/document/text.ts";
import type { Actor } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { appClient, Prisma } from "../../postgres/app.ts";
import { hiddenFiles } from "../../roles/file-data.ts";
import { canSeePictures } from "../policy.ts";
import { findCollectionPaths } from "./collection-data.ts";

/** Values are taken from so many of the newest pictures. */
const newestCount = 5_000;
const maxSuggestions = 8;

export type SuggestedField = "credit" | "source" | "place" | "person" | "keyword" | "uploaded-by" | "collection";

const columns = {
  credit: Prisma.sql`p.credit`,
  source: Prisma.sql`p.source`,
  place: Prisma.sql`p.place`,
  person: Prisma.sql`unnest(p.people)`,
  keyword: Prisma.sql`unnest(p.keywords)`,
} as const;

/** Values by how often they were used lately, without those of the hidden pictures. */
async function recentValues(column: Prisma.Sql, hidden: readonly string[]): Promise<string[]> {
  const rows = await appClient().$queryRaw<{ value: string }[]>`
    select value from (
      select ${column} as value from (
        select credit, source, place, people, keywords from picture where trashed_at is null and id <> all(${[...hidden]}::uuid[])
        order by created_at desc, id desc limit ${newestCount}
      ) p
    ) each where value <> '' group by value order by count(*) desc, value limit 2000`;
  return rows.map(({ value }) => value);
}

/** Names of people who have uploaded lately. */
async function recentUploaders(hidden: readonly string[]): Promise<string[]> {
  const rows = await appClient().$queryRaw<{ name: string }[]>`
    select person.name from (
      select uploader_id from picture where id <> all(${[...hidden]}::uuid[]) order by created_at desc, id desc limit ${newestCount}
    ) p join person on person.id = p.uploader_id
    group by person.id, person.name order by count(*) desc, person.name limit 500`;
  return rows.map(({ name }) => name);
}

/** Values of a filter that have a word beginning with the given text, the most used first. @throws NOT_ALLOWED */
export async function suggestValues(
  actor: Actor,
  { name, value }: { name: SuggestedField; value: string },
): Promise<string[]> {
  if (!canSeePictures(actor)) throw new DomainError("NOT_ALLOWED");
  const hidden = await hiddenFiles(actor, appClient(), "picture");
  const known =
    name === "uploaded-by"
      ? await recentUploaders(hidden)
      : name === "collection"
        ? [...(await findCollectionPaths()).values()].sort()
        : await recentValues(columns[name], hidden);
  const wanted = fold(value);
  const fits = (text: string) => {
    const folded = fold(text);
    return folded.startsWith(wanted) || folded.split(/[\s/(]+/).some((word) => word.startsWith(wanted));
  };
  return known.filter(fits).slice(0, maxSuggestions);
}
