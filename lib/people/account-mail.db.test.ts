import { beforeAll, expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { smtpForTests } from "#prisma/testing/smtp-hooks.ts";
import type { Person } from "../actor.ts";
import { findActorBySession, findLink } from "../auth/data.ts";
import { signInWithPassword } from "../auth/mutations.ts";
import { hashPassword } from "../auth/password.ts";
import { sendDueMail } from "../mail/send-mutations.ts";
import { appClient } from "../postgres/app.ts";
import { removeSecondFactorOf } from "./access-mutations.ts";
import { cancelEmailChange, confirmEmail, keepEmail, requestEmailChange } from "./email-mutations.ts";
import {
  changeOwnPassword,
  changeRole,
  invitePerson,
  renewInvitation,
  resetPassword,
  suspendPerson,
} from "./mutations.ts";
import { prepareReset, requestReset } from "./reset-mutations.ts";

const { smtp, withoutMail } = smtpForTests();
const password = "correct-horse-battery";
let passwordHash = "";
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

const send = () => sendDueMail({ prepare: { reset: prepareReset } });
/** What was sent to an address, newest last. */
const sentTo = (email: string) => smtp.taken.filter(({ to }) => [to].flat()[0]?.value[0]?.address === email);
/** The secret at the end of the newest link that was sent to an address. */
const tokenTo = (email: string): string => {
  const link = /https:\/\/news\.example\.org\/[a-z/-]+\/([\w-]{43})/;
  const found = sentTo(email).flatMap(({ text }) => link.exec(text ?? "")?.[1] ?? []);
  const newest = found.at(-1);
  if (!newest) throw new Error(`no link was sent to ${email}`);
  return newest;
};
const caller = () => unique("caller");
const person = (role: Parameters<typeof createPerson>[0] = "REPORTER") => createPerson(role, { passwordHash });
const emailOf = async ({ id }: Person) => (await appClient().person.findUniqueOrThrow({ where: { id } })).email;
const events = async ({ id }: Person) =>
  (await appClient().auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );
const askedFor = async (email: string) => {
  await requestReset({ email }, caller());
  await send();
};

test("an invitation is mailed with its link, and a renewed one replaces it", async () => {
  const admin = await createPerson("ADMIN", { name: "نور" });
  const email = `${unique("new")}@example.org`;
  const made = await invitePerson(admin, { email, name: "Lena", role: "EDITOR" });
  expect(made.isMailed).toBe(true);
  await send();
  expect(tokenTo(email)).toBe(made.token);
  expect(sentTo(email)[0]?.text).toContain("\u2068نور\u2069 invites you to join the newsroom of");
  expect(sentTo(email)[0]?.text).toContain("Your role is Editor.");
  const again = await renewInvitation(admin, { personId: made.personId });
  await send();
  expect(tokenTo(email)).toBe(again.token);
  expect((await appClient().mail.findMany({ where: { address: email } })).map(({ content }) => content)).toEqual([
    null,
    null,
  ]);
});

test("without a mail server an invitation is only shown to the admin", async () => {
  withoutMail();
  const admin = await createPerson("ADMIN");
  const email = `${unique("new")}@example.org`;
  expect(await invitePerson(admin, { email, name: "", role: "REPORTER" })).toMatchObject({ isMailed: false });
  expect(await appClient().mail.count()).toBe(0);
});

test("a requested reset link sets a new password and signs in, once", async () => {
  const reporter = await person();
  await askedFor(reporter.email);
  const token = tokenTo(reporter.email);
  const sessionId = await resetPassword({ token, password: "a completely new one", again: "a completely new one" });
  expect(await findActorBySession(sessionId)).toMatchObject({ id: reporter.id });
  await expect(resetPassword({ token, password, again: password })).rejects.toMatchObject({ code: "LINK_GONE" });
  expect(await events(reporter)).toEqual(["person.reset_requested", "person.signed_in", "person.password_reset"]);
});

test("a requested reset link lives for an hour", async () => {
  const reporter = await person();
  await askedFor(reporter.email);
  const link = await findLink("RESET", tokenTo(reporter.email));
  const minutes = ((link?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(58);
  expect(minutes).toBeLessThanOrEqual(60);
});

test("a new password ends requested reset links, sent and waiting", async () => {
  const reporter = await person();
  await askedFor(reporter.email);
  await requestReset({ email: reporter.email }, caller()); // waits
  await changeOwnPassword(
    reporter,
    { current: password, password: "another good one", again: "another good one" },
    caller(),
  );
  expect(await findLink("RESET", tokenTo(reporter.email))).toBeNull();
  await send();
  // The first request, and that the password was changed.
  expect(sentTo(reporter.email).map(({ subject }) => subject?.includes("was changed"))).toEqual([false, true]);
});

test("a second request does not end the link of the first", async () => {
  const reporter = await person();
  await askedFor(reporter.email);
  const first = tokenTo(reporter.email);
  await askedFor(reporter.email);
  expect(tokenTo(reporter.email)).not.toBe(first);
  expect(await findLink("RESET", first)).toMatchObject({ personId: reporter.id });
});

test("a request does the same for an address without an account, and mails nobody", async () => {
  const [reporter, suspended] = [await person(), await person()];
  await suspendPerson(await createPerson("ADMIN"), { personId: suspended.id });
  const nobody = `${unique("nobody")}@example.org`;
  const waiting: unknown[] = [];
  for (const email of [reporter.email, suspended.email, nobody]) {
    expect(await requestReset({ email }, caller())).toBeUndefined();
    const { id, address, createdAt, dueAt, expiresAt, ...row } = await appClient().mail.findFirstOrThrow({
      where: { address: email },
    });
    waiting.push(row);
  }
  expect(waiting[1]).toEqual(waiting[0]);
  expect(waiting[2]).toEqual(waiting[0]);
  await send();
  expect(smtp.taken).toHaveLength(1);
  expect(sentTo(reporter.email)).toHaveLength(1);
  expect((await appClient().mail.findMany()).map(({ address }) => address)).toEqual([reporter.email]);
});

test("requests are limited by network alike for known and unknown addresses, and never keep anybody from signing in", async () => {
  const reporter = await person();
  const ip = caller();
  for (const email of [reporter.email, `${unique("nobody")}@example.org`]) {
    for (let time = 0; time < 5; time++) await requestReset({ email }, ip);
    await expect(requestReset({ email }, ip)).rejects.toMatchObject({ code: "TOO_MANY_TRIES" });
  }
  await expect(signInWithPassword({ email: reporter.email, password }, ip)).resolves.toBeTruthy();
});

test("at most five reset mails an hour go to one person, wherever the requests come from", async () => {
  const reporter = await person();
  for (let time = 0; time < 8; time++) await askedFor(reporter.email);
  expect(sentTo(reporter.email)).toHaveLength(5);
});

test("a reset mail that is tried again carries the same link", async () => {
  const reporter = await person();
  smtp.refuses = () => ({ code: 451, text: "Later" });
  await askedFor(reporter.email);
  const { content } = await appClient().mail.findFirstOrThrow({ where: { address: reporter.email } });
  smtp.refuses = () => undefined;
  await appClient().$executeRaw`update mail set due_at = now()`;
  await send();
  expect(JSON.stringify(content)).toContain(tokenTo(reporter.email));
  expect(await appClient().link.count({ where: { personId: reporter.id } })).toBe(1);
});

test("a changed email holds once the new address has confirmed it", async () => {
  const reporter = await person();
  const email = `${unique("moved")}@example.org`;
  await expect(requestEmailChange(reporter, { email, current: "wrong" }, caller())).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
  await requestEmailChange(reporter, { email, current: password }, caller());
  await send();
  expect(await emailOf(reporter)).toBe(reporter.email);
  expect(sentTo(reporter.email)[0]?.text).toContain(email);
  const token = tokenTo(email);
  expect(await confirmEmail({ token })).toEqual({ email });
  expect(await emailOf(reporter)).toBe(email);
  await expect(confirmEmail({ token })).rejects.toMatchObject({ code: "LINK_GONE" });
  expect(await findActorBySession(reporter.sessionId)).toMatchObject({ email });
  expect(await events(reporter)).toEqual([
    "person.wrong_password",
    "person.email_change_requested",
    "person.email_changed",
  ]);
});

test("the former address stops a change before it is made", async () => {
  const reporter = await person();
  const email = `${unique("moved")}@example.org`;
  await requestEmailChange(reporter, { email, current: password }, caller());
  await send();
  expect(await keepEmail({ token: tokenTo(reporter.email) })).toEqual({ email: reporter.email, isRestored: false });
  await expect(confirmEmail({ token: tokenTo(email) })).rejects.toMatchObject({ code: "LINK_GONE" });
  expect(await emailOf(reporter)).toBe(reporter.email);
});

test("the former address undoes a change, also after a second change and a new password", async () => {
  const reporter = await person();
  const [email, next] = [`${unique("thief")}@example.org`, `${unique("thief")}@example.org`];
  await requestEmailChange(reporter, { email, current: password }, caller());
  await send();
  await confirmEmail({ token: tokenTo(email) });
  const moved = { ...reporter, email };
  await requestEmailChange(moved, { email: next, current: password }, caller());
  await send();
  await confirmEmail({ token: tokenTo(next) });
  await changeOwnPassword(
    { ...reporter, email: next },
    { current: password, password: "of the thief", again: "of the thief" },
    caller(),
  );
  expect(await keepEmail({ token: tokenTo(reporter.email) })).toEqual({ email: reporter.email, isRestored: true });
  expect(await emailOf(reporter)).toBe(reporter.email);
  expect(await findActorBySession(reporter.sessionId)).toBeNull();
  expect((await events(reporter)).at(-1)).toBe("person.email_restored");
});

test("an email of somebody else is refused when it is asked for, and when it was taken meanwhile", async () => {
  const [reporter, other] = [await person(), await person()];
  await expect(requestEmailChange(reporter, { email: other.email, current: password }, caller())).rejects.toMatchObject(
    {
      code: "TAKEN",
      detail: { email: other.email },
    },
  );
  const email = `${unique("moved")}@example.org`;
  await requestEmailChange(reporter, { email, current: password }, caller());
  await send();
  await createPerson("REPORTER", { email });
  await expect(confirmEmail({ token: tokenTo(email) })).rejects.toMatchObject({ code: "TAKEN" });
  expect(await emailOf(reporter)).toBe(reporter.email);
});

test("a person cancels a change that waits, and its mail is not sent", async () => {
  const reporter = await person();
  const email = `${unique("moved")}@example.org`;
  await requestEmailChange(reporter, { email, current: password }, caller());
  await cancelEmailChange(reporter);
  await send();
  expect(await appClient().link.count({ where: { personId: reporter.id, kind: "EMAIL" } })).toBe(0);
  expect(sentTo(email)).toEqual([]);
});

test("a sign-in with a browser that the person never used is mailed, another one is not", async () => {
  const reporter = await person();
  const agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const signIn = (people: string[]) =>
    signInWithPassword({ email: reporter.email, password }, "192.0.2.7", { id: reporter.sessionId, people }, agent);
  await signIn([]); // the first sign-in of all
  await send();
  expect(smtp.taken).toEqual([]);
  await signIn([reporter.id]);
  await send();
  expect(smtp.taken).toEqual([]);
  await signIn([]);
  await send();
  expect(sentTo(reporter.email)[0]?.text).toContain("Firefox on Windows, at the network address 192.0.2.7");
});

test("nothing more is mailed to a person who is suspended", async () => {
  const reporter = await person();
  const email = `${unique("moved")}@example.org`;
  await requestEmailChange(reporter, { email, current: password }, caller());
  await suspendPerson(await createPerson("ADMIN"), { personId: reporter.id });
  await send();
  expect(smtp.taken).toEqual([]);
});

test("a person is mailed when their password, second factor or role changes, and at the former address when the email does", async () => {
  const [admin, reporter] = [await createPerson("ADMIN"), await person()];
  await changeOwnPassword(reporter, { current: password, password: "another-long-password", again: "" }, caller());
  await removeSecondFactorOf(admin, { personId: reporter.id });
  await changeRole(admin, { personId: reporter.id, role: "EDITOR" });
  const email = `${unique("next")}@example.org`;
  await requestEmailChange(reporter, { email, current: "another-long-password" }, caller());
  await send();
  await confirmEmail({ token: tokenTo(email) });
  await send();
  const changes = sentTo(reporter.email).filter(({ subject }) => subject?.endsWith("was changed"));
  const found = changes.map(({ text }) => /password of|second factor|now: .*Editor|sign in with/.exec(text ?? "")?.[0]);
  expect(found.sort()).toEqual([expect.stringContaining("Editor"), "password of", "second factor", "sign in with"]);
  expect(changes.map(({ text }) => text).join()).toContain(email);
  expect(sentTo(email).filter(({ subject }) => subject?.endsWith("was changed"))).toEqual([]);
});
