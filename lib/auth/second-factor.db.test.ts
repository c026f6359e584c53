import { expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import type { Person, Role } from "../actor.ts";
import type { DomainError } from "../errors.ts";
import { resetPassword } from "../people/mutations.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { markConfirmed } from "../proof/mutations.ts";
import { signInAtOnce } from "./at-once-mutations.ts";
import { signInWithCode } from "./code-mutations.ts";
import { confirmIdentity } from "./confirm-mutations.ts";
import { findActorBySession } from "./data.ts";
import { issueLink, signInWithLink, signInWithPassword, startSession } from "./mutations.ts";
import { hashPassword } from "./password.ts";
import { getSecondFactor } from "./second-factor-data.ts";
import { addAuthenticator, removeAuthenticator, renewRecoveryCodes } from "./second-factor-mutations.ts";
import { getSignInRules } from "./sign-in-rules-data.ts";
import { changeSignInRules } from "./sign-in-rules-mutations.ts";
import type { SignInRules } from "./sign-in-rules-schema.ts";
import { SecondFactorNeeded } from "./ticket.ts";
import { codeAt, newTotpSecret } from "./totp.ts";

const password = "correct-horse-battery";
const passwordHash = await hashPassword(password);
const device = () => ({ userAgent: "", ip: unique("caller") });
const in30s = () => new Date(Date.now() + 30_000);

/** Somebody with an app, which was set up in an earlier step: the code of now is unused. */
async function withApp(): Promise<{ person: Person; secret: string; codes: string[] }> {
  const person = await createPerson("REPORTER", { passwordHash });
  const secret = newTotpSecret();
  const { codes } = await addAuthenticator(person, { secret, code: codeAt(secret, new Date()) });
  await appClient().person.update({ where: { id: person.id }, data: { totpStep: null } });
  return { person, secret, codes: codes ?? [] };
}

/** The ticket that the first step of a sign-in ends with. */
async function ticketOf(firstStep: Promise<unknown>): Promise<string> {
  const error = await firstStep.catch((caught: unknown) => caught);
  if (!(error instanceof SecondFactorNeeded)) throw new Error(`no ticket, but ${String(error)}`);
  return error.ticket;
}
const firstStep = ({ email }: Person) => ticketOf(signInWithPassword({ email, password }, unique("caller")));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );
const makeOld = ({ sessionId }: Person) =>
  appClient().session.update({
    where: { id: sessionId },
    data: { confirmedAt: new Date(Date.now() - 10 * 60_000 - 1_000) },
    select: { id: true },
  });
test("the right password alone starts no session of an account with an authenticator", async () => {
  const { person, secret } = await withApp();
  const ticket = await firstStep(person);
  const sessionId = await signInWithCode({ ticket, code: codeAt(secret, new Date()) }, device());
  expect(await findActorBySession(sessionId)).toMatchObject({ id: person.id });
  for (const method of ["PASSWORD", "LINK"] as const)
    await expect(transaction((tx) => startSession(person.id, tx, { method }))).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
});

test("a code of the app is used once, also by two requests at the same moment, and earlier codes end with it", async () => {
  const { person, secret } = await withApp();
  const [one, two] = [await firstStep(person), await firstStep(person)];
  const code = codeAt(secret, new Date());
  const both = await Promise.all([one, two].map((ticket) => codeOf(signInWithCode({ ticket, code }, device()))));
  expect(both.sort()).toEqual(["WRONG_CODE", "done"]);
  const before = codeAt(secret, new Date(Date.now() - 30_000));
  expect(await codeOf(signInWithCode({ ticket: one, code: before }, device()))).toBe("WRONG_CODE");
  expect(await codeOf(signInWithCode({ ticket: one, code: codeAt(secret, in30s()) }, device()))).toBe("done");
});

test("each recovery code signs in once, and a new set replaces all of them", async () => {
  const { person, codes } = await withApp();
  expect(codes).toHaveLength(10);
  const ticket = await firstStep(person);
  const attempt = (code = "") => codeOf(signInWithCode({ ticket, code }, device()));
  expect(await attempt(codes[0]?.toLowerCase())).toBe("done");
  expect(await attempt(codes[0])).toBe("WRONG_CODE");
  expect((await getSecondFactor(person)).recoveryCodeCount).toBe(9);
  const renewed = await renewRecoveryCodes(person);
  expect(await attempt(codes[1])).toBe("WRONG_CODE");
  expect(await attempt(renewed.codes[1])).toBe("done");
});

