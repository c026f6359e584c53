// A PostgreSQL that somebody else runs (DATABASE_URL).
import { createHmac } from "node:crypto";
import pg from "pg";
import type { Connections } from "../process.ts";
import { StartError } from "./embedded.ts";
import { createRole, roleNames } from "./roles.ts";

const oldest = 15;

/**
 * Connects, checks the version, and makes the roles galley_app and galley_reader where the given role may. Otherwise
 * Galley uses the given role for everything, and reports that. Passwords are derived from the secret, so that every node knows them.
 * @param direct for migrations and LISTEN, which do not pass a transaction pooler
 */
export async function openExternal(
  url: string,
  direct: string,
  secret: string,
  say: (line: string) => void,
): Promise<Connections> {
  const client = new pg.Client({ connectionString: direct, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new StartError(
      `The database at ${place(direct)} does not answer (${(error as Error).message}): check DATABASE_URL.`,
    );
  }
  try {
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    if (major < oldest)
      throw new StartError(`The database at ${place(direct)} is PostgreSQL ${major}; Galley needs ${oldest} or newer.`);
    const one: Connections = { owner: direct, app: url, listen: direct, reader: url, separated: false };
    const password = (role: string) => createHmac("sha256", secret).update(`role ${role}`).digest("hex");
    const as = (base: string, role: string) => {
      const address = new URL(base);
      address.username = role;
      address.password = password(role);
      return address.href;
    };
    const separate: Connections = {
      owner: direct,
      app: as(url, roleNames.app),
      listen: as(direct, roleNames.app),
      reader: as(url, roleNames.reader),
      separated: true,
    };
    try {
      await client.query("select pg_advisory_lock(hashtext('galley roles'))"); // two nodes that start together
      await createRole(client, roleNames.app, password(roleNames.app));
      await createRole(client, roleNames.reader, password(roleNames.reader));
      const { rows: named } = await client.query<{ name: string }>("select current_database() as name");
      await client.query(
        `grant connect on database ${pg.escapeIdentifier(named[0]?.name ?? "")} to ${roleNames.app}, ${roleNames.reader}`,
      );
      for (const connectionString of [separate.app, separate.reader]) {
        const probe = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
        await probe.connect();
        await probe.end();
      }
      return separate;
    } catch (error) {
      say(
        `Roles of its own for the app and for readers could not be made (${(error as Error).message}); Galley works with the one role of DATABASE_URL.`,
      );
      return one;
    }
  } finally {
    await client.end();
  }
}

function place(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
