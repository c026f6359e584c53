// How often stories are read. Counted by the press of each node, without a cookie or anything else about a reader.
import { normalisePath } from "../addresses/paths.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { listedRead, minReadStories, mostReadKey, mostReadTag, parseMostRead, shownRead } from "./schema.ts";

const hour = 3_600_000;
/** What counts for the list. */
const counted = 24 * hour;
/** A read counts half after so many hours: what everybody reads now comes before what they read this morning. */
const halfLife = 8;

/**
 * Adds what a node has counted, in one statement. Addresses that are no story's are nothing.
 * @param reads by address, as readers asked for it
 */
export async function countReads(reads: ReadonlyMap<string, number>, at = new Date()): Promise<void> {
  const rows = [...reads].flatMap(([url, count]) => {
    const path = normalisePath(url);
    return path === null ? [] : [{ path, count }];
  });
  if (rows.length === 0) return;
  // In the order of ids: two nodes that add up the same stories at once would else wait for each other for ever.
  await appClient().$executeRaw`
    insert into story_read as r (hour, story_id, reads)
    select date_trunc('hour', ${at}::timestamptz, 'UTC'), a.target::uuid, sum(c.reads)::int
    from unnest(${rows.map(({ path }) => path)}::text[], ${rows.map(({ count }) => count)}::int[]) as c(path, reads)
    join address a on a.path = c.path and a.kind = 'STORY'
    group by a.target order by a.target
    on conflict (hour, story_id) do update set reads = r.reads + excluded.reads`;
}

/**
 * Makes the list anew from the last 24 hours, and has pages printed again where they would show another one. Safe to repeat,
 * and on two nodes at once.
 */
export async function renewMostRead(now = new Date()): Promise<{ stories: number; changed: boolean }> {
  return transaction(async (tx) => {
    // Of the most read so many that enough are live; only those are looked up.
    const rows = await tx.$queryRaw<{ story_id: string }[]>`
      select r.story_id from (
        select story_id, sum(reads * power(0.5, extract(epoch from ${now}::timestamptz - hour) / 3600 / ${halfLife}::float8)) as score
        from story_read where hour > ${new Date(now.getTime() - counted)} and hour <= ${now}
        group by story_id order by score desc, story_id limit ${listedRead * 5}
      ) r join live_story s on s.story_id = r.story_id and s.listed
      order by r.score desc, r.story_id limit ${listedRead}`;
    const ids = rows.length < minReadStories ? [] : rows.map((row) => row.story_id);
    const row = await tx.setting.findUnique({ where: { key: mostReadKey }, select: { value: true } });
    const before = parseMostRead(row?.value);
    if (row && before.join() === ids.join()) return { stories: ids.length, changed: false };
    await tx.setting.upsert({
      where: { key: mostReadKey },
      create: { key: mostReadKey, value: ids },
      update: { value: ids },
      select: { key: true },
    });
    // One more than is shown: the page of the first shows the others.
    const seen = (list: readonly string[]) => list.slice(0, shownRead + 1).join();
    const changed = seen(before) !== seen(ids);
    if (changed) await purge(tx, [mostReadTag]);
    return { stories: ids.length, changed };
  });
}
