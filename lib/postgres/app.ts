import { PrismaPg } from "@prisma/adapter-pg";
import { connections, shared } from "../process.ts";
import { Prisma, PrismaClient } from "./generated/client.ts";

export { Prisma };
export type AppClient = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** The client of the newsroom: role galley_app. `lock_timeout` because Prisma's own timeout does not end a lock wait. */
export function appClient(): AppClient {
  const state = shared();
  state.appClient ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: connections().app,
      max: 10,
      options: "-c lock_timeout=5000 -c statement_timeout=30000",
      application_name: "galley",
    }),
  });
  return state.appClient as AppClient;
}

/** Runs a mutation in one transaction. Everything in it happens or nothing does. */
export function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return appClient().$transaction(work, { maxWait: 5_000, timeout: 20_000 });
}
