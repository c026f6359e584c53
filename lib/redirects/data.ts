import type { Actor } from "../actor.ts";
import { targetHref } from "../addresses/paths.ts";
import { type Page, readCursor, toPage, writeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { canManageRedirects } from "./policy.ts";
import type { RedirectsQuery } from "./schema.ts";

export type RedirectRow = { path: string; target: string; hits: number; lastHitAt: string | null };
const pageSize = 50;

/** Redirects that were made by hand, by path. Those that moves have left are no one's work and are not here. @throws NOT_ALLOWED */
export async function listRedirects(
  actor: Actor,
  { q, after }: RedirectsQuery,
  size = pageSize,
): Promise<Page<RedirectRow> & { total: number }> {
  if (!canManageRedirects(actor)) throw new DomainError("NOT_ALLOWED");
  const like = `%${literally(q)}%`;
  const [from = ""] = readCursor(after, 1) ?? [];
  const rows = await appClient().$queryRaw<(Omit<RedirectRow, "lastHitAt"> & { lastHitAt: Date | null })[]>`
    select r.path, a.target, r.hits, r.last_hit_at as "lastHitAt"
    from redirect r join address a on a.path = r.path and a.kind = 'REDIRECT'
    where r.path > ${from} and (r.path ilike ${like} or a.target ilike ${like})
    order by r.path limit ${size + 1}`;
  const [count] = await appClient().$queryRaw<{ total: bigint }[]>`
    select count(*) as total from redirect r join address a on a.path = r.path and a.kind = 'REDIRECT'
    where r.path ilike ${like} or a.target ilike ${like}`;
  const page = toPage(rows, size, ({ path }) => writeCursor(path));
  return {
    total: Number(count?.total ?? 0),
    next: page.next,
    rows: page.rows.map((row) => ({ ...row, lastHitAt: row.lastHitAt?.toISOString() ?? null })),
  };
}

/** Changes with every redirect whose old address has a query. */
export const queryRedirectsTag = "redirects:query";

/** Where each old address with a query leads, by its stored form (`queryAddress`): a link, ready to be sent. */
export async function listQueryRedirects(): Promise<ReadonlyMap<string, string>> {
  const rows = await appClient().address.findMany({
    where: { kind: "REDIRECT", path: { contains: literally("?") } },
    select: { path: true, target: true },
  });
  return new Map(
    rows.map(({ path, target }) => [path, /^https?:/.test(target) ? target : (targetHref(target) ?? "/")]),
  );
}
