import { expect, test } from "vitest";
import { isDatabaseBusy } from "./database-busy.ts";

/** As Prisma throws what its driver reports. */
const wrapped = (cause: Record<string, unknown>) =>
  Object.assign(new Error("Raw query failed."), {
    code: "P2010",
    meta: { driverAdapterError: { name: "DriverAdapterError", cause } },
  });

test("a database that crashed, recovers, starts, stops or is not there may answer the next try", () => {
  for (const error of [
    wrapped({ originalCode: "57P01", originalMessage: "terminating connection due to administrator command" }),
    wrapped({
      originalCode: "57P02",
      originalMessage: "terminating connection because of crash of another server process",
    }),
    wrapped({ originalCode: "57P03", originalMessage: "the database system is in recovery mode" }),
    wrapped({ originalCode: "57P03", originalMessage: "the database system is not yet accepting connections" }),
    wrapped({ kind: "ConnectionClosed" }),
    wrapped({ kind: "DatabaseNotReachable", host: "127.0.0.1", port: 5432 }),
    { code: "P1001" },
    new Error("Connection terminated unexpectedly"),
    Object.assign(new Error("terminating connection"), { cause: { originalCode: "57P01" } }),
    // Errors of pg itself.
    Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" }),
    Object.assign(new Error("the database system is starting up"), { code: "57P03" }),
  ])
    expect([error, isDatabaseBusy(error)]).toEqual([error, true]);
});

test("an error of a statement or of the program is not taken for a database that is away", () => {
  for (const error of [
    wrapped({ originalCode: "23505", kind: "UniqueConstraintViolation" }),
    wrapped({ originalCode: "42501", originalMessage: "permission denied for table person" }),
    wrapped({ kind: "ColumnNotFound" }),
    new TypeError("Cannot read properties of undefined"),
    { code: "P2002" },
    { code: "ENOENT" },
    null,
    undefined,
    "57P01",
  ])
    expect([error, isDatabaseBusy(error)]).toEqual([error, false]);
});
