import { databaseState } from "#lib/postgres/health.ts";
import { databaseProcess } from "#lib/postgres/supervisor.ts";

export const dynamic = "force-dynamic";

/**
 * 200 while the database answers, 503 without it: whether a load balancer should send requests here. `embedded`: the
 * state of the PostgreSQL that comes with Galley.
 */
export async function GET(): Promise<Response> {
  const database = await databaseState();
  const ok = database.app && database.reader;
  return Response.json(
    { ok, database, embedded: databaseProcess() },
    { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
