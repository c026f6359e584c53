import { afterEach, beforeEach, expect, test } from "vitest";
import { findActorBySession } from "#lib/auth/data.ts";
import { signInWithPassword } from "#lib/auth/mutations.ts";
import type { DomainError } from "#lib/errors.ts";
import { resetPassword } from "#lib/people/mutations.ts";
import { appClient } from "#lib/postgres/app.ts";
import { settings, shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { createPerson, unique } from "#prisma/factories.ts";
import { changeEmergencyAccount } from "./emergency-account.ts";

const password = "a completely new one";
let before: ReturnType<typeof settings>;
beforeEach(() => {
  before = settings();
  shared().settings = readSettings({
    GALLEY_DATA: before.data,
    GALLEY_LOG: "silent",
    GALLEY_URL: "https://news.example.org",
    GALLEY_OIDC_ISSUER: "https://id.example.org",
    GALLEY_OIDC_CLIENT_ID: "galley",
    GALLEY_OIDC_CLIENT_SECRET: "a secret of the provider",
    GALLEY_OIDC_ONLY: "1",
  });
});
afterEach(() => {
  shared().settings = before;
});

const signIn = (email: string) => signInWithPassword({ email, password }, unique("caller"));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );
const eventsOf = async (subjectId: string) =>
  (
    await appClient().auditEvent.findMany({
      where: { subjectId, action: { startsWith: "person.break_glass" } },
      orderBy: { id: "asc" },
      select: { action: true, actorId: true },
    })
  ).map(({ action, actorId }) => [action, actorId]);

test("an emergency account chooses a password by the printed link and signs in with it until it is ended", async () => {
  const admin = await createPerson("ADMIN");
  const { isDone, lines } = await changeEmergencyAccount({ email: admin.email, isEnded: false });
  expect(isDone).toBe(true);
  const token = /^ {2}https:\/\/news\.example\.org\/reset\/(\S+)$/.exec(lines[1] ?? "")?.[1] ?? "";
  await resetPassword({ token, password, again: password });
  expect(await findActorBySession(await signIn(admin.email))).toMatchObject({ id: admin.id });
  expect(await codeOf(resetPassword({ token, password, again: password }))).toBe("LINK_GONE");

  await changeEmergencyAccount({ email: admin.email, isEnded: true });
  expect(await codeOf(signIn(admin.email))).toBe("PROVIDER_ONLY");
  expect(await eventsOf(admin.id)).toEqual([
    ["person.break_glass_set", null],
    ["person.break_glass_ended", null],
  ]);
});

test("only the account of an active admin becomes an emergency account", async () => {
  const editor = await createPerson("EDITOR");
  const suspended = await createPerson("ADMIN");
  await appClient().person.update({ where: { id: suspended.id }, data: { state: "SUSPENDED" }, select: { id: true } });
  for (const email of [editor.email, suspended.email, "nobody@example.org"]) {
    expect(await changeEmergencyAccount({ email, isEnded: false })).toEqual({
      isDone: false,
      lines: [`There is no active admin with the email ${email}.`],
    });
  }
  for (const id of [editor.id, suspended.id]) {
    expect(await appClient().person.findUniqueOrThrow({ where: { id } })).toMatchObject({ isBreakGlass: false });
    expect(await appClient().link.count({ where: { personId: id } })).toBe(0);
    expect(await eventsOf(id)).toEqual([]);
  }
});
