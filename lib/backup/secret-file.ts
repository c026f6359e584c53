// The secret of the server is a file, and a transaction of the database cannot replace it. So it is written beside the old
// one first, and put in its place once the transaction is known to be committed: at once, or at the next start after a kill.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import * as z from "zod";
import { connections, shared } from "../process.ts";
import type { Settings } from "../settings.ts";

const noteSchema = z.object({ id: z.uuid(), secret: z.string() });

const noteIn = (data: string) => path.join(data, "recovery.json");

function writePrivate(file: string, text: string): void {
  const draft = `${file}.new`;
  const handle = fs.openSync(draft, "w", 0o600);
  fs.writeSync(handle, text);
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  fs.renameSync(draft, file);
}

/** Writes down the secret of a recovery that is about to be committed. */
export async function announceSecret(client: pg.Client, data: string, secret: string): Promise<void> {
  const id = randomUUID();
  writePrivate(noteIn(data), JSON.stringify({ id, secret }));
  await client.query(`comment on table setting is ${pg.escapeLiteral(`recovery ${id}`)}`);
}

/** Puts the secret of a committed recovery in place. Does nothing if there was none. */
export async function takeSecret({ data, secret }: Settings): Promise<void> {
  const file = noteIn(data);
  if (!fs.existsSync(file)) return;
  const note = noteSchema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    const { rows } = await client.query<{ comment: string | null }>(
      "select obj_description('setting'::regclass) as comment",
    );
    if (rows[0]?.comment === `recovery ${note.id}` && secret === undefined) {
      writePrivate(path.join(data, "secret"), `${note.secret}\n`);
      shared().secret = note.secret;
    }
  } finally {
    await client.end();
  }
  fs.rmSync(file);
}
