import { PrismaPg } from "@prisma/adapter-pg";
import { connections, shared } from "../process.ts";
import { Prisma, PrismaClient } from "./generated/client.ts";
import { idleTimeoutMillis, statementNames, utc } from "./statements.ts";

export { Prisma };
export type AppClient = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** The client of the newsroom: role galley_app. `lock_timeout` because Prisma's own timeout does not end a lock wait. */
export function appClient(): AppClient {
  const state = shared();
  state.appClient ??= new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: connections().app,
        max: 10,
        idleTimeoutMillis,
        options: `-c lock_timeout=5000 -c statement_timeout=30000 ${utc}`,
        application_name: "galley",
      },
      statementNames(),
    ),
    // Prisma's defaults of 2 s and 5 s would abort transactions that a busy machine can still finish. PostgreSQL's
    // timeouts end statements that hang.
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
  return state.appClient as AppClient;
}

type AfterCommit = () => void;

/** By the client of the transaction: Next's bundles load this module more than once. */
function commits(): WeakMap<Transaction, AfterCommit[]> {
  const state = shared();
  state.commits ??= new WeakMap();
  return state.commits as WeakMap<Transaction, AfterCommit[]>;
}

/** Runs a mutation in one transaction. Everything in it happens or nothing does. */
export async function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const after: AfterCommit[] = [];
  const result = await appClient().$transaction((tx) => {
    commits().set(tx, after);
    return work(tx);
  });
  for (const act of after) act();
  return result;
}

/** Does something in this process once the transaction is committed, before `transaction` returns. It must not fail. */
export function afterCommit(tx: Transaction, act: AfterCommit): void {
  commits().get(tx)?.push(act);
}
