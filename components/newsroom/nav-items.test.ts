import { expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import type { Role } from "#lib/postgres/generated/enums.ts";
import { navItemsFor } from "./nav-items.ts";

const person = (role: Role): Person => ({ kind: "person", id: role, name: role, email: "", role, sessionId: "" });
const desk = (role: Role) => navItemsFor(person(role)).desk.map(({ name }) => name);

test("offers collections to reporters, and search and standing pages only to people who may publish them", () => {
  expect(desk("CONTRIBUTOR")).toEqual(["Stories", "Inbox", "Schedule", "Wire", "Fronts", "Readership", "Pictures"]);
  expect(desk("REPORTER")).toEqual([
    "Stories",
    "Inbox",
    "Schedule",
    "Wire",
    "Fronts",
    "Collections",
    "Readership",
    "Pictures",
  ]);
  for (const role of ["EDITOR", "ADMIN"] as const)
    expect(desk(role)).toEqual([
      "Stories",
      "Inbox",
      "Schedule",
      "Wire",
      "Fronts",
      "Collections",
      "Site search",
      "Readership",
      "Pictures",
      "Pages",
    ]);
});
