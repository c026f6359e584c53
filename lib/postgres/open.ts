import { secret, shared } from "../process.ts";
import type { Settings } from "../settings.ts";
import { appClient } from "./app.ts";
import { StartError, startEmbedded } from "./embedded.ts";
import { openExternal } from "./external.ts";
import { migrate } from "./migrate.ts";
import { readerClient } from "./reader.ts";
import { supervise } from "./supervisor.ts";

export { StartError };

/** Starts or finds the database, migrates it, and makes its clients usable in this process. */
export async function openDatabase(
  settings: Settings,
  say: (line: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const state = shared();
  let stopServer = async () => {};
  if (settings.databaseUrl) {
    state.connections = await openExternal(
      settings.databaseUrl,
      settings.databaseDirectUrl ?? settings.databaseUrl,
      secret(),
      say,
    );
  } else {
    const began = Date.now();
    const server = await startEmbedded(settings.data, say);
    const supervisor = supervise(server);
    stopServer = async () => {
      await supervisor.stop();
      await server.stop();
    };
    state.connections = server.connections;
    say(
      `Database ${server.adopted ? "was still running and is taken over" : "started"} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
    );
  }
  say("Checking for migrations");
  try {
    const applied = await migrate(state.connections, process.cwd());
    if (applied.length) say(`Migrations applied: ${applied.length}`);
  } catch (error) {
    await stopServer();
    throw error;
  }
  return {
    async stop() {
      await Promise.allSettled([appClient().$disconnect(), readerClient().$disconnect()]);
      await stopServer();
    },
  };
}
