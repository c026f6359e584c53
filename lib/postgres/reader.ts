import { PrismaPg } from "@prisma/adapter-pg";
import { connections, shared } from "../process.ts";
import { PrismaClient } from "./generated/client.ts";
import { idleTimeoutMillis, statementNames, utc } from "./statements.ts";

/**
 * The client of the public pages: role galley_reader, which may SELECT the public tables and nothing else. A pool of its
 * own, so that a flood of readers does not starve the newsroom.
 */
export function readerClient(): PrismaClient {
  const state = shared();
  state.readerClient ??= new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: connections().reader,
        max: 8,
        idleTimeoutMillis,
        options: `-c statement_timeout=5000 -c default_transaction_read_only=on ${utc}`,
        application_name: "galley reader",
      },
      statementNames(),
    ),
  });
  return state.readerClient as PrismaClient;
}
