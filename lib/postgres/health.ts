import { appClient } from "./app.ts";
import { readerClient } from "./reader.ts";

/** Whether each role reaches the database within 2 s. */
export async function databaseState(): Promise<{ app: boolean; reader: boolean }> {
  const ask = (client: { $queryRaw: (query: TemplateStringsArray) => Promise<unknown> }) =>
    Promise.race([
      client.$queryRaw`select 1`.then(() => true),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), 2_000).unref()),
    ]).catch(() => false);
  const [app, reader] = await Promise.all([ask(appClient()), ask(readerClient())]);
  return { app, reader };
}
