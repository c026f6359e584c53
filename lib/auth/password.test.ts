import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";

test("accepts only the password that was hashed", async () => {
  const hash = await hashPassword("a wet Tuesday in Northquay");
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(await verifyPassword(hash, "a wet Tuesday in Northquay")).toBe(true);
  expect(await verifyPassword(hash, "a wet tuesday in Northquay")).toBe(false);
});

test("accepts an accented letter in either Unicode form", async () => {
  const hash = await hashPassword("caf\u00e9 au lait");
  expect(await verifyPassword(hash, "cafe\u0301 au lait")).toBe(true);
});

test("rejects every password for an unknown account, even that of the decoy hash", async () => {
  expect(await verifyPassword(null, "there is no such account")).toBe(false);
});
