import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { createAuthor, createPerson, unique } from "../../prisma/factories.ts";
import { listAssignable } from "../assignments/data.ts";
import { findActorBySession, findLink } from "../auth/data.ts";
import { issueLink, signInWithLink, signInWithPassword } from "../auth/mutations.ts";
import { hashPassword } from "../auth/password.ts";
import { appClient } from "../postgres/app.ts";
import { connections } from "../process.ts";
import { getOwnLanguages, listPeople } from "./data.ts";
import {
  acceptInvitation,
  changeOwnLanguages,
  changeOwnName,
  changeOwnPassword,
  changeRole,
  chooseFirstPassword,
  invitePerson,
  issueReset,
  reactivatePerson,
  renewInvitation,
  resetPassword,
  suspendPerson,
} from "./mutations.ts";
import { ownLanguagesSchema, peopleQuerySchema } from "./schema.ts";

const password = "correct-horse-battery";
const person = (id: string) => appClient().person.findUniqueOrThrow({ where: { id }, include: { author: true } });
const events = async (subjectId: string) =>
  (await appClient().auditEvent.findMany({ where: { subjectId }, orderBy: { id: "asc" } })).map(({ action }) => action);
const invited = (admin: Awaited<ReturnType<typeof createPerson>>, name = "") =>
  invitePerson(admin, { email: `${unique("new")}@example.org`, name, role: "REPORTER" });

// "The last admin" is a matter of the whole table.
beforeEach(async () => {
  await appClient().person.updateMany({ where: { role: "ADMIN" }, data: { role: "EDITOR" } });
});

test("an invitation can be accepted once, and gives an account with a byline and a session", async () => {
  const admin = await createPerson("ADMIN");
  const name = unique("Lena");
  const { personId, token } = await invited(admin);
  const sessionId = await acceptInvitation({ token, name, password, again: password });
  expect(await findActorBySession(sessionId)).toMatchObject({ id: personId, name, role: "REPORTER" });
  const row = await person(personId);
  expect(row).toMatchObject({ state: "ACTIVE", author: { name } });
  const path = `/authors/${row.author?.slug}`;
  expect(await appClient().address.findUnique({ where: { path } })).toMatchObject({ kind: "AUTHOR" });
  await expect(acceptInvitation({ token, name, password, again: password })).rejects.toMatchObject({
    code: "LINK_GONE",
  });
  expect(await events(personId)).toEqual(["person.invited", "person.signed_in", "person.joined"]);
});

test("an account claims an existing byline by the name the admin gave, not by a name typed later", async () => {
  const admin = await createPerson("ADMIN");
  const author = await createAuthor({ name: unique("Karl") });
  const typed = await invited(admin);
  await acceptInvitation({ token: typed.token, name: author.name, password, again: password });
  expect((await person(typed.personId)).author?.id).not.toBe(author.id);
  const given = await invited(admin, author.name);
  await acceptInvitation({ token: given.token, name: author.name, password, again: password });
  expect((await person(given.personId)).author?.id).toBe(author.id);
});

test("rejects a second invitation, and a new link replaces the old one", async () => {
  const admin = await createPerson("ADMIN");
  const { personId, token } = await invited(admin);
  const { email } = await person(personId);
  await expect(invitePerson(admin, { email, name: "", role: "EDITOR" })).rejects.toMatchObject({
    code: "TAKEN",
    detail: { email },
  });
  const again = await renewInvitation(admin, { personId });
  expect(await findLink("INVITATION", token)).toBeNull();
  expect(await findLink("INVITATION", again.token)).toMatchObject({ personId });
});

test("the languages of a person are shown to admins and to those who assign stories, each once", async () => {
  const admin = await createPerson("ADMIN");
  const reporter = await createPerson("REPORTER", { name: unique("Nadia") });
  const { languages } = ownLanguagesSchema.parse({ languages: ["bn", "en-gb", "BN"] });
  await changeOwnLanguages(reporter, { languages });
  expect(await getOwnLanguages(reporter)).toEqual(["bn", "en-GB"]);
  const listed = await listPeople(admin, peopleQuerySchema.parse({ q: reporter.name }));
  expect(listed.rows[0]?.languages).toEqual(["bn", "en-GB"]);
  const options = await listAssignable(admin);
  const labelOf = (id: string) => options.find((option) => option.id === id)?.label;
  expect(labelOf(reporter.id)).toBe(`${reporter.name} (Bangla, English (United Kingdom))`);
  expect(labelOf(admin.id)).toBe(admin.name);
  for (const wrong of [["not a language"], ["e"], Array(21).fill("en")])
    expect(ownLanguagesSchema.safeParse({ languages: wrong }).success).toBe(false);
});

