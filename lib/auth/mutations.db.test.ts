import { expect, test } from "vitest";
import { createPerson, unique } from "../../prisma/factories.ts";
import { newId } from "../ids.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { addPerson, type KnownBrowser } from "./browser-cookie.ts";
import { findActorBySession, findLink } from "./data.ts";
import {
  countResetRequest,
  deleteExpiredLinks,
  endSession,
  issueLink,
  signInWithLink,
  signInWithPassword,
  takeLink,
  touchSession,
} from "./mutations.ts";
import { hashPassword } from "./password.ts";

const password = "correct-horse-battery";
const passwordHash = await hashPassword(password);
const staff = () => createPerson("REPORTER", { passwordHash });
const caller = () => unique("caller");
const session = (id: string) => appClient().session.findUnique({ where: { id } });
const past = (milliseconds: number) => new Date(Date.now() - milliseconds);

test("starts a session of thirty days for the right email and password", async () => {
  const person = await staff();
  const id = await signInWithPassword({ email: person.email, password }, caller());
  expect(await findActorBySession(id)).toEqual({ ...person, sessionId: id });
  const days = ((await session(id))!.expiresAt.getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThanOrEqual(30);
});

test("one person can sign in from many places at the same moment", async () => {
  const person = await staff();
  for (let round = 0; round < 10; round++) {
    const sessions = await Promise.all(
      Array.from({ length: 4 }, (_, place) =>
        signInWithPassword({ email: person.email, password }, `10.9.${round}.${place}`),
      ),
    );
    expect(new Set(sessions).size).toBe(4);
  }
});

test("refuses a wrong password and an unknown email alike", async () => {
  const { email } = await staff();
  await expect(signInWithPassword({ email, password: "wrong" }, caller())).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
  await expect(signInWithPassword({ email: "nobody@example.org", password }, caller())).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
});

const guess = async (email: string, ip: string, browser: KnownBrowser | null = null): Promise<string> =>
  signInWithPassword({ email, password: "wrong" }, ip, browser).then(
    () => "in",
    (error: { code: string }) => error.code,
  );
const failuresOf = async (key: string) => (await appClient().signInAttempt.findUnique({ where: { key } }))?.failures;

test("after five failures only that network has to wait, even with the right password", async () => {
  const { email } = await staff();
  for (let index = 0; index < 5; index++) expect(await guess(email, "203.0.113.7")).toBe("WRONG_PASSWORD");
  await expect(signInWithPassword({ email, password }, "203.0.113.7")).rejects.toMatchObject({
    code: "TOO_MANY_TRIES",
    detail: { until: expect.stringMatching(/^20/) },
  });
  await expect(signInWithPassword({ email, password }, "203.0.113.8")).resolves.toBeTruthy();
  expect(await guess(email, "203.0.113.7")).toBe("TOO_MANY_TRIES"); // the other's success lifts nothing
  const key = `pair:${email} 203.0.113.7`;
  await appClient().signInAttempt.update({ where: { key }, data: { lastFailure: past(61_000) } });
  await expect(signInWithPassword({ email, password }, "203.0.113.7")).resolves.toBeTruthy();
  expect(await failuresOf(key)).toBeUndefined();
});

test("counts failures of IPv6 callers by their first 64 bits", async () => {
  const { email } = await staff();
  for (let index = 0; index < 5; index++) expect(await guess(email, `2001:db8:0:7::${index}`)).toBe("WRONG_PASSWORD");
  expect(await guess(email, "2001:db8:0:7:ffff::1")).toBe("TOO_MANY_TRIES");
  expect(await guess(email, "2001:db8:0:8::1")).toBe("WRONG_PASSWORD");
  expect(await failuresOf("ip:2001:db8:0:7::/64")).toBe(5);
});

test("four wrong attempts an hour, day after day, never lock an account", async () => {
  const { email } = await staff();
  const [pair, account] = [`pair:${email} 203.0.113.9`, `email:${email}`];
  expect(await guess(email, "203.0.113.9")).toBe("WRONG_PASSWORD");
  for (let round = 0; round < 40; round++) {
    const lastFailure = past(15 * 60_000);
    await appClient().signInAttempt.updateMany({ where: { key: { in: [pair, account] } }, data: { lastFailure } });
    expect(await guess(email, "203.0.113.9")).toBe("WRONG_PASSWORD");
  }
  expect(await guess(email, "203.0.113.9")).toBe("TOO_MANY_TRIES");
  expect(await failuresOf(account)).toBeLessThan(5);
  await expect(signInWithPassword({ email, password }, "203.0.113.10")).resolves.toBeTruthy();
});

test("a browser that signed in before is not blocked by others, but its own guesses are limited", async () => {
  const [person, colleague] = [await staff(), await staff()];
  const { email } = person;
  const browser = addPerson(null, person.id);
  await appClient().signInAttempt.createMany({
    data: [`email:${email}`, `email:${colleague.email}`, "ip:203.0.113.11"].map((key) => ({
      key,
      failures: 10_000,
      lastFailure: new Date(),
    })),
  });
  await expect(signInWithPassword({ email, password }, "203.0.113.12")).rejects.toMatchObject({
    code: "TOO_MANY_TRIES",
  });
  await expect(signInWithPassword({ email, password }, "203.0.113.11", browser)).resolves.toBeTruthy();
  // It proves nothing about the account of anybody else.
  expect(await guess(colleague.email, "203.0.113.12", browser)).toBe("TOO_MANY_TRIES");
  for (let index = 0; index < 5; index++) expect(await guess(email, "203.0.113.12", browser)).toBe("WRONG_PASSWORD");
  expect(await guess(email, "203.0.113.12", browser)).toBe("TOO_MANY_TRIES");
  await expect(
    signInWithPassword({ email, password }, "203.0.113.12", addPerson(null, person.id)),
  ).resolves.toBeTruthy();
});

test("concurrent guesses cannot pass the limit", async () => {
  const { email } = await staff();
  const ip = "203.0.113.13";
  const codes = await Promise.all(Array.from({ length: 8 }, () => guess(email, ip)));
  expect(codes.filter((code) => code === "WRONG_PASSWORD")).toHaveLength(5);
  expect(codes.filter((code) => code === "TOO_MANY_TRIES")).toHaveLength(3);
});

test("guesses from many networks at once are limited by the account", async () => {
  const { email } = await staff();
  await appClient().signInAttempt.create({ data: { key: `email:${email}`, failures: 297, lastFailure: new Date() } });
  const codes = await Promise.all(Array.from({ length: 8 }, (_, place) => guess(email, `198.51.100.${place}`)));
  expect(codes.filter((code) => code === "WRONG_PASSWORD")).toHaveLength(3);
});

test("a network that tried fifty accounts has to wait, and a right password takes back only one attempt", async () => {
  const ip = caller();
  const { email } = await staff();
  await appClient().signInAttempt.create({ data: { key: `ip:${ip}`, failures: 49, lastFailure: new Date() } });
  await signInWithPassword({ email, password }, ip);
  expect(await failuresOf(`ip:${ip}`)).toBe(49);
  expect(await guess("somebody@example.org", ip)).toBe("WRONG_PASSWORD");
  await expect(signInWithPassword({ email, password }, ip)).rejects.toMatchObject({ code: "TOO_MANY_TRIES" });
});

test("forgets failures after a day", async () => {
  const { email } = await staff();
  const key = `email:${email}`;
  await appClient().signInAttempt.create({ data: { key, failures: 400, lastFailure: past(25 * 3_600_000) } });
  expect(await guess(email, caller())).toBe("WRONG_PASSWORD");
  expect(await failuresOf(key)).toBe(1);
});

test("a suspended person cannot sign in, and learns why only with the right password", async () => {
  const { id, email } = await staff();
  await appClient().person.update({ where: { id }, data: { state: "SUSPENDED" } });
  await expect(signInWithPassword({ email, password }, caller())).rejects.toMatchObject({ code: "SUSPENDED" });
  await expect(signInWithPassword({ email, password: "wrong" }, caller())).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
});

test("a session is invalid when it has ended, expired, or its person is suspended", async () => {
  const person = await staff();
  expect(await findActorBySession(newId())).toBeNull();
  await appClient().person.update({ where: { id: person.id }, data: { state: "SUSPENDED" } });
  expect(await findActorBySession(person.sessionId)).toBe("SUSPENDED");
  await appClient().person.update({ where: { id: person.id }, data: { state: "ACTIVE" } });
  await appClient().session.update({ where: { id: person.sessionId }, data: { expiresAt: past(1000) } });
  expect(await findActorBySession(person.sessionId)).toBeNull();
  const other = await staff();
  await endSession(other.sessionId);
  expect(await findActorBySession(other.sessionId)).toBeNull();
});

test("use extends a session, at most once a minute", async () => {
  const { sessionId } = await staff();
  const before = (await session(sessionId))!;
  await touchSession(sessionId);
  expect((await session(sessionId))!.expiresAt).toEqual(before.expiresAt);
  await appClient().session.update({ where: { id: sessionId }, data: { lastSeenAt: past(61_000) } });
  await touchSession(sessionId);
  expect((await session(sessionId))!.expiresAt.getTime()).toBeGreaterThan(before.expiresAt.getTime());
});

test("a sign-in link works once, even when two people use it at the same moment", async () => {
  const person = await staff();
  const token = await issueLink("SIGN_IN", person.id);
  expect(await findLink("SIGN_IN", token)).toMatchObject({ personId: person.id, email: person.email });
  const both = await Promise.allSettled([signInWithLink(token), signInWithLink(token)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(signInWithLink(token)).rejects.toMatchObject({ code: "LINK_GONE" });
  expect(await findLink("SIGN_IN", token)).toBeNull();
});

test("opening a sign-in link does not use it up", async () => {
  const { id } = await staff();
  const token = await issueLink("SIGN_IN", id);
  await findLink("SIGN_IN", token);
  await findLink("SIGN_IN", token);
  await expect(signInWithLink(token)).resolves.toBeTruthy();
});

test("a link is valid for its own purpose, until it expires or a newer one replaces it", async () => {
  const { id } = await staff();
  const reset = await issueLink("RESET", id);
  await expect(signInWithLink(reset)).rejects.toMatchObject({ code: "LINK_GONE" });
  const newer = await issueLink("RESET", id);
  await expect(transaction((tx) => takeLink("RESET", reset, tx))).rejects.toMatchObject({ code: "LINK_GONE" });
  await appClient().link.updateMany({ where: { personId: id }, data: { expiresAt: past(1000) } });
  await expect(transaction((tx) => takeLink("RESET", newer, tx))).rejects.toMatchObject({ code: "LINK_GONE" });
});

test("the token of a link is not stored in the database", async () => {
  const { id } = await staff();
  const token = await issueLink("SIGN_IN", id);
  const rows = await appClient().link.findMany({ where: { personId: id } });
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("the clean-up deletes only what has expired", async () => {
  const [gone, stays] = [await staff(), await staff()];
  await issueLink("SIGN_IN", gone.id);
  await issueLink("SIGN_IN", stays.id);
  const expired = { where: { personId: gone.id }, data: { expiresAt: past(1000) } };
  await appClient().link.updateMany(expired);
  await appClient().session.updateMany(expired);
  const old = `email:${unique("old")}`;
  await appClient().signInAttempt.create({ data: { key: old, failures: 3, lastFailure: past(25 * 3_600_000) } });
  await transaction(deleteExpiredLinks);
  expect(await appClient().link.count({ where: { personId: gone.id } })).toBe(0);
  expect(await appClient().session.count({ where: { personId: gone.id } })).toBe(0);
  expect(await appClient().link.count({ where: { personId: stays.id } })).toBe(1);
  expect(await appClient().session.count({ where: { personId: stays.id } })).toBe(1);
  expect(await appClient().signInAttempt.count({ where: { key: old } })).toBe(0);
});

test("the audit log records sign-ins and wrong passwords, also for unknown accounts, without what was typed", async () => {
  const { id, email } = await staff();
  const since = new Date();
  await guess(email, "203.0.113.61");
  await guess(`nobody-${email}`, "203.0.113.62");
  await signInWithPassword({ email, password }, "203.0.113.61");
  const events = await appClient().auditEvent.findMany({
    where: { action: { in: ["person.signed_in", "person.wrong_password"] }, at: { gte: since } },
    orderBy: { id: "asc" },
    select: { action: true, actorId: true, subjectId: true, subjectName: true, detail: true },
  });
  const network = "203.0.113.x";
  expect(events).toMatchObject([
    { action: "person.wrong_password", actorId: null, subjectId: id, detail: { network } },
    { action: "person.wrong_password", actorId: null, subjectId: null, subjectName: "an unknown account" },
    { action: "person.signed_in", actorId: id, subjectId: id, detail: { method: "PASSWORD", network } },
  ]);
  expect(JSON.stringify(events)).not.toContain(email);
});

test("the audit log has one event for each wait, and none for a request for a new password", async () => {
  const { id, email } = await staff();
  const ip = "203.0.113.71";
  const key = `pair:${email} ${ip}`;
  const throttled = () =>
    appClient().auditEvent.findMany({
      where: { action: "person.sign_in_throttled", subjectId: id },
      select: { actorId: true, subjectName: true, detail: true },
    });
  for (let count = 0; count < 8; count++) await guess(email, ip);
  const event = { actorId: null, subjectName: expect.any(String), detail: { network: "203.0.113.x" } };
  expect(await throttled()).toEqual([event]);
  await appClient().signInAttempt.update({
    where: { key },
    data: { lastFailure: past(61_000), refusedAt: past(90_000) },
  });
  for (let count = 0; count < 3; count++) await guess(email, ip);
  expect(await throttled()).toEqual([event, event]);

  for (let count = 0; count < 5; count++) await countResetRequest(email, ip);
  await expect(countResetRequest(email, ip)).rejects.toMatchObject({ code: "TOO_MANY_TRIES" });
  expect(await throttled()).toHaveLength(2);
});

test("throttled sign-ins of an address without an account are recorded without that address", async () => {
  const email = `${unique("nobody")}@example.org`;
  const since = new Date();
  for (let count = 0; count < 6; count++) await guess(email, "203.0.113.72");
  const events = await appClient().auditEvent.findMany({
    where: { action: "person.sign_in_throttled", at: { gte: since } },
  });
  expect(events).toMatchObject([{ subjectId: null, subjectName: "an unknown account" }]);
  expect(JSON.stringify(events)).not.toContain(email);
});
