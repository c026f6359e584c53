import { createHmac } from "node:crypto";
import { DomainError } from "./errors.ts";
import type { Transaction } from "./postgres/app.ts";
import { secret } from "./process.ts";

const hour = 3_600_000;

/**
 * Counts what is sent within an hour, by a code that nobody can turn back into an address, nor join to that of another hour.
 * @param form names the form; `limits` are tried in order, each for its own sender ("" for all of them)
 * @throws TOO_MANY_TRIES with the end of the hour
 */
export async function countSent(
  tx: Transaction,
  form: string,
  limits: readonly (readonly [of: string, most: number])[],
  at: Date,
): Promise<void> {
  const hours = Math.floor(at.getTime() / hour);
  const until = new Date((hours + 1) * hour);
  for (const [of, most] of limits) {
    const key = createHmac("sha256", secret()).update(`${form} ${hours} ${of}`).digest("base64url");
    const rows = await tx.$queryRaw<{ sent: number }[]>`
      insert into form_count as counted (key, sent, until) values (${key}, 1, ${until})
      on conflict (key) do update set sent = counted.sent + 1
      returning sent`;
    if ((rows[0]?.sent ?? 0) > most) throw new DomainError("TOO_MANY_TRIES", { until: until.toISOString() });
  }
}