test("only admins can manage people", async () => {
  const editor = await createPerson("EDITOR");
  const { id: personId } = await createPerson("REPORTER");
  const refused = { code: "NOT_ALLOWED" };
  await expect(invitePerson(editor, { email: "x@example.org", name: "", role: "CONTRIBUTOR" })).rejects.toMatchObject(
    refused,
  );
  for (const verb of [renewInvitation, suspendPerson, reactivatePerson, issueReset])
    await expect((async () => verb(editor, { personId }))()).rejects.toMatchObject(refused);
  await expect((async () => changeRole(editor, { personId, role: "ADMIN" }))()).rejects.toMatchObject(refused);
  await expect(listPeople(editor, peopleQuerySchema.parse({}))).rejects.toMatchObject(refused);
  expect(await events(personId)).toEqual([]);
});

test("the last active admin can be neither demoted nor suspended", async () => {
  const admin = await createPerson("ADMIN");
  const waiting = await invitePerson(admin, { email: `${unique("a")}@example.org`, name: "", role: "ADMIN" });
  await expect(changeRole(admin, { personId: admin.id, role: "EDITOR" })).rejects.toMatchObject({ code: "LAST_ADMIN" });
  await expect(suspendPerson(admin, { personId: admin.id })).rejects.toMatchObject({ code: "LAST_ADMIN" });
  // An invited admin is none yet, and so may go.
  await suspendPerson(admin, { personId: waiting.personId });
  const second = await createPerson("ADMIN");
  await changeRole(second, { personId: admin.id, role: "EDITOR" });
  expect((await person(admin.id)).role).toBe("EDITOR");
});

test.each(["demote", "suspend"] as const)("one of two admins who %s each other at once stays", async (verb) => {
  for (let round = 0; round < 5; round++) {
    await appClient().person.updateMany({ where: { role: "ADMIN" }, data: { role: "EDITOR" } });
    const [one, other] = [await createPerson("ADMIN"), await createPerson("ADMIN")];
    const act = (actor: typeof one, personId: string) =>
      verb === "demote" ? changeRole(actor, { personId, role: "EDITOR" }) : suspendPerson(actor, { personId });
    await Promise.allSettled([act(one, other.id), act(other, one.id)]);
    expect(await appClient().person.count({ where: { role: "ADMIN", state: "ACTIVE" } })).toBe(1);
  }
});

test("suspending a person ends sessions with the reason, deletes links and closes streams at once", async () => {
  const admin = await createPerson("ADMIN");
  const reporter = await createPerson("REPORTER");
  const token = await issueLink("RESET", reporter.id);
  const listener = new pg.Client({ connectionString: connections().listen });
  await listener.connect();
  const heard = new Promise((resolve) => listener.on("notification", ({ payload }) => resolve(payload)));
  await listener.query("listen galley_person");
  await suspendPerson(admin, { personId: reporter.id });
  expect(await heard).toBe(reporter.id);
  await listener.end();
  expect(await findActorBySession(reporter.sessionId)).toBe("SUSPENDED");
  expect(await findLink("RESET", token)).toBeNull();
  await expect(suspendPerson(admin, { personId: reporter.id })).rejects.toMatchObject({ code: "WRONG_STATE" });
  await reactivatePerson(admin, { personId: reporter.id });
  expect(await findActorBySession(reporter.sessionId)).toBeNull(); // who comes back signs in again
});

test("a reactivated person is active with a password, or invited without one", async () => {
  const admin = await createPerson("ADMIN");
  const withPassword = await createPerson("REPORTER", { passwordHash: await hashPassword(password) });
  const { personId: without } = await invited(admin);
  for (const personId of [withPassword.id, without]) {
    await suspendPerson(admin, { personId });
    await reactivatePerson(admin, { personId });
  }
  expect((await person(withPassword.id)).state).toBe("ACTIVE");
  expect((await person(without)).state).toBe("INVITED");
});

test("a reset link sets a new password, ends every session and lifts the wait of the account", async () => {
  const admin = await createPerson("ADMIN");
  const reporter = await createPerson("REPORTER", { passwordHash: await hashPassword("the old password") });
  await appClient().signInAttempt.create({
    data: { key: `email:${reporter.email}`, failures: 9, lastFailure: new Date() },
  });
  const { token } = await issueReset(admin, { personId: reporter.id });
  const sessionId = await resetPassword({ token, password, again: password });
  expect(await findActorBySession(reporter.sessionId)).toBeNull();
  expect(await findActorBySession(sessionId)).toMatchObject({ id: reporter.id });
  await expect(signInWithPassword({ email: reporter.email, password }, unique("caller"))).resolves.toBeTruthy();
  await expect(resetPassword({ token, password, again: password })).rejects.toMatchObject({ code: "LINK_GONE" });
  expect(await events(reporter.id)).toEqual([
    "person.reset_issued",
    "person.signed_in",
    "person.password_reset",
    "person.signed_in",
  ]);
});

