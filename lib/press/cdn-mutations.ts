import { appClient } from "../postgres/app.ts";

/** Lease of one purge attempt. After it another node takes over from a node that died. */
const claimMs = 20_000;

/** Registers a CDN. It starts with no confirmed purges. */
export async function registerCdn(id: string): Promise<void> {
  await appClient().pressCdn.createMany({ data: { id }, skipDuplicates: true });
}

/** Takes the lease for purging the CDN. True for one node at a time. */
export async function claimCdn(id: string): Promise<boolean> {
  return (
    (await appClient().$executeRaw`
      update press_cdn set taken_until = clock_timestamp() + ${claimMs}::float8 * interval '1 ms'
      where id = ${id} and taken_until <= clock_timestamp() and next_try_at <= clock_timestamp()`) === 1
  );
}

/**
 * Records that the CDN has confirmed every purge that `snapshot` can see.
 * @param before the confirmed snapshot when the attempt began: an attempt that outlived its lease changes nothing
 */
export async function confirmCdn(id: string, before: string, snapshot: string): Promise<void> {
  await appClient().$executeRaw`
    update press_cdn set seen = ${snapshot}, answered_at = clock_timestamp(), failures = 0, last_error = '',
      next_try_at = clock_timestamp(), taken_until = clock_timestamp()
    where id = ${id} and seen = ${before}`;
}

/** @param waitSeconds before the next attempt; undefined: grows with each failure, up to a minute */
export async function recordCdnFailure(id: string, message: string, waitSeconds: number | undefined): Promise<void> {
  await appClient().$executeRaw`
    update press_cdn set failures = failures + 1, last_error = ${message.slice(0, 500)}, taken_until = clock_timestamp(),
      next_try_at = clock_timestamp() + coalesce(${waitSeconds ?? null}::float8, least(60, power(2, least(failures, 10)))) * interval '1 s'
    where id = ${id}`;
}
