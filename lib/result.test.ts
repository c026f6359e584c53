import { expect, test } from "vitest";
import { DomainError } from "./errors.ts";
import { failure } from "./result.ts";

test("an error that a person can fix keeps its code and detail", () => {
  expect(failure(new DomainError("NOT_FOUND"), "test")).toMatchObject({ ok: false, code: "NOT_FOUND" });
});

test("a database that is away or stopping is busy: the next try may get through", () => {
  for (const error of [
    { code: "P1001" },
    { code: "P2039", meta: { driverAdapterError: { cause: { originalCode: "57P01" } } } },
    { code: "P2039", meta: { driverAdapterError: { cause: { originalCode: "08006" } } } },
    Object.assign(new Error("terminating connection"), { cause: { originalCode: "57P01" } }),
  ])
    expect(failure(error, "test")).toEqual({ ok: false, code: "BUSY" });
});

test("a database on a read-only disk is busy, and a missing privilege is unexpected", () => {
  const error = (originalMessage: string) => ({
    code: "P2010",
    meta: { driverAdapterError: { cause: { originalCode: "42501", originalMessage } } },
  });
  const onDisk = error('could not open file "pg_wal/0001": Read-only file system');
  expect(failure(onDisk, "test")).toEqual({ ok: false, code: "BUSY" });
  expect(failure(error("permission denied for table person"), "test")).toMatchObject({ code: "UNEXPECTED" });
});

test("any other error is reported as unexpected, without its message", () => {
  for (const error of [new Error("select secret"), null, { code: "P2039", meta: {} }, { code: "ECONNRESET" }])
    expect(failure(error, "test")).toEqual({ ok: false, code: "UNEXPECTED" });
});

test("a connection that ends under a statement counts as passing, so that the sender tries again", () => {
  for (const message of [
    "Connection terminated unexpectedly",
    "Client has encountered a connection error and is not queryable",
  ])
    expect(failure(new Error(message), "test")).toEqual({ ok: false, code: "BUSY" });
});

test("a disk that is full or cannot be written is reported as a store that is unavailable", () => {
  for (const code of ["ENOSPC", "EDQUOT", "EROFS", "EIO"])
    expect(failure(Object.assign(new Error("write"), { code, syscall: "write" }), "test")).toEqual({
      ok: false,
      code: "STORE_UNAVAILABLE",
    });
});
