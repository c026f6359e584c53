import { expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import type { Role } from "#lib/postgres/generated/enums.ts";
import { placesFor } from "./places.ts";

const person = (role: Role): Person => ({ kind: "person", id: role, name: role, email: "", role, sessionId: "" });
const desk = (role: Role) => placesFor(person(role)).desk.map(({ name }) => name);

test("the navigation offers standing pages only to people who may publish them", () => {
  for (const role of ["CONTRIBUTOR", "REPORTER"] as const) expect(desk(role)).toEqual(["Stories", "Inbox", "Fronts"]);
  for (const role of ["EDITOR", "ADMIN"] as const) expect(desk(role)).toEqual(["Stories", "Inbox", "Fronts", "Pages"]);
});
