import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { connections } from "../process.ts";
import type { Transaction } from "./app.ts";
import { PrismaClient } from "./generated/client.ts";
import { utc } from "./statements.ts";

/**
 * Runs one transaction as the owner of the tables, who may change rows that the app may only insert. For the command line
 * only: no code of pages may use it.
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

/** Rewrites the files of these tables, because deleted rows stay in the files until then. */
export async function vacuum(tables: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    await client.query(`vacuum ${tables.map((table) => pg.escapeIdentifier(table)).join(", ")}`);
  } finally {
    await client.end();
  }
}
