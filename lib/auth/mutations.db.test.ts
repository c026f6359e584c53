import { expect, test } from "vitest";
import { createPerson, unique } from "../../prisma/factories.ts";
import { newId } from "../ids.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { findActorBySession, findLink } from "./data.ts";
import {
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

test("e-mail and password start a session of thirty days, behind which the person stands", async () => {
  const person = await staff();
  const id = await signInWithPassword({ email: person.email, password }, caller());
  expect(await findActorBySession(id)).toEqual({ ...person, sessionId: id });
  const days = ((await session(id))!.expiresAt.getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThanOrEqual(30);
});

test("one person may sign in from many places at the same moment", async () => {
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

test("a wrong password and an unknown e-mail are refused with the same word", async () => {
  const { email } = await staff();
  await expect(signInWithPassword({ email, password: "wrong" }, caller())).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
  await expect(signInWithPassword({ email: "nobody@example.org", password }, caller())).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
});

test("after five failures the account waits, even for the right password", async () => {
  const { email } = await staff();
  for (let index = 0; index < 5; index++)
    await expect(signInWithPassword({ email, password: "wrong" }, caller())).rejects.toMatchObject({
      code: "WRONG_PASSWORD",
    });
  await expect(signInWithPassword({ email, password }, caller())).rejects.toMatchObject({
    code: "TOO_MANY_TRIES",
    detail: { until: expect.stringMatching(/^20/) },
  });
  await appClient().signInAttempt.update({ where: { key: `email:${email}` }, data: { lastFailure: past(61_000) } });
  await expect(signInWithPassword({ email, password }, caller())).resolves.toBeTruthy();
  expect(await appClient().signInAttempt.count({ where: { key: `email:${email}` } })).toBe(0);
});

test("guesses that arrive together do not get past the limit", async () => {
  const { email } = await staff();
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, () => signInWithPassword({ email, password: "wrong" }, caller())),
  );
  const codes = tries.map((one) => (one.status === "rejected" ? (one.reason as { code: string }).code : "in"));
  expect(codes.filter((code) => code === "WRONG_PASSWORD")).toHaveLength(5);
  expect(codes.filter((code) => code === "TOO_MANY_TRIES")).toHaveLength(3);
});

test("a caller who tried fifty accounts waits; a right password takes back one try, not all", async () => {
  const ip = caller();
  const { email } = await staff();
  await appClient().signInAttempt.create({ data: { key: `ip:${ip}`, failures: 49, lastFailure: new Date() } });
  await signInWithPassword({ email, password }, ip);
  expect((await appClient().signInAttempt.findUnique({ where: { key: `ip:${ip}` } }))?.failures).toBe(49);
  await expect(signInWithPassword({ email: "somebody@example.org", password }, ip)).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
  await expect(signInWithPassword({ email, password }, ip)).rejects.toMatchObject({ code: "TOO_MANY_TRIES" });
});

test("failures of yesterday are forgotten", async () => {
  const { email } = await staff();
  const key = `email:${email}`;
  await appClient().signInAttempt.create({ data: { key, failures: 40, lastFailure: past(25 * 3_600_000) } });
  await expect(signInWithPassword({ email, password: "wrong" }, caller())).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
  expect((await appClient().signInAttempt.findUnique({ where: { key } }))?.failures).toBe(1);
});

test("a suspended person does not get in, and learns why only with the right password", async () => {
  const { id, email } = await staff();
  await appClient().person.update({ where: { id }, data: { state: "SUSPENDED" } });
  await expect(signInWithPassword({ email, password }, caller())).rejects.toMatchObject({ code: "SUSPENDED" });
  await expect(signInWithPassword({ email, password: "wrong" }, caller())).rejects.toMatchObject({
    code: "WRONG_PASSWORD",
  });
});

test("a session is nobody's when it has ended, has run out, or its person is suspended", async () => {
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

test("use moves the end of a session, at most once a minute", async () => {
  const { sessionId } = await staff();
  const before = (await session(sessionId))!;
  await touchSession(sessionId);
  expect((await session(sessionId))!.expiresAt).toEqual(before.expiresAt);
  await appClient().session.update({ where: { id: sessionId }, data: { lastSeenAt: past(61_000) } });
  await touchSession(sessionId);
  expect((await session(sessionId))!.expiresAt.getTime()).toBeGreaterThan(before.expiresAt.getTime());
});

test("a link signs in once; of two who use it at once one gets in", async () => {
  const person = await staff();
  const token = await issueLink("SIGN_IN", person.id);
  expect(await findLink("SIGN_IN", token)).toMatchObject({ personId: person.id, email: person.email });
  const both = await Promise.allSettled([signInWithLink(token), signInWithLink(token)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(signInWithLink(token)).rejects.toMatchObject({ code: "LINK_GONE" });
  expect(await findLink("SIGN_IN", token)).toBeNull();
});

test("looking at a link does not use it up", async () => {
  const { id } = await staff();
  const token = await issueLink("SIGN_IN", id);
  await findLink("SIGN_IN", token);
  await findLink("SIGN_IN", token);
  await expect(signInWithLink(token)).resolves.toBeTruthy();
});

test("a link is good for its own purpose, for its time, and until a newer one", async () => {
  const { id } = await staff();
  const reset = await issueLink("RESET", id);
  await expect(signInWithLink(reset)).rejects.toMatchObject({ code: "LINK_GONE" });
  const newer = await issueLink("RESET", id);
  await expect(transaction((tx) => takeLink("RESET", reset, tx))).rejects.toMatchObject({ code: "LINK_GONE" });
  await appClient().link.updateMany({ where: { personId: id }, data: { expiresAt: past(1000) } });
  await expect(transaction((tx) => takeLink("RESET", newer, tx))).rejects.toMatchObject({ code: "LINK_GONE" });
});

test("the token of a link stands nowhere in the database", async () => {
  const { id } = await staff();
  const token = await issueLink("SIGN_IN", id);
  const rows = await appClient().link.findMany({ where: { personId: id } });
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("the clean-up takes what has run out and nothing else", async () => {
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
