import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { smtpForTests } from "#prisma/testing/smtp-hooks.ts";
import type { Person } from "../actor.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { saveMailChoices, stopMail } from "./choice-mutations.ts";
import { getMailStatus, listOwnMailChoices } from "./data.ts";
import { queueNotice } from "./mutations.ts";
import type { NoticeKind } from "./policy.ts";
import { mailChoicesSchema } from "./schema.ts";
import { retryMail, sendDueMail, sendTestMail } from "./send-mutations.ts";
import { unsubscribeToken } from "./unsubscribe.ts";

const { smtp } = smtpForTests();

const notify = (person: Person | Person[], kind: NoticeKind, subject = kind as string, now = new Date()) =>
  transaction((tx) =>
    queueNotice(
      tx,
      {
        kind,
        personIds: [person].flat().map(({ id }) => id),
        subject,
        content: { parts: ["Because of it.", { button: "Open", href: "https://news.example.org/desk" }] },
      },
      now,
    ),
  );
const choose = (person: Person, given: Partial<Parameters<typeof mailChoicesSchema.parse>[0] & object>) =>
  saveMailChoices(
    person,
    mailChoicesSchema.parse({
      choices: {},
      digestHour: 8,
      quietFrom: null,
      quietUntil: null,
      timeZone: null,
      ...given,
    }),
  );
const rows = (person: Person) => appClient().mail.findMany({ where: { personId: person.id }, orderBy: { id: "asc" } });
// Not now(): the column rounds to milliseconds, and may round up.
const comeDue = () => appClient().$executeRaw`update mail set due_at = now() - interval '1 second'`;

test("a notice is mailed as its person chose: at once, in the digest or never", async () => {
  const person = await createPerson("REPORTER");
  await choose(person, { choices: { mention: "AT_ONCE", filed: "DIGEST", reply: "NEVER" } });
  for (const kind of ["mention", "filed", "reply"] as const) await notify(person, kind);
  expect((await rows(person)).map(({ kind, isDigest }) => [kind, isDigest])).toEqual([
    ["mention", false],
    ["filed", true],
  ]);
  expect(await sendDueMail()).toEqual({ sent: 1, refused: 0, failed: 0 });
});

test("a notice to several people reaches each in the way that this person chose", async () => {
  const people = [await createPerson("EDITOR"), await createPerson("EDITOR"), await createPerson("EDITOR")];
  for (const [index, timing] of (["AT_ONCE", "DIGEST", "NEVER"] as const).entries())
    await choose(people[index] as Person, { choices: { filed: timing } });
  await notify(people, "filed");
  expect(await sendDueMail()).toMatchObject({ sent: 1 });
  await comeDue();
  expect(await sendDueMail()).toMatchObject({ sent: 1 });
  expect(smtp.taken.map(({ to }) => [to].flat()[0]?.value[0]?.address)).toEqual([people[0]?.email, people[1]?.email]);
});

test("the digest holds all notices of a person in one message, at the person's hour", async () => {
  const [person, other] = [await createPerson("EDITOR"), await createPerson("EDITOR")];
  await choose(person, { digestHour: 7, timeZone: "Europe/London" });
  const evening = new Date("2026-10-24T20:00:00Z"); // clocks go back in the night
  await notify([person, other], "filed", "“Ferry” was filed", evening);
  await notify(person, "published", "“Trams” was published", evening);
  expect((await rows(person)).map(({ dueAt }) => dueAt.toISOString())).toEqual([
    "2026-10-25T07:00:00.000Z",
    "2026-10-25T07:00:00.000Z",
  ]);
  await comeDue();
  await Promise.all([sendDueMail(), sendDueMail()]);
  await sendDueMail();
  expect(smtp.taken).toHaveLength(2);
  const digest = smtp.taken.find(({ to }) => [to].flat()[0]?.value[0]?.address === person.email);
  expect(digest?.subject).toBe("2 notices");
  expect(digest?.text).toContain("- “Ferry” was filed\n  Because of it.\n  https://news.example.org/desk");
  expect(digest?.text).toContain("- “Trams” was published");
  expect((await rows(person)).map(({ kind, state }) => [kind, state])).toEqual([["digest", "SENT"]]);
});

test("a late digest keeps all its notices while another node has the turn to merge them", async () => {
  const person = await createPerson("EDITOR");
  const monthsAgo = new Date("2026-05-01T20:00:00Z");
  await notify(person, "filed", "“Ferry” was filed", monthsAgo);
  await notify(person, "published", "“Trams” was published", monthsAgo);
  await transaction(async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('galley digests'))::text`;
    expect(await sendDueMail()).toEqual({ sent: 0, refused: 0, failed: 0 });
  });
  expect((await rows(person)).map(({ state }) => state)).toEqual(["QUEUED", "QUEUED"]);
  expect(await sendDueMail()).toMatchObject({ sent: 1 });
  expect((await rows(person)).map(({ kind, subject }) => [kind, subject])).toEqual([["digest", "2 notices"]]);
});

test("a notice in the quiet hours is mailed when they end", async () => {
  const person = await createPerson("REPORTER");
  await choose(person, { quietFrom: 22, quietUntil: 7, timeZone: "Asia/Kathmandu" });
  await notify(person, "mention", "quiet", new Date("2026-05-01T17:30:00Z")); // 23:15
  await notify(person, "mention", "awake", new Date("2026-05-01T15:00:00Z")); // 20:45
  const [quiet, awake] = await rows(person);
  expect(quiet?.dueAt.toISOString()).toBe("2026-05-02T01:15:00.000Z"); // 07:00
  expect(awake?.dueAt.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
});

test("no notice is mailed to a person who is not active", async () => {
  const person = await createPerson("REPORTER");
  await appClient().person.update({ where: { id: person.id }, data: { state: "SUSPENDED" } });
  await notify(person, "mention");
  expect(await rows(person)).toEqual([]);
});

test("one request to the signed address of a notice stops its kind, also what waits, and nothing else", async () => {
  const person = await createPerson("REPORTER");
  await notify(person, "mention");
  await sendDueMail();
  const list = smtp.taken[0]?.headers.get("list") as { unsubscribe?: { url: string } } | undefined;
  const token = list?.unsubscribe?.url.replace("https://news.example.org/unsubscribe/", "") ?? "";
  expect(smtp.taken[0]?.text).toContain(`Stop these messages: https://news.example.org/unsubscribe/${token}`);
  await notify(person, "mention");
  await notify(person, "reply");
  await stopMail(token);
  await stopMail(token);
  await notify(person, "mention");
  expect((await rows(person)).filter(({ state }) => state === "QUEUED").map(({ kind }) => kind)).toEqual(["reply"]);
  expect((await listOwnMailChoices(person)).choices).toMatchObject({ mention: "NEVER", reply: "AT_ONCE" });
});