test("the database holds neither the secret of the app nor a recovery code", async () => {
  const { person, secret, codes } = await withApp();
  const row = await appClient().person.findUniqueOrThrow({
    where: { id: person.id },
    include: { recoveryCodes: true },
  });
  const stored = JSON.stringify(row);
  for (const hidden of [secret, ...codes]) expect(stored).not.toContain(hidden);
});

test("after five wrong codes the account has to wait, even with the right one", async () => {
  const { person, secret } = await withApp();
  const ticket = await firstStep(person);
  for (let guess = 0; guess < 5; guess++)
    expect(await codeOf(signInWithCode({ ticket, code: "000000" }, device()))).toBe("WRONG_CODE");
  const code = codeAt(secret, new Date());
  expect(await codeOf(signInWithCode({ ticket, code }, device()))).toBe("TOO_MANY_TRIES");
});

test("a ticket is void once the password has changed, when it was changed, and without one", async () => {
  const { person, secret } = await withApp();
  const ticket = await firstStep(person);
  const attempt = (given: string | undefined) =>
    codeOf(signInWithCode({ ticket: given, code: codeAt(secret, new Date()) }, device()));
  expect(await attempt(undefined)).toBe("TICKET_GONE");
  expect(await attempt(`${ticket.slice(0, -4)}AAAA`)).toBe("TICKET_GONE");
  await appClient().person.update({
    where: { id: person.id },
    data: { passwordHash: await hashPassword("another one of these") },
  });
  expect(await attempt(ticket)).toBe("TICKET_GONE");
});

test("neither a sign-in link nor a reset link goes past the second factor", async () => {
  const { person, secret } = await withApp();
  const link = await issueLink("SIGN_IN", person.id);
  await ticketOf(signInWithLink(link));
  expect(await codeOf(signInWithLink(link))).toBe("LINK_GONE");
  const fresh = "a completely new one";
  const token = await issueLink("RESET", person.id);
  const ticket = await ticketOf(resetPassword({ token, password: fresh, again: fresh }));
  expect(await appClient().session.count({ where: { personId: person.id } })).toBe(0);
  expect(await codeOf(signInWithCode({ ticket, code: codeAt(secret, new Date()) }, device()))).toBe("done");
});

test("signs in with password and code in one step where there is no second page", async () => {
  const { person, secret } = await withApp();
  const { email } = person;
  const code = codeAt(secret, new Date());
  expect(await codeOf(signInAtOnce({ email, password }, device(), null))).toBe("CODE_NEEDED");
  expect(await codeOf(signInAtOnce({ email, password, code: "000000" }, device(), null))).toBe("WRONG_CODE");
  expect(await codeOf(signInAtOnce({ email, password: "wrong", code }, device(), null))).toBe("WRONG_PASSWORD");
  expect(await codeOf(signInAtOnce({ email, password, code }, device(), null))).toBe("done");
});

test("setting up needs a right code, and a fresh proof of who is asking, as turning off does", async () => {
  const person = await createPerson("REPORTER", { passwordHash });
  const secret = newTotpSecret();
  const add = () => codeOf(addAuthenticator(person, { secret, code: codeAt(secret, new Date()) }));
  expect(await codeOf(addAuthenticator(person, { secret, code: "000000" }))).toBe("WRONG_CODE");
  await makeOld(person);
  expect(await add()).toBe("CONFIRM_NEEDED");
  expect(await codeOf(confirmIdentity(person, { password: "wrong" }, unique("caller")))).toBe("WRONG_PASSWORD");
  expect(await add()).toBe("CONFIRM_NEEDED");
  await confirmIdentity(person, { password }, unique("caller"));
  expect(await add()).toBe("done");
  await makeOld(person);
  expect(await codeOf(removeAuthenticator(person))).toBe("CONFIRM_NEEDED");
  expect(await codeOf(renewRecoveryCodes(person))).toBe("CONFIRM_NEEDED");
  await confirmIdentity(person, { code: codeAt(secret, in30s()) }, unique("caller"));
  await removeAuthenticator(person);
  expect(await getSecondFactor(person)).toMatchObject({ hasAuthenticator: false, recoveryCodeCount: 0 });
  await expect(signInWithPassword({ email: person.email, password }, unique("caller"))).resolves.toBeTruthy();
});

