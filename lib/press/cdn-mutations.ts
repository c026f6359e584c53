import { appClient } from "../postgres/app.ts";

/** Longer no attempt takes; a node that died in it leaves the cache to others then. */
const takenMs = 20_000;

/** From now on this cache is looked after. It counts as one that knows nothing. */
export async function meetCdn(id: string): Promise<void> {
  await appClient().pressCdn.createMany({ data: { id }, skipDuplicates: true });
}

/** True for one node at a time: it may speak with the cache. */
export async function takeCdn(id: string): Promise<boolean> {
  return (
    (await appClient().$executeRaw`
      update press_cdn set taken_until = clock_timestamp() + ${takenMs}::float8 * interval '1 ms'
      where id = ${id} and taken_until <= clock_timestamp() and next_try_at <= clock_timestamp()`) === 1
  );
}

/**
 * Every purge that `snapshot` can see is confirmed.
 * @param before what was confirmed when the attempt began: whoever took too long changes nothing
 */
export async function confirmCdn(id: string, before: string, snapshot: string): Promise<void> {
  await appClient().$executeRaw`
    update press_cdn set seen = ${snapshot}, answered_at = clock_timestamp(), failures = 0, said = '',
      next_try_at = clock_timestamp(), taken_until = clock_timestamp()
    where id = ${id} and seen = ${before}`;
}

/** @param wait seconds before the next attempt; undefined: longer with each that failed, at most a minute */
export async function failCdn(id: string, said: string, wait: number | undefined): Promise<void> {
  await appClient().$executeRaw`
    update press_cdn set failures = failures + 1, said = ${said.slice(0, 500)}, taken_until = clock_timestamp(),
      next_try_at = clock_timestamp() + coalesce(${wait ?? null}::float8, least(60, power(2, least(failures, 10)))) * interval '1 s'
    where id = ${id}`;
}
