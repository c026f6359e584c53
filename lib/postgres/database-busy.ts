/** Prisma's codes for a database that is away, has no connection free, or lost a race; it may have come back by the next try. */
const passing = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034", "P2037"]);
/** What the driver reports instead, without a code of PostgreSQL: nobody answers, or the connection ended. */
const passingKinds = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/**
 * PostgreSQL's classes for the same: connection, resources (a full disk), stopping, starting or recovering, the system (a disk that
 * cannot be written); and a statement or a lock that took too long, or a deadlock.
 */
const passingState = /^(?:08|53|57P0|58|57014|55P03|40P01)/;

/** Messages of pg for a connection that ended during a statement; it gives no error code. */
const lostConnection = /^(?:Connection terminated|Client has encountered a connection error)/;

type Cause = { originalCode?: unknown; originalMessage?: unknown; kind?: unknown };
/** Prisma wraps the error of its driver, but for one that ends a commit: that comes as it is. */
type Thrown = { code?: unknown; meta?: { driverAdapterError?: { cause?: Cause } }; cause?: Cause } | null | undefined;

/** True for an error of a database that is away, starting, recovering or overloaded, so that the next try may succeed. */
export function isDatabaseBusy(error: unknown): boolean {
  const { code, meta, cause } = (error as Thrown) ?? {};
  const { originalCode, originalMessage, kind } = meta?.driverAdapterError?.cause ?? cause ?? {};
  const state = String(originalCode ?? code);
  return (
    passing.has(String(code)) ||
    code === "ECONNREFUSED" ||
    passingKinds.has(String(kind)) ||
    passingState.test(state) ||
    // PostgreSQL gives it the code of a missing privilege.
    (state === "42501" && /read-only file system/i.test(String(originalMessage))) ||
    (error instanceof Error && lostConnection.test(error.message))
  );
}
