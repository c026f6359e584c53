import { log } from "../log.ts";
import { type AppClient, appClient, transaction } from "../postgres/app.ts";
import { packSteps } from "./data.ts";

const day = 86_400_000;
/** Steps lie one a row for so long, in milliseconds; tabs ask for the newest. */
export const rowsKept = 7 * day;
/** Packs are kept for so long at least. */
export const packsKept = 90 * day;
/** Versions of one pack. */
export const packSize = 500;

/**
 * Moves steps that are older than seven days into packs of 500 versions, and drops packs that nobody can need any more.
 * Safe to repeat and to run twice at once: a story is packed under an advisory lock, a pack and the removal of its rows
 * are one transaction, and the database removes only rows that lie in a pack (`drop_packed_steps`).
 * @returns how many packs were made and dropped
 */
export async function packLog(now = new Date()): Promise<{ packed: number; dropped: number }> {
  const before = new Date(now.getTime() - rowsKept);
  let packed = 0;
  for (;;) {
    const stories = await storiesToPack(appClient(), before);
    let made = 0;
    for (const storyId of stories) made += await packStory(storyId, before);
    packed += made;
    if (made === 0) break;
  }
  const dropped = await dropOldPacks(new Date(now.getTime() - packsKept));
  if (packed + dropped > 0) log.info({ packed, dropped }, "step log compacted");
  return { packed, dropped };
}

/** Up to 500 stories with enough old steps for a whole pack. */
async function storiesToPack(client: AppClient, before: Date): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    select story_id::text as id from story_step where at < ${before}
    group by story_id having count(*) >= ${packSize} limit 500`;
  return rows.map(({ id }) => id);
}

/** Packs all whole packs of one story. Less than a pack stays as rows, whatever its age. */
function packStory(storyId: string, before: Date): Promise<number> {
  return transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ got: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${`pack ${storyId}`}, 0)) as got`;
    if (!lock?.got) return 0;
    const rows = await tx.storyStep.findMany({
      where: { storyId },
      orderBy: { version: "asc" },
      take: packSize * 10,
      select: { version: true, step: true, clientId: true, batchId: true, personId: true, at: true, origin: true },
    });
    let made = 0;
    for (let start = 0; start + packSize <= rows.length; start += packSize) {
      const part = rows.slice(start, start + packSize);
      const [first, last] = [part[0], part.at(-1)];
      const lastAt = new Date(Math.max(...part.map(({ at }) => at.getTime())));
      if (!first || !last || lastAt >= before) break;
      await tx.storyStepPack.create({
        data: {
          storyId,
          fromVersion: first.version,
          toVersion: last.version,
          lastAt,
          steps: new Uint8Array(await packSteps(part)),
        },
        select: { storyId: true },
      });
      await tx.$executeRaw`select drop_packed_steps(${storyId}::uuid, ${first.version}::int)`;
      made++;
    }
    return made;
  });
}

/**
 * A pack is dropped 90 days after its last step, once a revision that went out holds what its steps led to. Steps that
 * led to nothing published stay: no other trace of that work may be left.
 */
async function dropOldPacks(before: Date): Promise<number> {
  const [row] = await appClient().$queryRaw<{ dropped: number }[]>`select drop_old_packs(${before}) as dropped`;
  return row?.dropped ?? 0;
}
