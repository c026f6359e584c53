import { expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { Authenticator } from "#prisma/testing/authenticator.ts";
import type { Person } from "../actor.ts";
import type { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { confirmIdentity } from "./confirm-mutations.ts";
import { findActorBySession } from "./data.ts";
import { deleteExpiredLinks, signInWithPassword } from "./mutations.ts";
import { newPasskeyOptions, passkeyProofOptions } from "./passkey-data.ts";
import { addPasskey, removePasskey, signInWithPasskey } from "./passkey-mutations.ts";
import { hashPassword } from "./password.ts";
import { getSecondFactor } from "./second-factor-data.ts";

const site = { id: "news.example.org", origins: ["https://news.example.org"] };
const password = "correct-horse-battery";
const passwordHash = await hashPassword(password);
const device = () => ({ userAgent: "", ip: unique("caller") });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

async function add(person: Person, authenticator: Authenticator) {
  const { options, token } = await newPasskeyOptions(person, "The Ledger", site);
  return addPasskey(person, { token, response: authenticator.make(options.challenge) }, site, "Firefox on a Mac");
}
async function withPasskey() {
  const person = await createPerson("REPORTER", { passwordHash });
  const authenticator = new Authenticator(site);
  const { codes } = await add(person, authenticator);
  return { person, authenticator, codes };
}
async function proofOf(authenticator: Authenticator, origin?: string) {
  const { options, token } = await passkeyProofOptions(site);
  return { token, response: authenticator.use(options.challenge, origin) };
}

test("signs in with a passkey alone, and notes when it was used", async () => {
  const { person, authenticator } = await withPasskey();
  const sessionId = await signInWithPasskey(await proofOf(authenticator), site, device());
  expect(await findActorBySession(sessionId)).toMatchObject({ id: person.id });
  const session = await appClient().session.findUniqueOrThrow({ where: { id: sessionId } });
  expect(session.method).toBe("PASSKEY");
  expect((await getSecondFactor(person)).passkeys[0]).toMatchObject({
    name: "Firefox on a Mac",
    lastUsedAt: expect.any(Date),
  });
});

test("the answer of a passkey works once, also when it is sent twice at the same moment", async () => {
  const { authenticator } = await withPasskey();
  const proof = await proofOf(authenticator);
  const both = await Promise.all([1, 2].map(() => codeOf(signInWithPasskey(proof, site, device()))));
  expect(both.sort()).toEqual(["WRONG_PASSKEY", "done"]);
  expect(await codeOf(signInWithPasskey(proof, site, device()))).toBe("WRONG_PASSKEY");
});

test("refuses an answer that was given to another site, to another challenge, or without a finger, face or PIN", async () => {
  const { authenticator } = await withPasskey();
  const enter = async (proof: ReturnType<typeof proofOf>) => codeOf(signInWithPasskey(await proof, site, device()));
  expect(await enter(proofOf(authenticator, "https://news.example.org.evil.example"))).toBe("WRONG_PASSKEY");
  const [one, two] = [await proofOf(authenticator), await proofOf(authenticator)];
  expect(await enter(Promise.resolve({ token: one.token, response: two.response }))).toBe("WRONG_PASSKEY");
  expect(await enter(Promise.resolve({ ...one, token: `${one.token.slice(0, -4)}AAAA` }))).toBe("WRONG_PASSKEY");
  authenticator.asksForProof = false;
  expect(await enter(proofOf(authenticator))).toBe("WRONG_PASSKEY");
  authenticator.asksForProof = true;
  expect(await enter(proofOf(authenticator))).toBe("done");
  expect(await enter(proofOf(new Authenticator(site)))).toBe("WRONG_PASSKEY");
});

test("refuses a passkey whose counter does not rise, because it was copied", async () => {
  const { authenticator } = await withPasskey();
  authenticator.counter = 7;
  expect(await codeOf(signInWithPasskey(await proofOf(authenticator), site, device()))).toBe("done");
  authenticator.counter = 5;
  expect(await codeOf(signInWithPasskey(await proofOf(authenticator), site, device()))).toBe("WRONG_PASSKEY");
});

test("a challenge for a new passkey belongs to one session and works once", async () => {
  const person = await createPerson("REPORTER", { passwordHash });
  const other = await createPerson("REPORTER", { passwordHash });
  const { options, token } = await newPasskeyOptions(person, "The Ledger", site);
  const make = (who: Person) =>
    codeOf(addPasskey(who, { token, response: new Authenticator(site).make(options.challenge) }, site, "Safari"));
  expect(await make(other)).toBe("WRONG_PASSKEY");
  expect(await make(person)).toBe("done");
  expect(await make(person)).toBe("WRONG_PASSKEY");
});

test("a passkey is a second factor: it brings recovery codes, and the password alone no longer signs in", async () => {
  const { person, codes } = await withPasskey();
  expect(codes).toHaveLength(10);
  expect(await codeOf(signInWithPassword({ email: person.email, password }, unique("caller")))).toBe("CODE_NEEDED");
  const [passkey] = (await getSecondFactor(person)).passkeys;
  await removePasskey(person, { id: passkey?.id ?? "" });
  expect(await getSecondFactor(person)).toMatchObject({ passkeys: [], recoveryCodeCount: 0 });
  expect(await codeOf(signInWithPassword({ email: person.email, password }, unique("caller")))).toBe("done");
});

test("adding and removing a passkey needs a recent proof, which one's own passkey gives and no other", async () => {
  const { person, authenticator } = await withPasskey();
  const stranger = await withPasskey();
  await appClient().session.updateMany({ where: { personId: person.id }, data: { confirmedAt: new Date(0) } });
  const [passkey] = (await getSecondFactor(person)).passkeys;
  const remove = () => codeOf(removePasskey(person, { id: passkey?.id ?? "" }));
  expect(await codeOf(add(person, new Authenticator(site)))).toBe("CONFIRM_NEEDED");
  expect(await remove()).toBe("CONFIRM_NEEDED");
  const confirm = async (by: Authenticator) =>
    codeOf(confirmIdentity(person, { passkey: await proofOf(by), site }, unique("caller")));
  expect(await confirm(stranger.authenticator)).toBe("WRONG_PASSKEY");
  expect(await remove()).toBe("CONFIRM_NEEDED");
  expect(await confirm(authenticator)).toBe("done");
  expect(await codeOf(removePasskey(stranger.person, { id: passkey?.id ?? "" }))).toBe("NOT_FOUND");
  expect(await remove()).toBe("done");
});

test("a passkey signs in neither as somebody else than the open story belongs to, nor a suspended person", async () => {
  const { person, authenticator } = await withPasskey();
  const other = await createPerson("REPORTER");
  const enter = async (personId: string) =>
    codeOf(signInWithPasskey(await proofOf(authenticator), site, device(), null, personId));
  expect(await enter(other.id)).toBe("WRONG_PASSKEY");
  expect(await enter(person.id)).toBe("done");
  await appClient().person.update({ where: { id: person.id }, data: { state: "SUSPENDED" } });
  expect(await enter(person.id)).toBe("SUSPENDED");
});

test("answered challenges are forgotten once they are too old to be accepted", async () => {
  const { authenticator } = await withPasskey();
  await signInWithPasskey(await proofOf(authenticator), site, device());
  await appClient().spentChallenge.updateMany({ data: { expiresAt: new Date(0) } });
  await deleteExpiredLinks(appClient());
  expect(await appClient().spentChallenge.count()).toBe(0);
});

test("the audit log has each refused passkey of an account once, however often the answer is sent again", async () => {
  const { person, authenticator } = await withPasskey();
  const wrong = await proofOf(authenticator, "https://news.example.org.evil.example");
  const enter = (proof: typeof wrong) => codeOf(signInWithPasskey(proof, site, { userAgent: "", ip: "203.0.113.91" }));
  for (let count = 0; count < 3; count++) expect(await enter(wrong)).toBe("WRONG_PASSKEY");
  authenticator.counter = 7;
  expect(await enter(await proofOf(authenticator))).toBe("done");
  authenticator.counter = 5;
  expect(await enter(await proofOf(authenticator))).toBe("WRONG_PASSKEY");
  const event = { actorId: null, subjectName: person.name, detail: { network: "203.0.113.x" } };
  expect(
    await appClient().auditEvent.findMany({
      where: { subjectId: person.id, action: "person.wrong_passkey" },
      select: { actorId: true, subjectName: true, detail: true },
    }),
  ).toEqual([event, event]);
});
