import { expect, test } from "vitest";
import { type Actor, SYSTEM } from "../actor.ts";
import { canManagePeople, isActiveAdmin, personStates, personVerbs, roles } from "./policy.ts";

const actor = (role: (typeof roles)[number]): Actor => ({
  kind: "person",
  id: "1",
  name: "",
  email: "",
  role,
  sessionId: "",
});

test("admins manage people, and nobody else", () => {
  expect(roles.map((role) => canManagePeople(actor(role)))).toEqual([false, false, false, true]);
  expect(canManagePeople(SYSTEM)).toBe(true);
});

test("what can be done to a person follows from the state of the account", () => {
  const open = (state: (typeof personStates)[number]) =>
    Object.entries(personVerbs)
      .filter(([, may]) => may({ role: "REPORTER", state }))
      .map(([verb]) => verb);
  expect(open("INVITED")).toEqual(["renewInvitation", "changeRole", "suspend"]);
  expect(open("ACTIVE")).toEqual(["changeRole", "suspend", "issueReset"]);
  expect(open("SUSPENDED")).toEqual(["changeRole", "reactivate"]);
});

test("an admin who was only invited keeps no newsroom open", () => {
  expect(personStates.map((state) => isActiveAdmin({ role: "ADMIN", state }))).toEqual([false, true, false]);
});
