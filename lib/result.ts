import type * as z from "zod";
import { isClientFault } from "./client-fault.ts";
import { DomainError, type Failure } from "./errors.ts";
import { log } from "./log.ts";
import { isDatabaseBusy } from "./postgres/database-busy.ts";

/** The first problem of each field, by the path of the field ("name", "links.0.url"). */
export function invalid(error: z.ZodError): Failure {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return { ok: false, code: "INVALID", fields };
}

/** Codes of the system for a disk that is full or cannot be written. */
const diskFaults = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO"]);

export const isDiskFault = (error: unknown): boolean =>
  diskFaults.has(String((error as { code?: unknown } | null)?.code));

/** Turns an error into the answer of an action or a route. Unexpected errors are logged, and their message is not sent. */
export function failure(error: unknown, door: string): Failure {
  if (error instanceof DomainError) return { ok: false, code: error.code, detail: error.detail };
  if (isDatabaseBusy(error)) {
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
