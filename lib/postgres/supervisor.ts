// Restarts the embedded PostgreSQL when it dies. Connections need no notification: each reconnects by itself, because the
// server keeps its port.
import { log } from "../log.ts";
import { type DatabaseProcess, shared } from "../process.ts";
import type { EmbeddedServer } from "./embedded.ts";

/** Milliseconds between two checks of the process. */
const lookMs = 200;
/** Milliseconds before each further attempt; the last value repeats. */
const backoffMs = [0, 200, 400, 800, 1_600, 3_200, 5_000] as const;
/** If a server has run for so many milliseconds, its next failure starts a new series of attempts. */
const steadyMs = 3_000;

/** State of the embedded PostgreSQL; undefined when somebody else runs the database. */
export const databaseProcess = (): DatabaseProcess | undefined => shared().databaseProcess;

/** Watches the server until `stop`, which ends when no start is under way any more. The server itself goes on. */
export function supervise(server: Pick<EmbeddedServer, "isAlive" | "revive">): { stop(): Promise<void> } {
  const stopped = new AbortController();
  let restarts = 0;
  let attempt = 0;
  let startedAt = Date.now();
  const say = (state: DatabaseProcess["state"]) => {
    shared().databaseProcess = { state, since: new Date().toISOString(), restarts };
  };
  /** Ends the pause that is under way. A listener of the signal for each pause would stay for as long as the server runs. */
  let endPause = () => {};
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stopped.signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function revive(): Promise<void> {
    const diedAt = Date.now();
    if (diedAt - startedAt >= steadyMs) attempt = 0;
    say("restarting");
    log.error({}, "embedded PostgreSQL died; restarting it");
    while (!stopped.signal.aborted) {
      await pause(backoffMs[Math.min(attempt, backoffMs.length - 1)] ?? 0);
      attempt++;
      if (stopped.signal.aborted) return;
      try {
        await server.revive();
        startedAt = Date.now();
        restarts++;
        say("running");
        log.warn({ restarts, downMs: startedAt - diedAt }, "embedded PostgreSQL is running again");
        return;
      } catch (error) {
        const retryMs = backoffMs[Math.min(attempt, backoffMs.length - 1)];
        log.error({ error, attempt, retryMs }, "embedded PostgreSQL could not be restarted; retrying");
      }
    }
  }

  async function watch(): Promise<void> {
    while (!stopped.signal.aborted) {
      if (server.isAlive()) await pause(lookMs);
      else await revive();
    }
  }

  say("running");
  const watching = watch();
  return {
    async stop() {
      stopped.abort();
      endPause();
      await watching;
      delete shared().databaseProcess;
    },
  };
}
