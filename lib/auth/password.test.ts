import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";

test("the password that was hashed is the right one, and no other is", async () => {
  const hash = await hashPassword("a wet Tuesday in Northquay");
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(await verifyPassword(hash, "a wet Tuesday in Northquay")).toBe(true);
  expect(await verifyPassword(hash, "a wet tuesday in Northquay")).toBe(false);
});

test("an accent is the same whichever way the keyboard wrote it", async () => {
  const hash = await hashPassword("caf\u00e9 au lait");
  expect(await verifyPassword(hash, "cafe\u0301 au lait")).toBe(true);
});

test("no account has no right password, not even the one of the decoy", async () => {
  expect(await verifyPassword(null, "there is no such account")).toBe(false);
});
