import pg from "pg";
import { expect, test, vi } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { smtpForTests } from "#prisma/testing/smtp-hooks.ts";
import { log } from "../log.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { listener } from "../postgres/listener.ts";
import { connections } from "../process.ts";
import { deleteOldMail, type NewMail, queueMail } from "./mutations.ts";
import { retryDelayMs } from "./policy.ts";
import { sendDueMail } from "./send-mutations.ts";
import { startMailer } from "./worker.ts";

/** On a busy machine everything takes longer. */
const patience = { timeout: 30_000 };

const { smtp, withoutMail } = smtpForTests();

const mail = (address: string, more: Partial<NewMail> = {}): NewMail => ({
  kind: "invitation",
  personId: null,
  address,
  name: "",
  subject: `For ${address}`,
  content: { parts: ["Hello."] },
  ...more,
});
const queue = (...addresses: string[]) =>
  transaction(async (tx) => {
    for (const address of addresses) await queueMail(tx, mail(address));
  });
const many = (count: number) => Array.from({ length: count }, (_, number) => `p${number}@example.org`);
/** Everything that waits is as if so much time had passed. */
const passTime = (minutes: number) => appClient().$executeRaw`
  update mail set created_at = created_at - make_interval(mins => ${minutes}),
    due_at = due_at - make_interval(mins => ${minutes}), expires_at = expires_at - make_interval(mins => ${minutes})`;
const states = async () =>
  Object.fromEntries(
    (await appClient().mail.findMany({ select: { address: true, state: true } })).map((row) => [
      row.address,
      row.state,
    ]),
  );
const recipients = () => smtp.taken.map(({ to }) => [to].flat()[0]?.text).sort();
const row = (address: string) => appClient().mail.findFirstOrThrow({ where: { address } });

test("writes and sends nothing when the transaction fails", async () => {
  await expect(
    transaction(async (tx) => {
      await queueMail(tx, mail("a@example.org"));
      throw new Error("refused");
    }),
  ).rejects.toThrow("refused");
  expect(await sendDueMail()).toEqual({ sent: 0, refused: 0, failed: 0 });
  expect(smtp.taken).toEqual([]);
});

test("writes nothing and says so when mail is not set up", async () => {
  withoutMail();
  expect(await transaction((tx) => queueMail(tx, mail("a@example.org")))).toBe(false);
  expect(await appClient().mail.count()).toBe(0);
});

test("two nodes that send at once send each message once", async () => {
  const addresses = many(40);
  await queue(...addresses);
  await Promise.all([sendDueMail(), sendDueMail(), sendDueMail()]);
  expect(recipients()).toEqual([...addresses].sort());
  expect(new Set(Object.values(await states()))).toEqual(new Set(["SENT"]));
});

test("a server that is away for ten minutes loses nothing and gets nothing twice", async () => {
  const addresses = many(12);
  await smtp.stop();
  for (let minute = 0; minute < 10; minute++) {
    await queue(...addresses.slice(minute, minute + 1)); // the newsroom goes on meanwhile
    expect((await sendDueMail()).sent).toBe(0);
    await passTime(1);
  }
  await queue(...addresses.slice(10));
  expect((await row("p0@example.org")).lastError).toMatch(/cannot be reached/);
  await smtp.start();
  for (let minute = 0; minute < 10; minute++) {
    await sendDueMail();
    await passTime(1);
  }
  expect(recipients()).toEqual([...addresses].sort());
  expect(await sendDueMail()).toEqual({ sent: 0, refused: 0, failed: 0 });
});

test("a refused address fails at once and holds up nobody else", async () => {
  smtp.refuses = (address) =>
    address === "p1@example.org" ? { code: 550, text: "5.1.1 No such user here" } : undefined;
  await queue(...many(5));
  expect(await sendDueMail()).toEqual({ sent: 4, refused: 1, failed: 0 });
  expect(await states()).toMatchObject({
    "p1@example.org": "FAILED",
    "p0@example.org": "SENT",
    "p4@example.org": "SENT",
  });
  expect((await row("p1@example.org")).lastError).toMatch(
    /refused the address p1@example\.org: 550 5\.1\.1 No such user here/,
  );
});

