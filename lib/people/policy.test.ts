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

test("only admins may manage people", () => {
  expect(roles.map((role) => canManagePeople(actor(role)))).toEqual([false, false, false, true]);
  expect(canManagePeople(SYSTEM)).toBe(true);
});

test("the state of an account decides which actions are available", () => {
  const open = (state: (typeof personStates)[number]) =>
    Object.entries(personVerbs)
      .filter(([, may]) => may({ role: "REPORTER", state }))
      .map(([verb]) => verb);
  expect(open("INVITED")).toEqual(["renewInvitation", "changeRole", "suspend", "exportData", "erase"]);
  expect(open("ACTIVE")).toEqual([
    "changeRole",
    "suspend",
    "issueReset",
    "endSessions",
    "demandPassword",
    "removeSecondFactor",
    "exportData",
    "erase",
  ]);
  expect(open("SUSPENDED")).toEqual(["changeRole", "reactivate", "exportData", "erase"]);
});

test("an admin who was only invited does not count as an active admin", () => {
  expect(personStates.map((state) => isActiveAdmin({ role: "ADMIN", state }))).toEqual([false, true, false]);
});
