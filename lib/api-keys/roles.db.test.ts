import { describe, expect, test, vi } from "vitest";
import { createCustomRole, createPerson, createPersonWith, createSection, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { answerWrite } from "../api/write-route.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { changeRole } from "../people/mutations.ts";
import { listCustomRoles } from "../people/role-data.ts";
import { changeRoleDefinition, deleteRole } from "../people/role-mutations.ts";
import { appClient } from "../postgres/app.ts";
import { grantOf, presets } from "../roles/policy.ts";
import type { CustomRole } from "../roles/types.ts";
import { findKeyHolder, listKeyRoles, listKeys } from "./data.ts";
import { createKey } from "./mutations.ts";
import { type KeyScope, keyScopes } from "./policy.ts";
import { createKeySchema } from "./schema.ts";

vi.mock("server-only", () => ({}));

const makeKey = (actor: Person, role: string, scopes: readonly KeyScope[] = keyScopes) =>
  createKey(actor, { name: unique("Robot"), role, scopes: [...scopes], days: 0 });

async function send(method: "GET" | "POST", path: string, key: string, body?: object) {
  const answer = await answerWrite(
    new Request(`http://localhost:3000/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    }),
    path,
  );
  return { status: answer.status, json: await answer.json() };
}
/** A role as the form sends it. */
const asInput = ({ id: _, privileges, sections, ...role }: CustomRole) => ({
  ...role,
  privileges: [...privileges],
  sections: sections && [...sections],
});

const publish = async (id: string, key: string) =>
  (await send("POST", `/stories/${id}/publish`, key, { version: 0 })).status;

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "OK",
    (error) => (error instanceof DomainError ? { code: error.code, detail: error.detail } : String(error)),
  );

const editorOf = (section: string, given: Partial<CustomRole> = {}) =>
  createCustomRole({ name: unique("Sport"), privileges: presets.EDITOR.privileges, sections: [section], ...given });

describe("a key with a role that an admin has added", () => {
  test("publishes in the sections of the role, and not in others", async () => {
    const admin = await createPerson("ADMIN");
    const [sport, city] = [await createReadyStory(admin), await createReadyStory(admin)];
    const { token } = await makeKey(admin, (await editorOf(sport.sectionId)).id);
    expect(await publish(city.id, token)).toBe(403);
    expect(await publish(sport.id, token)).toBe(200);
    const published = await appClient().liveStory.findMany({
      where: { storyId: { in: [sport.id, city.id] } },
      select: { storyId: true },
    });
    expect(published).toEqual([{ storyId: sport.id }]);
  });

  test("reads stories of other sections and of others only if the role does", async () => {
    const admin = await createPerson("ADMIN");
    const [sport, city] = [await createReadyStory(admin), await createReadyStory(admin)];
    const read = async (id: string, key: string) => (await send("GET", `/stories/${id}/copy`, key)).status;
    const reader = await makeKey(admin, (await editorOf(sport.sectionId)).id);
    expect([await read(sport.id, reader.token), await read(city.id, reader.token)]).toEqual([200, 200]);
    const limited = await makeKey(admin, (await editorOf(sport.sectionId, { readsElsewhere: false })).id);
    expect([await read(sport.id, limited.token), await read(city.id, limited.token)]).toEqual([200, 404]);
    const own = await makeKey(admin, (await editorOf(sport.sectionId, { isOwnOnly: true })).id);
    expect(await read(sport.id, own.token)).toBe(404);
    const made = await send("POST", "/stories", own.token, { headline: "Own", fields: { section: sport.sectionId } });
    expect([made.status, await read(made.json.id, own.token)]).toEqual([201, 200]);
  });

  test("reads with the working copy what the role allows to do with the story", async () => {
    const admin = await createPerson("ADMIN");
    const [sport, city] = [await createReadyStory(admin), await createReadyStory(admin)];
    const { token } = await makeKey(admin, (await editorOf(sport.sectionId)).id);
    const verbsOf = async (id: string) => (await send("GET", `/stories/${id}/copy`, token)).json.verbs;
    expect(await verbsOf(sport.id)).toContain("publish");
    expect(await verbsOf(city.id)).not.toContain("publish");
  });

  test("follows a change of the role with its next request", async () => {
    const admin = await createPerson("ADMIN");
    const { id, sectionId } = await createReadyStory(admin);
    const role = await editorOf((await createSection()).id);
    const { token } = await makeKey(admin, role.id);
    expect(await publish(id, token)).toBe(403);
    await changeRoleDefinition(admin, {
      roleId: role.id,
      seen: asInput(role),
      ...asInput(role),
      sections: [sectionId],
    });
    expect(await publish(id, token)).toBe(200);
  });

  test("never manages people, settings or keys, whatever its role allows", async () => {
    const admin = await createPerson("ADMIN");
    const role = await createCustomRole({ privileges: presets.ADMIN.privileges });
    const { token } = await makeKey(admin, role.id);
    const holder = await findKeyHolder(token);
    expect(holder && grantOf(holder.actor).privileges).toEqual(presets.EDITOR.privileges);
  });

  test("is revoked when the role is deleted, and hinders nobody from deleting it", async () => {
    const admin = await createPerson("ADMIN");
    const role = await editorOf((await createSection()).id);
    const { keyId, token } = await makeKey(admin, role.id);
    const counts = async () => (await listCustomRoles()).find(({ id }) => id === role.id);
    expect(await counts()).toMatchObject({ people: 0, keys: 1 });
    const find = async () => (await listKeys(admin)).find(({ id }) => id === keyId);
    expect(await find()).toMatchObject({ role: role.name, state: "active" });

    const person = await createPerson("REPORTER");
    await changeRole(admin, { personId: person.id, role: role.id });
    expect(await failureOf(deleteRole(admin, { roleId: role.id }))).toMatchObject({
      code: "IN_USE",
      detail: { people: 1 },
    });
    expect(await findKeyHolder(token)).not.toBeNull();

    await changeRole(admin, { personId: person.id, role: "REPORTER" });
    await deleteRole(admin, { roleId: role.id });
    expect((await send("POST", "/stories", token, { headline: "Late" })).status).toBe(401);
    expect(await find()).toMatchObject({ role: null, state: "revoked" });
    const events = await appClient().auditEvent.findMany({ where: { subjectId: keyId }, orderBy: { at: "asc" } });
    expect(events.map(({ action, detail }) => [action, detail])).toEqual([
      ["key.created", { role: role.name, scopes: [...keyScopes], days: 0 }],
      ["key.revoked", {}],
    ]);
  });
});

describe("the role of a new key", () => {
  test("allows no more than that of the person who makes the key", async () => {
    const section = (await createSection()).id;
    const own = { privileges: ["write", "publish", "api"] as const, sections: [section] };
    const person = await createPersonWith(own);
    await createCustomRole({ privileges: ["write", "publish"], sections: null });
    const narrow = await createCustomRole({ privileges: ["write"], sections: [section] });
    const offered = (await listKeyRoles(person)).map(({ value }) => value);
    expect(offered).toContain(narrow.id);
    expect(offered).toContain(person.customRole?.id);
    expect(offered).not.toContain("EDITOR");
    const wide = await editorOf((await createSection()).id);
    expect(offered).not.toContain(wide.id);
    expect(await failureOf(makeKey(person, wide.id, ["edit"]))).toMatchObject({ code: "NOT_ALLOWED" });
    expect(await failureOf(makeKey(person, "REPORTER", ["edit"]))).toMatchObject({ code: "NOT_ALLOWED" });
    expect(await failureOf(makeKey(person, narrow.id, ["edit"]))).toBe("OK");
    expect(await failureOf(listKeyRoles(await createPerson("EDITOR")))).toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("is no preset that manages people, and no role that is gone", async () => {
    const admin = await createPerson("ADMIN");
    const offered = (await listKeyRoles(admin)).map(({ value }) => value);
    expect(offered.slice(0, 4)).not.toContain("ADMIN");
    expect(offered.slice(0, 3)).toEqual(["CONTRIBUTOR", "REPORTER", "EDITOR"]);
    expect(await failureOf(makeKey(admin, newId()))).toMatchObject({ code: "INVALID", detail: { field: "role" } });
  });

  test("has the right that each of its scopes needs", async () => {
    const admin = await createPerson("ADMIN");
    const role = await createCustomRole({ privileges: ["write", "correct"] });
    expect(await failureOf(makeKey(admin, role.id, ["edit", "publish"]))).toBe("OK");
    expect(await failureOf(makeKey(admin, role.id, ["edit", "schedule"]))).toMatchObject({
      code: "INVALID",
      detail: { field: "scopes", privilege: "schedule" },
    });
    const reporter = { name: "Robot", role: "REPORTER", scopes: ["edit", "publish"], days: 0 };
    expect(createKeySchema.safeParse(reporter).error?.issues).toMatchObject([
      { path: ["scopes"], message: expect.stringMatching(/lacks the right to publish\. Choose another role/) },
    ]);
    expect(createKeySchema.safeParse({ ...reporter, role: "EDITOR" }).success).toBe(true);
  });
});