test("changing a password needs the present one and signs out other browsers", async () => {
  const reporter = await createPerson("REPORTER", { passwordHash: await hashPassword(password) });
  const elsewhere = await signInWithPassword({ email: reporter.email, password }, unique("caller"));
  const to = { password: "a completely new one", again: "a completely new one" };
  await expect(changeOwnPassword(reporter, { current: "wrong", ...to }, unique("caller"))).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
  await changeOwnPassword(reporter, { current: password, ...to }, unique("caller"));
  expect(await findActorBySession(elsewhere)).toBeNull();
  expect(await findActorBySession(reporter.sessionId)).toMatchObject({ id: reporter.id });
});

test("a new password invalidates every earlier link", async () => {
  const admin = await createPerson("ADMIN");
  const links = async (personId: string) => {
    const reset = await issueLink("RESET", personId);
    return { reset, signIn: await issueLink("SIGN_IN", personId) };
  };
  const expectGone = async ({ reset, signIn }: { reset: string; signIn: string }) => {
    expect(await findLink("RESET", reset)).toBeNull();
    await expect(resetPassword({ token: reset, password, again: password })).rejects.toMatchObject({
      code: "LINK_GONE",
    });
    await expect(signInWithLink(signIn)).rejects.toMatchObject({ code: "LINK_GONE" });
  };
  const own = await createPerson("REPORTER", { passwordHash: await hashPassword(password) });
  const changed = await links(own.id);
  await changeOwnPassword(
    own,
    { current: password, password: "a new password", again: "a new password" },
    unique("caller"),
  );
  await expectGone(changed);

  const reset = await links(own.id);
  await resetPassword({ token: reset.reset, password, again: password });
  await expectGone(reset);

  const suspended = await links(own.id);
  await suspendPerson(admin, { personId: own.id });
  await expectGone(suspended);

  const first = await createPerson("ADMIN");
  const chosen = await links(first.id);
  await chooseFirstPassword(first, { password });
  await expectGone(chosen);
});

test("guesses from elsewhere do not stop a signed-in person from changing their password", async () => {
  const reporter = await createPerson("REPORTER", { passwordHash: await hashPassword(password) });
  const key = `email:${reporter.email}`;
  await appClient().signInAttempt.create({ data: { key, failures: 10_000, lastFailure: new Date() } });
  const to = { password: "a completely new one", again: "a completely new one" };
  for (let index = 0; index < 5; index++)
    await expect(changeOwnPassword(reporter, { current: "wrong", ...to }, "203.0.113.7")).rejects.toMatchObject({
      code: "WRONG_PASSWORD",
    });
  await expect(changeOwnPassword(reporter, { current: password, ...to }, "203.0.113.7")).rejects.toMatchObject({
    code: "TOO_MANY_TRIES",
  });
  const elsewhere = await createPerson("REPORTER");
  const again = { ...reporter, sessionId: elsewhere.sessionId };
  await changeOwnPassword(again, { current: password, ...to }, "203.0.113.7");
});

test("only a first password can be set without the present one", async () => {
  const admin = await createPerson("ADMIN");
  await chooseFirstPassword(admin, { password });
  await expect(chooseFirstPassword(admin, { password: "another password" })).rejects.toMatchObject({
    code: "WRONG_STATE",
  });
});

test("changing a person's name keeps their byline", async () => {
  const reporter = await createPerson("REPORTER");
  const author = await createAuthor({ name: reporter.name, personId: reporter.id });
  await changeOwnName(reporter, { name: "Ines Holloway" });
  expect(await person(reporter.id)).toMatchObject({ name: "Ines Holloway", author: { name: author.name } });
  expect(await events(reporter.id)).toEqual(["person.renamed"]);
});

test("the list of people pages without gaps or repeats, even among equal names", async () => {
  const admin = await createPerson("ADMIN");
  const mark = unique("Page");
  const names = ["c", "a", "b", "b", "b", "d", "a"].map((letter) => `${mark} ${letter}`);
  for (const name of names) await createPerson("CONTRIBUTOR", { name });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listPeople(admin, { q: mark.toLowerCase(), role: undefined, state: undefined, after }, 2);
    expect(page.total).toBe(names.length);
    seen.push(...page.rows.map(({ name }) => name));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual([...names].sort());
});

test("finds people by role, state and email, and starts at the beginning for an invalid cursor", async () => {
  const admin = await createPerson("ADMIN");
  const mark = unique("filter");
  const one = await createPerson("EDITOR", { email: `${mark}-one@example.org` });
  await createPerson("REPORTER", { email: `${mark}-two@example.org` });
  const all = { q: mark, role: undefined, state: undefined, after: undefined };
  const ids = async (query: Partial<typeof all> | object) =>
    (await listPeople(admin, { ...all, ...query })).rows.map(({ id }) => id);
  expect(await ids({ role: "EDITOR" })).toEqual([one.id]);
  expect(await ids({ state: "SUSPENDED" })).toEqual([]);
  expect(await ids({ after: "made-up" })).toHaveLength(2);
});
