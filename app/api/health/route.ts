import { backupHealth } from "#lib/backup/nightly-data.ts";
import { databaseState } from "#lib/postgres/health.ts";
import { databaseProcess } from "#lib/postgres/supervisor.ts";

export const dynamic = "force-dynamic";

/**
 * 200 while this process answers, also without its database: a restart would not bring that back. `database` says whether
 * it is there, as `/api/ready` does by its status. `backup` says when the last nightly backup succeeded; null without the database.
 */
export async function GET(): Promise<Response> {
  const database = await databaseState();
  const backup = database.app ? await backupHealth() : null;
  return Response.json(
    { ok: true, database, embedded: databaseProcess(), backup },
    { headers: { "cache-control": "no-store" } },
  );
}
