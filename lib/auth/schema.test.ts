import { expect, test } from "vitest";
import { emailSchema, nameSchema, newPasswordSchema, safeNext } from "./schema.ts";

test.each(["/desk", "/desk/stories/0198", "/admin/people?role=EDITOR&q=a%20b", "/desk#list"])(
  "after signing in one may go to %s",
  (path) => {
    expect(safeNext(path)).toBe(path);
  },
);

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/desk\\..\\x",
  "/desk\n/x",
  "/desktop",
  "/adminx",
  "/sign-in",
  "javascript:alert(1)",
  `/desk/${"x".repeat(600)}`,
  "",
  undefined,
  ["/desk"],
])("after signing in nobody is sent to %j", (next) => {
  expect(safeNext(next)).toBe("/desk");
});

test("an e-mail address is compared without case and space around it", () => {
  expect(emailSchema.parse("  Ines@Ledger.Example ")).toBe("ines@ledger.example");
  expect(emailSchema.safeParse("ines").success).toBe(false);
});

test("a name keeps single spaces and is not empty", () => {
  expect(nameSchema.parse("  Ines \n Calloway ")).toBe("Ines Calloway");
  expect(nameSchema.safeParse("   ").success).toBe(false);
});

test("a new password has ten characters at least, of any kind", () => {
  expect(newPasswordSchema.safeParse("          ").success).toBe(true);
  expect(newPasswordSchema.safeParse("Abc123!?x").success).toBe(false);
});
