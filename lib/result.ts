import type * as z from "zod";
import { isClientFault } from "./client-fault.ts";
import { DomainError, type Failure } from "./errors.ts";
import { log } from "./log.ts";

/** The first problem of each field, by the path of the field ("name", "links.0.url"). */
export function invalid(error: z.ZodError): Failure {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return { ok: false, code: "INVALID", fields };
}

/** Prisma's codes for a database that is away, has no connection free, or lost a race; it may have come back by the next try. */
const passing = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034", "P2037"]);
/**
 * PostgreSQL's classes for the same: connection, resources (a full disk), stopping or starting, the system (a disk that
 * cannot be written); and a statement or a lock that took too long, or a deadlock.
 */
const passingState = /^(?:08|53|57P0|58|57014|55P03|40P01)/;

/** Messages of pg for a connection that ended during a statement; it gives no error code. */
const lostConnection = /^(?:Connection terminated|Client has encountered a connection error)/;

/** Codes of the system for a disk that is full or cannot be written. */
const diskFaults = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO"]);

export const isDiskFault = (error: unknown): boolean =>
  diskFaults.has(String((error as { code?: unknown } | null)?.code));

type Cause = { originalCode?: unknown; originalMessage?: unknown };
/** Prisma wraps the error of its driver, but for one that ends a commit: that comes as it is. */
type Thrown = { code?: unknown; meta?: { driverAdapterError?: { cause?: Cause } }; cause?: Cause } | null;

/** Turns an error into the answer of an action or a route. Unexpected errors are logged, and their message is not sent. */
export function failure(error: unknown, door: string): Failure {
  if (error instanceof DomainError) return { ok: false, code: error.code, detail: error.detail };
  const { code, meta, cause } = (error as Thrown) ?? {};
  const { originalCode: state, originalMessage } = meta?.driverAdapterError?.cause ?? cause ?? {};
  // PostgreSQL gives it the code of a missing privilege.
  const isReadOnly = state === "42501" && /read-only file system/i.test(String(originalMessage));
  const isLost = error instanceof Error && lostConnection.test(error.message);
  if (isLost || isReadOnly || passing.has(String(code)) || passingState.test(String(state))) {
    log.warn({ error, door }, "database busy or unreachable; answered BUSY");
    return { ok: false, code: "BUSY" };
  }
  if (isDiskFault(error)) {
    log.error({ error, door }, "disk full or not writable; answered STORE_UNAVAILABLE");
    return { ok: false, code: "STORE_UNAVAILABLE" };
  }
  if (isClientFault(error)) log.debug({ error, door }, "request aborted by the client");
  else log.error({ error, door }, "unhandled error in action or route");
  return { ok: false, code: "UNEXPECTED" };
}
