import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import type { Person } from "../actor.ts";
import { findActorBySession } from "../auth/data.ts";
import { hashPassword } from "../auth/password.ts";
import { getSecondFactor } from "../auth/second-factor-data.ts";
import { addAuthenticator } from "../auth/second-factor-mutations.ts";
import { codeAt, newTotpSecret } from "../auth/totp.ts";
import type { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { undoImport } from "../import-runs/undo-mutations.ts";
import { appClient } from "../postgres/app.ts";
import { changeSiteSettings } from "../site/mutations.ts";
import { defaultSettings } from "../site/schema.ts";
import { demandPassword, endSessionsOf, removeSecondFactorOf } from "./access-mutations.ts";
import { listPeople } from "./data.ts";
import { changeOwnPassword, changeRole, invitePerson, issueReset, suspendPerson } from "./mutations.ts";
import { createRole } from "./role-mutations.ts";
import { ownPasswordSchema, peopleQuerySchema } from "./schema.ts";

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

test("an admin signs a person out everywhere", async () => {
  const admin = await createPerson("ADMIN");
  const person = await createPerson("REPORTER");
  expect(await codeOf(endSessionsOf(await createPerson("EDITOR"), { personId: person.id }))).toBe("NOT_ALLOWED");
  expect(await endSessionsOf(admin, { personId: person.id })).toEqual({ count: 1 });
  expect(await findActorBySession(person.sessionId)).toBeNull();
});

test("a person of whom a new password is demanded goes on with the same session once it is chosen", async () => {
  const admin = await createPerson("ADMIN");
  const current = "correct-horse-battery";
  const person = await createPerson("REPORTER", { passwordHash: await hashPassword(current) });
  await demandPassword(admin, { personId: person.id });
  expect(await findActorBySession(person.sessionId)).toBe("UNFINISHED");
  const same = ownPasswordSchema.safeParse({ current, password: current, again: current });
  expect(same.error?.issues[0]).toMatchObject({ path: ["password"], message: expect.stringContaining("another one") });
  const password = "four unrelated words here";
  await changeOwnPassword(person, { current, password, again: password }, "203.0.113.7");
  expect(await findActorBySession(person.sessionId)).toMatchObject({ id: person.id });
});

test("an admin removes the second factor of a person who has lost it, with its recovery codes", async () => {
  const admin = await createPerson("ADMIN");
  const person = await createPerson("REPORTER");
  const secret = newTotpSecret();
  await addAuthenticator(person, { secret, code: codeAt(secret, new Date()) });
  await removeSecondFactorOf(admin, { personId: person.id });
  expect(await getSecondFactor(person)).toMatchObject({ hasAuthenticator: false, passkeys: [], recoveryCodeCount: 0 });
});

test("acts on people, roles, settings and whole imports need a recent proof of who the admin is", async () => {
  const admin = await createPerson("ADMIN");
  const { id: personId } = await createPerson("REPORTER");
  await appClient().session.update({
    where: { id: admin.sessionId },
    data: { confirmedAt: new Date(Date.now() - 601_000) },
  });
  const run = { id: newId(), place: "/tmp", name: "export.xml", isDryRun: false, state: "DONE" } as const;
  await appClient().importRun.create({ data: run, select: { id: true } });
  const acts: Record<string, (actor: Person) => Promise<unknown>> = {
    invite: (actor) => invitePerson(actor, { email: "somebody@example.org", name: "", role: "ADMIN" }),
    role: (actor) => changeRole(actor, { personId, role: "ADMIN" }),
    suspend: (actor) => suspendPerson(actor, { personId }),
    reset: (actor) => issueReset(actor, { personId }),
    "new password": (actor) => demandPassword(actor, { personId }),
    "second factor": (actor) => removeSecondFactorOf(actor, { personId }),
    sessions: (actor) => endSessionsOf(actor, { personId }),
    "new role": (actor) =>
      createRole(actor, {
        name: "Chief",
        privileges: ["write"],
        sections: null,
        isOwnOnly: false,
        readsElsewhere: true,
      }),
    "undo of an import": (actor) => undoImport(actor, { importId: run.id }),
    settings: (actor) => changeSiteSettings(actor, { ...defaultSettings, name: "The Ledger" }),
  };
  const codes = await Promise.all(Object.entries(acts).map(async ([name, act]) => [name, await codeOf(act(admin))]));
  expect(codes).toEqual(Object.keys(acts).map((name) => [name, "CONFIRM_NEEDED"]));
});

test("lists active accounts without a second factor, and says nothing of its secret", async () => {
  const admin = await createPerson("ADMIN", { name: "Zoe with an app" });
  await appClient().person.update({ where: { id: admin.id }, data: { totpSecret: "sealed" } });
  const bare = await createPerson("REPORTER", { name: "Zoe without" });
  const list = async (factor?: string) => (await listPeople(admin, peopleQuerySchema.parse({ q: "zoe", factor }))).rows;
  expect((await list("none")).map(({ id }) => id)).toEqual([bare.id]);
  const all = await list();
  expect(all.map(({ hasSecondFactor }) => hasSecondFactor)).toEqual([true, false]);
  expect(JSON.stringify(all)).not.toContain("sealed");
});