test("a required second factor that is missing after the grace time leaves only the page for setting it up", async () => {
  const admin = await createPerson("ADMIN");
  const person = await createPerson("EDITOR", { passwordHash });
  const other = await createPerson("REPORTER", { passwordHash });
  const require = (requiredFor: Role[], graceDays: number) => changeSignInRules(admin, { requiredFor, graceDays });
  await require(["EDITOR"], 3);
  const { due } = await getSecondFactor(person);
  expect(Math.round((Number(due) - Date.now()) / 86_400_000)).toBe(3);
  expect((await getSecondFactor(other)).due).toBeNull();
  expect(await findActorBySession(person.sessionId)).toMatchObject({ id: person.id });
  await require(["EDITOR"], 90);
  expect((await getSecondFactor(person)).due).toEqual(due);

  await require(["EDITOR"], 0);
  expect(await findActorBySession(person.sessionId)).toBe("UNFINISHED");
  const secret = newTotpSecret();
  await addAuthenticator(person, { secret, code: codeAt(secret, new Date()) });
  expect(await findActorBySession(person.sessionId)).toMatchObject({ id: person.id });
  await removeAuthenticator(person);
  expect(await findActorBySession(person.sessionId)).toBe("UNFINISHED");
  await require([], 0);
  expect(await findActorBySession(person.sessionId)).toMatchObject({ id: person.id });
});

test("only an admin with a recent proof changes the sign-in rules, and the audit log has them before and after", async () => {
  const admin = await createPerson("ADMIN");
  const rules: SignInRules = { requiredFor: ["ADMIN"], graceDays: 30 };
  expect(await codeOf(changeSignInRules(await createPerson("EDITOR"), rules))).toBe("NOT_ALLOWED");
  await makeOld(admin);
  expect(await codeOf(changeSignInRules(admin, rules))).toBe("CONFIRM_NEEDED");
  await markConfirmed(appClient(), admin.sessionId);
  await changeSignInRules(admin, rules);
  expect(await getSignInRules()).toEqual(rules);
  expect((await getSecondFactor(admin)).due).not.toBeNull();
  const event = await appClient().auditEvent.findFirst({ where: { actorId: admin.id }, orderBy: { id: "desc" } });
  expect(event).toMatchObject({
    action: "setting.sign_in_rules_changed",
    detail: { before: { requiredFor: [] }, after: rules },
  });
  await changeSignInRules(admin, { requiredFor: [], graceDays: 14 });
});

test("the audit log has wrong codes of the app, wrong recovery codes and the wait after them, not what was typed", async () => {
  const { person, secret } = await withApp();
  const ticket = await firstStep(person);
  const from = { userAgent: "", ip: "203.0.113.81" };
  const typed = ["000000", "7K2M-9QXA-7K2M-9QXA", "000001", "not a code", "000002"];
  for (const code of typed) expect(await codeOf(signInWithCode({ ticket, code }, from))).toBe("WRONG_CODE");
  for (const code of ["000003", codeAt(secret, new Date())])
    expect(await codeOf(signInWithCode({ ticket, code }, from))).toBe("TOO_MANY_TRIES");
  const events = await appClient().auditEvent.findMany({
    where: { subjectId: person.id, action: { in: ["person.wrong_code", "person.sign_in_throttled"] } },
    orderBy: { id: "asc" },
    select: { action: true, actorId: true, subjectName: true, detail: true },
  });
  const network = "203.0.113.x";
  const whose = { actorId: null, subjectName: person.name };
  const wrong = (kind: string) => ({ action: "person.wrong_code", ...whose, detail: { network, kind } });
  expect(events).toEqual([
    wrong("app"),
    wrong("recovery"),
    wrong("app"),
    wrong("app"),
    wrong("app"),
    { action: "person.sign_in_throttled", ...whose, detail: { network } },
  ]);
});
