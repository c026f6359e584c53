import { expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { changeRole } from "../people/mutations.ts";
import { appClient } from "../postgres/app.ts";
import { findActorBySession } from "./data.ts";
import { signInWithPassword, touchSession } from "./mutations.ts";
import { hashPassword } from "./password.ts";
import { listOwnSessions } from "./session-data.ts";
import { endOtherSessions, endOwnSession } from "./session-mutations.ts";

const password = "correct-horse-battery";
const passwordHash = await hashPassword(password);
const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const day = 86_400_000;
const enter = (email: string, ip = "203.0.113.7") => signInWithPassword({ email, password }, ip, null, firefox);

test("lists a session with browser and network in words, and never with the whole address or its id", async () => {
  const person = await createPerson("REPORTER", { passwordHash });
  const id = await enter(person.email);
  const rows = await listOwnSessions({ ...person, sessionId: id });
  expect(rows[0]).toMatchObject({ browser: "Firefox on Windows", network: "203.0.113.x", isCurrent: true });
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain("203.0.113.7");
  for (const hidden of [id, person.sessionId]) expect(JSON.stringify(rows)).not.toContain(hidden);
});

test("ends one session by its handle, but none of somebody else", async () => {
  const person = await createPerson("REPORTER", { passwordHash });
  const other = await createPerson("REPORTER");
  const here = { ...person, sessionId: await enter(person.email) };
  const handle = (await listOwnSessions(here)).find(({ isCurrent }) => !isCurrent)?.handle ?? "";
  await expect(endOwnSession(other, { handle })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await endOwnSession(here, { handle });
  expect(await findActorBySession(person.sessionId)).toBeNull();
  expect(await findActorBySession(here.sessionId)).toMatchObject({ id: person.id });
});

test("ends all other sessions and keeps the one that asks", async () => {
  const person = await createPerson("REPORTER", { passwordHash });
  const others = [await enter(person.email), await enter(person.email)];
  expect(await endOtherSessions(person)).toEqual({ count: 2 });
  for (const id of others) expect(await findActorBySession(id)).toBeNull();
  expect(await findActorBySession(person.sessionId)).toMatchObject({ id: person.id });
  const event = await appClient().auditEvent.findFirst({ where: { subjectId: person.id }, orderBy: { id: "desc" } });
  expect(event).toMatchObject({ action: "person.sessions_ended", detail: { sessions: 2 } });
});

test("use extends a session up to its absolute end, and notes the network of the last use", async () => {
  const person = await createPerson("REPORTER", { passwordHash });
  const id = await enter(person.email);
  const began = await appClient().session.findUniqueOrThrow({ where: { id } });
  expect(Math.round((began.endsAt.getTime() - Date.now()) / day)).toBe(90);
  const endsAt = new Date(Date.now() + 2 * day);
  await appClient().session.update({ where: { id }, data: { endsAt, lastSeenAt: new Date(Date.now() - 61_000) } });
  await touchSession(id, "198.51.100.9");
  expect(await appClient().session.findUniqueOrThrow({ where: { id } })).toMatchObject({
    expiresAt: endsAt,
    network: "198.51.100.x",
  });
  await appClient().session.update({ where: { id }, data: { endsAt: new Date(Date.now() - 1_000) } });
  expect(await findActorBySession(id)).toBeNull();
});

test("another role ends every session but the one that was used last", async () => {
  const admin = await createPerson("ADMIN");
  const person = await createPerson("REPORTER", { passwordHash });
  await appClient().session.update({ where: { id: person.sessionId }, data: { lastSeenAt: new Date(0) } });
  const id = await enter(person.email, unique("caller"));
  await changeRole(admin, { personId: person.id, role: "EDITOR" });
  expect(await findActorBySession(person.sessionId)).toBeNull();
  expect(await findActorBySession(id)).toMatchObject({ role: "EDITOR" });
});
