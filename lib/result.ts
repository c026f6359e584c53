import type * as z from "zod";
import { DomainError, type Failure } from "./errors.ts";
import { log } from "./log.ts";

/** The first problem of each field, by the path of the field ("name", "links.0.url"). */
export function invalid(error: z.ZodError): Failure {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return { ok: false, code: "INVALID", fields };
}

/** Turns what was thrown into what a door answers; the unexpected is logged and never told. */
export function failure(error: unknown, door: string): Failure {
  if (error instanceof DomainError) return { ok: false, code: error.code, detail: error.detail };
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "P2024" || code === "P2028" || code === "P2034") {
    log.warn({ error, door }, "the database is busy");
    return { ok: false, code: "BUSY" };
  }
  log.error({ error, door }, "a door failed");
  return { ok: false, code: "UNEXPECTED" };
}