test("an address that is refused for now is tried again later, with a growing delay", async () => {
  let isFull = true;
  smtp.refuses = (address) =>
    isFull && address === "p1@example.org" ? { code: 452, text: "Mailbox full" } : undefined;
  await queue(...many(3));
  expect(await sendDueMail()).toEqual({ sent: 2, refused: 0, failed: 1 });
  expect(await sendDueMail()).toEqual({ sent: 0, refused: 0, failed: 0 });
  await passTime(1);
  expect(await sendDueMail()).toMatchObject({ failed: 1 });
  await passTime(1);
  expect(await sendDueMail()).toMatchObject({ failed: 0 });
  isFull = false;
  await passTime(1);
  expect(await sendDueMail()).toMatchObject({ sent: 1 });
  expect([1, 2, 3, 7, 20].map((attempts) => retryDelayMs(attempts) / 60_000)).toEqual([1, 2, 4, 60, 60]);
});

test("a message that cannot be sent for a day fails, with the last error", async () => {
  await smtp.stop();
  await queue("a@example.org");
  let attempts = 0;
  for (let hour = 0; hour < 26; hour++) {
    attempts += (await sendDueMail()).failed;
    await passTime(61);
  }
  await smtp.start();
  expect(await sendDueMail()).toEqual({ sent: 0, refused: 0, failed: 0 });
  expect(attempts).toBeGreaterThan(20);
  const failed = await row("a@example.org");
  expect(failed).toMatchObject({ state: "FAILED" });
  expect(failed.lastError).toMatch(/cannot be reached/);
});

/** Something that a test lets go on. */
function held(): { promise: Promise<void>; release: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, release: resolve };
}

test("a recipient for whom the server hangs does not hold up the others", async () => {
  const hanging = held();
  smtp.beforeRecipient = (address) => (address === "p0@example.org" ? hanging.promise : Promise.resolve());
  await queue(...many(9));
  const round = sendDueMail();
  await vi.waitFor(() => expect(recipients()).toHaveLength(8), { timeout: 20_000 });
  expect(await states()).toMatchObject({ "p0@example.org": "SENDING" });
  hanging.release();
  expect(await round).toEqual({ sent: 9, refused: 0, failed: 0 });
});

test("an attempt is cut off after its time limit, and made again later", async () => {
  const hanging = held();
  smtp.beforeRecipient = () => hanging.promise;
  await queue("a@example.org");
  expect(await sendDueMail({ limitMs: 200 })).toEqual({ sent: 0, refused: 0, failed: 1 });
  expect((await row("a@example.org")).lastError).toMatch(/did not answer in time/);
  hanging.release();
  await passTime(1);
  expect(await sendDueMail()).toMatchObject({ sent: 1 });
  expect(smtp.taken).toHaveLength(1);
});

test("a server that answers nothing is waited for in the background only", async () => {
  const hanging = held();
  smtp.beforeTaken = () => hanging.promise;
  await queue(...many(4));
  const round = sendDueMail();
  await vi.waitFor(() => expect(smtp.maxAtOnce).toBe(4), patience);
  await queue("late@example.org"); // what a person does meanwhile; would hang if it waited for the server
  hanging.release();
  await round;
  expect(recipients()).toHaveLength(5);
});

test("a connection that is cut after the message was taken leads to one more copy with the same Message-ID", async () => {
  smtp.isCutting = true;
  await queue("a@example.org");
  expect(await sendDueMail()).toEqual({ sent: 0, refused: 0, failed: 1 });
  expect((await row("a@example.org")).lastError).toMatch(/closed the connection before it took the message/);
  smtp.isCutting = false;
  await appClient().$executeRaw`update mail set due_at = now()`;
  expect(await sendDueMail()).toMatchObject({ sent: 1 });
  const { id } = await row("a@example.org");
  expect(smtp.taken.map(({ messageId }) => messageId)).toEqual([`<${id}@example.org>`, `<${id}@example.org>`]);
  expect(smtp.taken[0]?.date).toEqual(smtp.taken[1]?.date);
});

