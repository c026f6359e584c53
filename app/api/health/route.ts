import { databaseState } from "#lib/postgres/health.ts";
import { databaseProcess } from "#lib/postgres/supervisor.ts";

export const dynamic = "force-dynamic";

/**
 * 200 while this process answers, also without its database: a restart would not bring that back. `database` says whether
 * it is there, as `/api/ready` does by its status.
 */
export async function GET(): Promise<Response> {
  return Response.json(
    { ok: true, database: await databaseState(), embedded: databaseProcess() },
    { headers: { "cache-control": "no-store" } },
  );
}
