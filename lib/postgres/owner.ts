import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { connections } from "../process.ts";
import type { Transaction } from "./app.ts";
import { PrismaClient } from "./generated/client.ts";
import { utc } from "./statements.ts";

/**
 * One transaction as the owner of the tables, who may change what the app only adds to. For the command line alone: nothing
 * that a page can reach may use it.
 */
export async function ownerTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = new PrismaClient({
    adapter: new PrismaPg({
      connectionString: connections().owner,
      max: 1,
      options: `-c lock_timeout=15000 ${utc}`,
      application_name: "galley owner",
    }),
  });
  try {
    return await client.$transaction(work, { maxWait: 10_000, timeout: 600_000 });
  } finally {
    await client.$disconnect();
  }
}

/** Takes what was removed out of the files of these tables too: until then PostgreSQL only does not show it. */
export async function vacuum(tables: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    await client.query(`vacuum ${tables.map((table) => pg.escapeIdentifier(table)).join(", ")}`);
  } finally {
    await client.end();
  }
}