test("a message whose process was killed while sending is left alone for three minutes, then sent again", async () => {
  await queue("a@example.org");
  // What a killed process leaves behind.
  await appClient().$executeRaw`
    update mail set state = 'SENDING', attempts = 1, due_at = now() + interval '3 minutes'`;
  expect(await sendDueMail()).toMatchObject({ sent: 0 });
  await passTime(3);
  expect(await sendDueMail()).toMatchObject({ sent: 1 });
  expect(await states()).toEqual({ "a@example.org": "SENT" });
});

test("a message that was taken while the database was away is not sent again", async () => {
  await queue("a@example.org");
  let isBroken = true;
  const warned = vi.spyOn(log, "warn");
  const owner = new pg.Client({ connectionString: connections().owner });
  await owner.connect();
  smtp.beforeTaken = async () => {
    if (isBroken) await owner.query("alter table mail rename to mail_away");
    isBroken = false;
  };
  const round = sendDueMail();
  await vi.waitFor(() => expect(smtp.taken).toHaveLength(1), patience);
  await vi.waitFor(
    () => expect(warned).toHaveBeenCalledWith(expect.anything(), expect.stringMatching(/could not be stored/)),
    patience,
  );
  await owner.query("alter table mail_away rename to mail");
  await owner.end();
  expect(await round).toMatchObject({ sent: 1 });
  expect(await states()).toEqual({ "a@example.org": "SENT" });
  expect(smtp.taken).toHaveLength(1);
});

test("a secret link is blanked once the message is sent or has failed, other content is kept", async () => {
  smtp.refuses = (address) => (address === "b@example.org" ? { code: 550, text: "No" } : undefined);
  await transaction(async (tx) => {
    for (const address of ["a@example.org", "b@example.org"]) await queueMail(tx, mail(address, { isSecret: true }));
    await queueMail(tx, mail("c@example.org"));
  });
  await sendDueMail();
  expect((await row("a@example.org")).content).toBeNull();
  expect((await row("b@example.org")).content).toBeNull();
  expect((await row("c@example.org")).content).toEqual({ parts: ["Hello."] });
});

test("deletes messages after 30 days", async () => {
  await queue("old@example.org");
  await sendDueMail();
  await passTime(30 * 24 * 60 + 1);
  await queue("new@example.org");
  await deleteOldMail();
  expect(await states()).toEqual({ "new@example.org": "QUEUED" });
});

test("removing a person removes their messages and choices", async () => {
  const person = await createPerson("REPORTER");
  await transaction((tx) => queueMail(tx, mail(person.email, { personId: person.id })));
  await appClient().mailChoice.create({ data: { personId: person.id, kind: "filed", timing: "NEVER" } });
  await appClient().session.deleteMany({ where: { personId: person.id } });
  await appClient().person.delete({ where: { id: person.id } });
  expect(await appClient().mail.count()).toBe(0);
  expect(await appClient().mailChoice.count({ where: { personId: person.id } })).toBe(0);
});

test("the mailer sends what is queued at once, and what was queued before it started", async () => {
  await queue("before@example.org");
  const mailer = startMailer({});
  await vi.waitFor(() => expect(recipients()).toEqual(["before@example.org"]), patience);
  await vi.waitUntil(() => listener().isListening, patience);
  const began = performance.now();
  await queue("after@example.org");
  await vi.waitFor(() => expect(recipients()).toContain("after@example.org"), { ...patience, interval: 20 });
  expect(performance.now() - began).toBeLessThan(20_000); // by the notification: the timer waits for 30 s
  await mailer.stop();
  await queue("later@example.org");
  expect(await states()).toMatchObject({ "later@example.org": "QUEUED" });
});