test("the signed address of a digest stops every kind that comes with it", async () => {
  const person = await createPerson("REPORTER");
  await choose(person, { choices: { reply: "DIGEST" } });
  await notify(person, "filed");
  await stopMail(unsubscribeToken({ personId: person.id, kind: "digest" }));
  const { choices } = await listOwnMailChoices(person);
  expect(choices).toMatchObject({ filed: "NEVER", reply: "NEVER", mention: "AT_ONCE" });
  expect(await rows(person)).toEqual([]);
});

test.each([
  ["another person", (token: string, other: string) => token.replace(/^[^.]+/, other)],
  ["another kind", (token: string) => token.replace(".mention.", ".reply.")],
  ["a cut signature", (token: string) => token.slice(0, -1)],
  ["a kind of mail that is no notice", (token: string) => token.replace(".mention.", ".reset.")],
])("refuses a signed address changed to %s", async (_name, change) => {
  const [person, other] = [await createPerson("REPORTER"), await createPerson("REPORTER")];
  const token = change(unsubscribeToken({ personId: person.id, kind: "mention" }), other.id);
  await expect(stopMail(token)).rejects.toMatchObject({ code: "LINK_GONE" });
  expect(await appClient().mailChoice.count({ where: { personId: { in: [person.id, other.id] } } })).toBe(0);
});

test.each([
  [{ quietFrom: 22, quietUntil: null }, "quietUntil", "Choose both hours, or neither."],
  [{ quietFrom: 7, quietUntil: 7 }, "quietUntil", "Choose two different hours."],
  [{ timeZone: "Mars/Olympus" }, "timeZone", "Choose a time zone such as Europe/London."],
  [{ digestHour: 24 }, "digestHour", "Choose an hour from 0 to 23."],
  [{ choices: { mention: "SOMETIMES" } }, "choices.mention", "Choose when this is mailed."],
])("refuses the mail settings %j", (given, field, message) => {
  const whole = { choices: {}, digestHour: 8, quietFrom: null, quietUntil: null, timeZone: null };
  const { error } = mailChoicesSchema.safeParse({ ...whole, ...given });
  expect(error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([[field, message]]);
});

test("a test message reaches the admin at once, or its error is answered in plain English", async () => {
  const admin = await createPerson("ADMIN");
  expect(await sendTestMail(admin)).toEqual({ to: admin.email, error: null });
  expect(smtp.taken).toHaveLength(1);
  smtp.refuses = () => ({ code: 550, text: "Relaying denied" });
  expect((await sendTestMail(admin)).error).toMatch(/refused the address .*: 550 Relaying denied/);
  smtp.setUp({ GALLEY_SMTP_URL: smtp.url.replace("smtp://", "smtp://lena:secret@") });
  expect((await sendTestMail(admin)).error).toMatch(/did not accept the user name or password in GALLEY_SMTP_URL/);
  smtp.setUp({ GALLEY_SMTP_URL: `${smtp.url}?tls=required` });
  expect((await sendTestMail(admin)).error).toMatch(/No secure connection to 127\.0\.0\.1/);
  await expect(sendTestMail(await createPerson("EDITOR"))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});

test("the settings name what failed without the server's password, and an admin sends it again", async () => {
  const [admin, person] = [await createPerson("ADMIN"), await createPerson("REPORTER")];
  smtp.setUp({ GALLEY_SMTP_URL: smtp.url, GALLEY_MAIL_FROM: "The Ledger <news@example.org>" });
  smtp.refuses = () => ({ code: 550, text: "No such user" });
  await notify(person, "mention", "Lena mentioned you");
  await sendDueMail();
  const status = await getMailStatus(admin);
  expect(status).toMatchObject({
    sender: { name: "The Ledger", address: "news@example.org" },
    hasAddress: true,
    counts: { failed: 1, queued: 0 },
    problems: [{ subject: "Lena mentioned you", address: person.email, state: "FAILED" }],
  });
  await expect(getMailStatus(person)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  const mailId = status.problems[0]?.id ?? "";
  await expect(retryMail(person, { mailId })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  smtp.refuses = () => undefined;
  await retryMail(admin, { mailId });
  expect(await sendDueMail()).toMatchObject({ sent: 1 });
  await expect(retryMail(admin, { mailId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
