import { expect, test } from "vitest";
import { emailSchema, nameSchema, newPasswordSchema, safeNext } from "./schema.ts";

test.each([
  ["/desk", "/desk"],
  ["/desk/stories/0198", "/desk/stories/0198"],
  ["/desk/", "/desk/"],
  ["/admin/people?role=EDITOR&q=a%20b", "/admin/people?role=EDITOR&q=a%20b"],
  ["/desk#list", "/desk#list"],
  ["/desk?q=Größe", "/desk?q=Gr%C3%B6%C3%9Fe"],
  ["/desk?next=//evil.example", "/desk?next=//evil.example"],
  ["/desk/./stories/../inbox", "/desk/inbox"],
  ["/desk/%2e%2e/admin", "/admin"],
  ["/desk/%2f%2fevil.example", "/desk/%2f%2fevil.example"],
  ["/desk@evil.example", "/desk"],
])("redirects after signing in: %s becomes %s", (next, path) => {
  expect(safeNext(next)).toBe(path);
});

test.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "https:evil.example",
  " //evil.example",
  "/desk/..//evil.example/",
  "/desk/../\\evil.example/",
  "/desk/%2e%2e//evil.example/",
  "/desk/%2E%2e//evil.example/",
  "/desk/.%2e//evil.example/",
  "/desk/stories/../../..//evil.example/",
  "/desk/..//desk",
  "/desk//evil.example",
  "/admin/../\t/evil.example",
  "/desk/..\n//evil.example",
  "/desk/..\u0000//evil.example",
  "/desk\u009b",
  "/desk\\..\\x",
  "/desk\n/x",
  "/desk/../",
  "/desktop",
  "/adminx",
  "/%64esk",
  "/sign-in",
  "@evil.example",
  ":80@evil.example/desk",
  "javascript:alert(1)",
  "\ud800",
  `/desk/${"x".repeat(600)}`,
  "",
  undefined,
  null,
  ["/desk"],
])("never redirects to %j after signing in", (next) => {
  expect(safeNext(next)).toBe("/desk");
});

test("compares email addresses without case and surrounding space", () => {
  expect(emailSchema.parse("  Ines@Ledger.Example ")).toBe("ines@ledger.example");
  expect(emailSchema.safeParse("ines").success).toBe(false);
});

test("collapses spaces in a name and rejects an empty one", () => {
  expect(nameSchema.parse("  Ines \n Calloway ")).toBe("Ines Calloway");
  expect(nameSchema.safeParse("   ").success).toBe(false);
});

test("accepts a new password of at least ten characters of any kind", () => {
  expect(newPasswordSchema.safeParse("          ").success).toBe(true);
  expect(newPasswordSchema.safeParse("Abc123!?x").success).toBe(false);
});

test.each(["password123", "Password123", "1234567890", "qwertyuiop", "iloveyou123"])(
  "refuses the common password %s in any case, and says what to use instead",
  (password) => {
    expect(newPasswordSchema.safeParse(password).error?.issues[0]?.message).toMatch(/unrelated words/);
  },
);

test.each(["correct horse battery", "aaaabbbbcccc", "0987 6543 2109"])(
  "accepts %s, because no kinds of characters are required",
  (password) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(true);
  },
);
