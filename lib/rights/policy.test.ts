import { describe, expect, test } from "vitest";
import type { Person } from "../actor.ts";
import { defaultSettings } from "../site/schema.ts";
import { canManageRights, canTrash, problemsOf, ruleOf } from "./policy.ts";
import type { PictureTerms } from "./types.ts";

const at = new Date("2026-11-28T12:00:00Z");
const before = new Date(at.getTime() - 1);
const after = new Date(at.getTime() + 1);
const free: PictureTerms = {
  rights: "STAFF",
  usesAllowed: null,
  usableFrom: null,
  usableUntil: null,
  withdrawnAt: null,
  trashedAt: null,
};
const problems = (given: Partial<PictureTerms>, uses = 0) => problemsOf({ ...free, ...given }, { at, uses });

describe("the problems of a picture", () => {
  test("a picture without limits has its category alone", () => {
    expect(problems({})).toEqual(["STAFF"]);
    expect(problems({ usableFrom: before, usableUntil: after })).toEqual(["STAFF"]);
  });

  test("a picture is usable from its beginning on, and no longer at its end", () => {
    expect(problems({ usableFrom: at })).toEqual(["STAFF"]);
    expect(problems({ usableFrom: after })).toEqual(["NOT_YET", "STAFF"]);
    expect(problems({ usableUntil: at })).toEqual(["EXPIRED", "STAFF"]);
    expect(problems({ usableUntil: after })).toEqual(["STAFF"]);
  });

  test("a withdrawal comes before the trash and before an end", () => {
    const all = { withdrawnAt: before, trashedAt: before, usableUntil: before };
    expect(problems(all)).toEqual(["WITHDRAWN", "TRASHED", "EXPIRED", "STAFF"]);
  });

  test("paid uses count for pictures that are paid per use alone", () => {
    expect(problems({ rights: "PAY_PER_USE", usesAllowed: 2 }, 1)).toEqual(["PAY_PER_USE"]);
    expect(problems({ rights: "PAY_PER_USE", usesAllowed: 2 }, 2)).toEqual(["OVER_COUNT", "PAY_PER_USE"]);
    expect(problems({ rights: "AGENCY", usesAllowed: 2 }, 2)).toEqual(["AGENCY"]);
    expect(problems({ rights: "PAY_PER_USE" }, 99)).toEqual(["PAY_PER_USE"]);
  });

  test("unless settings say otherwise, an end blocks, “Ask first” warns and other categories are allowed", () => {
    const rules = (["EXPIRED", "WITHDRAWN", "TRASHED", "NOT_YET", "OVER_COUNT"] as const).map((problem) =>
      ruleOf(defaultSettings, problem),
    );
    expect(new Set(rules)).toEqual(new Set(["block"]));
    expect(ruleOf(defaultSettings, "ASK_FIRST")).toBe("warn");
    expect(ruleOf(defaultSettings, "UNKNOWN")).toBe("allow");
    expect(ruleOf({ ...defaultSettings, pictureUnknown: "block" }, "UNKNOWN")).toBe("block");
  });
});

describe("who may change what", () => {
  const person = (role: Person["role"], id = "one"): Person => ({
    kind: "person",
    id,
    name: id,
    email: `${id}@example.org`,
    role,
    sessionId: "",
  });

  test("editors and admins manage rights", () => {
    const roles = (["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"] as const).filter((role) =>
      canManageRights(person(role)),
    );
    expect(roles).toEqual(["EDITOR", "ADMIN"]);
  });

  test("a person trashes their own upload while nothing uses it, an editor every picture", () => {
    const own = { uploaderId: "one", isUsed: false };
    expect(canTrash(person("CONTRIBUTOR"), own)).toBe(true);
    expect(canTrash(person("CONTRIBUTOR"), { ...own, isUsed: true })).toBe(false);
    expect(canTrash(person("REPORTER", "other"), own)).toBe(false);
    expect(canTrash(person("EDITOR", "other"), { ...own, isUsed: true })).toBe(true);
  });
});
