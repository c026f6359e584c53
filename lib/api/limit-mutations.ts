// Rate limits and repeated requests. Both are kept in the database, so that they hold across nodes.
import { createHash } from "node:crypto";
import { newId } from "../ids.ts";
import { log } from "../log.ts";
import { appClient } from "../postgres/app.ts";
import { jsonValue } from "../postgres/json.ts";

/** Requests of a key within a minute. */
export const maxKeyRequests = 300;
/** Requests with a wrong key from one network within a minute. */
export const maxWrongKeys = 30;

export type RateLimit = {
  limit: number;
  /** How many more requests the minute has; negative when there were too many. */
  left: number;
  /** Seconds until the next minute. */
  resetSeconds: number;
};

/** Counts a request. The minutes are those of the database's clock. */
export async function countRequest(subject: string, limit: number): Promise<RateLimit> {
  const [row] = await appClient().$queryRaw<{ requests: number; seconds: number }[]>`
    insert into api_minute as m (subject, at, requests) values (${subject}, date_trunc('minute', clock_timestamp()), 1)
    on conflict (subject, at) do update set requests = m.requests + 1
    returning requests, ceil(60 - extract(second from clock_timestamp()))::int as seconds`;
  const { requests, seconds } = row ?? { requests: 1, seconds: 60 };
  return { limit, left: limit - requests, resetSeconds: Math.max(1, seconds) };
}

/** The header fields of draft-ietf-httpapi-ratelimit-headers. */
export const rateLimitHeaders = ({ limit, left, resetSeconds }: RateLimit): Record<string, string> => ({
  "ratelimit-policy": `"minute";q=${limit};w=60`,
  ratelimit: `"minute";r=${Math.max(0, left)};t=${resetSeconds}`,
});

export type StoredAnswer = { status: number; body: unknown; headers: Record<string, string> };

export type Claim =
  /** The request is to be answered. What it creates gets this id. */
  | { kind: "new"; plannedId: string }
  | { kind: "answered"; answer: StoredAnswer }
  /** Another request has this key: with other content, or it is not answered yet. */
  | { kind: "differs" }
  | { kind: "running" };

/** Seconds after which a request counts as given up: its node was stopped. Longer than any transaction takes. */
const givenUpAfter = 60;

export const fingerprintOf = (method: string, address: string, body: Uint8Array): string =>
  createHash("sha256").update(`${method} ${address}\n`).update(body).digest("hex");

type Row = { fingerprint: string; plannedId: string; status: number | null; answer: unknown };

/** Claims the key of a request for one answer, or gives the answer that it had. */
export async function claimRequest(keyId: string, idempotencyKey: string, fingerprint: string): Promise<Claim> {
  const [claimed] = await appClient().$queryRaw<{ plannedId: string }[]>`
    insert into api_request as r (key_id, idempotency_key, fingerprint, planned_id, began_at)
    values (${keyId}::uuid, ${idempotencyKey}, ${fingerprint}, ${newId()}::uuid, clock_timestamp())
    on conflict (key_id, idempotency_key) do update set began_at = clock_timestamp()
    where r.status is null and r.fingerprint = excluded.fingerprint
      and r.began_at < clock_timestamp() - make_interval(secs => ${givenUpAfter})
    returning planned_id::text as "plannedId"`;
  if (claimed) return { kind: "new", plannedId: claimed.plannedId };
  const known: Row | null = await appClient().apiRequest.findUnique({
    where: { keyId_idempotencyKey: { keyId, idempotencyKey } },
    select: { fingerprint: true, plannedId: true, status: true, answer: true },
  });
  if (!known) return { kind: "running" }; // given free this moment
  if (known.fingerprint !== fingerprint) return { kind: "differs" };
  if (known.status === null) return { kind: "running" };
  return { kind: "answered", answer: known.answer as StoredAnswer };
}

/** Keeps an answer for repeats. One that a repeat may improve, such as "too busy", is not kept. */
export async function settleRequest(keyId: string, idempotencyKey: string, answer: StoredAnswer): Promise<void> {
  const where = { keyId, idempotencyKey };
  const mayImprove = answer.status >= 500 || answer.status === 429;
  const work = mayImprove
    ? appClient().apiRequest.deleteMany({ where })
    : appClient().apiRequest.updateMany({
        where,
        data: { status: answer.status, answer: jsonValue(answer) },
      });
  await work.catch((error: unknown) =>
    log.warn({ error }, "api: answer could not be kept; a repeat of the request is answered anew"),
  );
}

/** Forgets answers after a day, and counts after an hour. Safe to repeat. */
export async function forgetRequests(): Promise<number> {
  const requests = await appClient().$executeRaw`
    delete from api_request where began_at < clock_timestamp() - interval '1 day'`;
  await appClient().$executeRaw`delete from api_minute where at < clock_timestamp() - interval '1 hour'`;
  return requests;
}
