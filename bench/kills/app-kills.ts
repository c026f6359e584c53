// Kills the server while people write over HTTP. It is started again, as a service manager would, and takes over the PostgreSQL that
// survived it.
import fs from "node:fs";
import path from "node:path";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";
import { appClient } from "#lib/postgres/app.ts";
import { ServerProcess } from "./server-process.ts";
import { type KillReport, killRounds, type Save, Writers } from "./writers.ts";

/** What a killed server leaves of a request: no answer, or one of the newly started server, which is not ready. */
class Unanswered extends Error {}

/** Saves over HTTP, as a tab does where its server action cannot. */
export const saveAt =
  (origin: () => string): Save =>
  async (person, batch) => {
    const headers = {
      "content-type": "application/json",
      origin: origin(),
      cookie: `${cookieName}=${await sealSession(person.sessionId)}`,
    };
    const response = await fetch(`${origin()}/api/steps`, {
      ...{ method: "POST", headers, body: JSON.stringify(batch) },
      signal: AbortSignal.timeout(30_000),
    }).catch((error) => {
      throw new Unanswered(String(error));
    });
    const text = await response.text().catch((error) => {
      throw new Unanswered(String(error));
    });
    if (response.status === 503) throw new Unanswered(text.slice(0, 200));
    const answer = JSON.parse(text) as { ok: boolean; data?: { kind: string } };
    if (!answer.ok || answer.data?.kind !== "saved") throw new Error(`${response.status} ${text.slice(0, 300)}`);
  };

export const isUnanswered = (error: unknown): boolean => error instanceof Unanswered;

/** @param folder the data folder; a new one becomes a newsroom without stories. Needs a build. */
export async function runAppKills(given: {
  folder: string;
  rounds: number;
  random: () => number;
  say?: (line: string) => void;
}): Promise<KillReport> {
  const { folder, rounds, random, say } = given;
  fs.mkdirSync(folder, { recursive: true });
  const server = await ServerProcess.start(folder);
  try {
    server.connect();
    return await killRounds({
      writers: await Writers.create(4),
      ...{ rounds, random, say },
      save: saveAt(() => server.origin),
      isPassing: isUnanswered,
      kill: () => server.killAndRestart(),
    });
  } finally {
    await appClient().$disconnect();
    await server.stop();
    fs.rmSync(path.join(folder), { recursive: true, force: true });
  }
}
