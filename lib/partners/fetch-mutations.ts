// The log of what partners have fetched.
import { newId } from "../ids.ts";
import { appClient, type Prisma, transaction } from "../postgres/app.ts";
import { keptFetchDays } from "./policy.ts";
import { notePictures } from "./recall-mutations.ts";
import type { SentVersion } from "./types.ts";

export type SentAnswer = { partnerId: string; network: string; etag: string; items: readonly SentVersion[] };

/** Notes that a partner asked, to the minute. */
export async function touchPartner(partnerId: string, at = new Date()): Promise<void> {
  await appClient().$executeRaw`
    update partner set last_asked_at = ${at}
    where id = ${partnerId}::uuid and (last_asked_at is null or last_asked_at < ${at}::timestamptz - interval '1 minute')`;
}

/**
 * Records what a partner is about to be sent. A repeat of the last answer to the same network is counted in its row, because many
 * programs ask each minute.
 */
export function recordFetch({ partnerId, network, etag, items }: SentAnswer, at = new Date()): Promise<void> {
  if (items.length === 0) return Promise.resolve();
  return transaction(async (tx) => {
    await tx.$executeRaw`
      insert into partner_item (partner_id, story_id, version, revision, status, at)
      select ${partnerId}::uuid, story, version, revision, status, ${at} from unnest(
        ${items.map(({ story }) => story)}::uuid[], ${items.map(({ version }) => version)}::int[],
        ${items.map(({ revision }) => revision)}::int[], ${items.map(({ status }) => status)}::text[]
      ) as sent(story, version, revision, status) on conflict do nothing`;
    await notePictures(tx, partnerId, items);
    const repeated = await tx.$executeRaw`
      update partner_fetch set last_at = ${at}, requests = requests + 1 where id = (
        select id from partner_fetch where partner_id = ${partnerId}::uuid order by at desc, id desc limit 1
      ) and etag = ${etag} and network = ${network}`;
    if (repeated > 0) return;
    const sent: Prisma.InputJsonArray = items.map(({ pictures: _, ...item }) => item);
    await tx.partnerFetch.create({
      data: { id: newId(), partnerId, at, lastAt: at, network, etag, items: sent },
      select: { id: true },
    });
  });
}

/** Deletes rows of the log that are older than a year. What each partner has stays known. */
export async function deleteOldFetches(now = new Date()): Promise<number> {
  const { count } = await appClient().partnerFetch.deleteMany({
    where: { lastAt: { lt: new Date(now.getTime() - keptFetchDays * 86_400_000) } },
  });
  return count;
}
