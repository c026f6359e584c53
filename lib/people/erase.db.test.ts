import { expect, test } from "vitest";
import { createAuthor, createPerson, createPicture, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { handOverWork } from "../assignments/hand-over-mutations.ts";
import { recordEvent } from "../audit/mutations.ts";
import { sealEvents } from "../audit/seal-mutations.ts";
import { checkAuditChain } from "../audit/verify-data.ts";
import { beginThread } from "../comments/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { nameReaders } from "../stories/sharing/mutations.ts";
import { listPeople } from "./data.ts";
import { erasePerson } from "./erase-mutations.ts";
import { exportPersonalData } from "./export-mutations.ts";
import { changeOwnName, reactivatePerson } from "./mutations.ts";
import { peopleQuerySchema } from "./schema.ts";

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "OK",
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );

/** Somebody with a row in every table that is about an account. */
async function createBusyPerson(): Promise<Person & { former: string }> {
  const former = unique("Ada");
  const person = await createPerson("REPORTER", { name: `${former} Former` });
  const id = person.id;
  const client = appClient();
  await client.person.update({
    where: { id },
    data: { totpSecret: "secret", passwordHash: "hash", languages: ["bn", "en"] },
  });
  await client.passkey.create({
    data: {
      id: newId(),
      personId: id,
      credentialId: unique("c"),
      publicKey: Buffer.from("k"),
      transports: [],
      name: "Phone",
    },
  });
  await client.recoveryCode.create({ data: { id: newId(), personId: id, hash: unique("h") } });
  await client.identity.create({
    data: { id: newId(), personId: id, issuer: "https://id.example.org", subject: unique("s") },
  });
  await client.link.create({
    data: {
      id: newId(),
      kind: "RESET",
      tokenHash: unique("t"),
      personId: id,
      expiresAt: new Date(Date.now() + 60_000),
    },
  });
  await client.mail.create({
    data: {
      id: newId(),
      kind: "notice",
      personId: id,
      address: person.email,
      name: person.name,
      subject: "S",
      content: {},
    },
  });
  await client.mailChoice.create({ data: { personId: id, kind: "FILED", timing: "NEVER" } });
  await client.mailSettings.create({ data: { personId: id, digestHour: 8 } });
  await client.watch.create({ data: { personId: id, kind: "STORY", subjectId: newId() } });
  await changeOwnName(person, { name: `${former} Newer` });
  return { ...person, name: `${former} Newer`, former: `${former} Former` };
}

/** Every word that the database keeps about accounts and what was done. */
const everything = async (): Promise<string> =>
  JSON.stringify(
    await Promise.all([
      appClient().person.findMany(),
      appClient().auditEvent.findMany(),
      appClient().mail.findMany(),
      appClient().identity.findMany(),
      appClient().comment.findMany(),
      appClient().session.findMany(),
    ]),
    (_key, value) => (typeof value === "bigint" ? String(value) : value),
  );

test("erasing removes the account's data and name, keeps byline and history, and leaves a log that can be verified", async () => {
  const [admin, colleague, leaving] = [
    await createPerson("ADMIN"),
    await createPerson("EDITOR"),
    await createBusyPerson(),
  ];
  const portrait = await createPicture();
  const byline = await createAuthor({ name: "Ada Byline" });
  await appClient().author.update({
    where: { id: byline.id },
    data: { personId: leaving.id, portraitId: portrait.id },
  });
  const story = await createReadyStory(colleague);
  const ids = { threadId: newId(), commentId: newId() };
  const text = `Ask @[${leaving.name}](${leaving.id}) about it`;
  await beginThread(colleague, { storyId: story.id, ...ids, about: {}, text });
  await transaction((tx) =>
    recordEvent(
      tx,
      admin,
      "person.invited",
      { kind: "person", id: leaving.id, name: leaving.former },
      { email: leaving.email, role: "REPORTER" },
    ),
  );
  const seen = { isConfidential: false, people: [] };
  await nameReaders(colleague, { storyId: story.id, isConfidential: true, people: [leaving.id], seen });
  await transaction((tx) =>
    recordEvent(
      tx,
      colleague,
      "story.assigned",
      { kind: "story", id: story.id, name: "A story" },
      { name: leaving.name },
    ),
  );
  while ((await sealEvents()) > 0);

  await erasePerson(admin, { personId: leaving.id, keepsName: false });
  while ((await sealEvents()) > 0);

  const kept = await everything();
  for (const word of [leaving.email, leaving.name, leaving.former]) expect(kept).not.toContain(word);
  const own = { where: { personId: leaving.id } };
  const client = appClient();
  expect(
    await Promise.all([
      client.session.count(own),
      client.passkey.count(own),
      client.recoveryCode.count(own),
      client.identity.count(own),
      client.link.count(own),
      client.notice.count(own),
      client.watch.count(own),
      client.mail.count(own),
      client.mailChoice.count(own),
      client.mailSettings.count(own),
    ]),
  ).toEqual(Array(10).fill(0));
  expect(await client.author.findUnique({ where: { id: byline.id } })).toMatchObject({
    name: "Ada Byline",
    personId: null,
    portraitId: null,
  });
  expect(await client.person.findUnique({ where: { id: leaving.id } })).toMatchObject({
    state: "ERASED",
    passwordHash: null,
    totpSecret: null,
    languages: [],
  });
  const chain = await checkAuditChain();
  expect(chain.broken).toBeNull();
  expect(chain.blanked).toBeGreaterThanOrEqual(4);
  const listed = await listPeople(admin, peopleQuerySchema.parse({ q: "Former colleague" }));
  expect(listed.rows.filter(({ id }) => id === leaving.id)).toEqual([]);
  expect(await code(reactivatePerson(admin, { personId: leaving.id }))).toBe("NOT_FOUND");
});

test("a name that is kept stays in the account and the log, and the email goes", async () => {
  const [admin, leaving] = [await createPerson("ADMIN"), await createBusyPerson()];
  await erasePerson(admin, { personId: leaving.id, keepsName: true });
  const kept = await everything();
  expect([kept.includes(leaving.name), kept.includes(leaving.email)]).toEqual([true, false]);
});

test("nobody erases themselves, the last admin, somebody with open work, or without a recent proof and the right", async () => {
  const [admin, other, leaving] = [
    await createPerson("ADMIN"),
    await createPerson("EDITOR"),
    await createPerson("REPORTER"),
  ];
  const erase = (actor: Person, personId = leaving.id) => code(erasePerson(actor, { personId, keepsName: true }));
  expect(await erase(admin, admin.id)).toBe("WRONG_STATE");
  expect(await erase(other)).toBe("NOT_ALLOWED");
  await createReadyStory(leaving);
  expect(await erase(admin)).toBe("IN_USE");
  await handOverWork(admin, { personId: leaving.id, to: other.id });
  await appClient().session.update({ where: { id: admin.sessionId }, data: { confirmedAt: new Date(0) } });
  expect(await erase(admin)).toBe("CONFIRM_NEEDED");
  await appClient().session.update({ where: { id: admin.sessionId }, data: { confirmedAt: new Date() } });
  expect(await erase(admin)).toBe("OK");
});

test("an export holds what is kept about a person, without secrets and without confidential stories of others", async () => {
  const [admin, person] = [await createPerson("ADMIN"), await createBusyPerson()];
  const open = await createReadyStory(person, { headline: unique("Harbour") });
  const closed = await createReadyStory(person, { headline: unique("Slush") });
  await nameReaders(person, {
    storyId: closed.id,
    isConfidential: true,
    people: [],
    seen: { isConfidential: false, people: [] },
  });
  const { fileName, json } = await exportPersonalData(admin, { personId: person.id });
  expect(fileName).toBe(`personal-data-${person.id}.json`);
  const data = JSON.parse(json);
  expect(data.account).toMatchObject({ email: person.email, name: person.name, languages: ["bn", "en"] });
  expect([data.sessions, data.providers, data.links, data.mail, data.watches].map((rows) => rows.length)).toEqual([
    1, 1, 1, 1, 1,
  ]);
  expect(data.secondFactors).toMatchObject({ hasAuthenticator: true, passkeys: [{ name: "Phone" }], recoveryCodes: 1 });
  expect(data.stories.map(({ id }: { id: string }) => id)).toEqual([open.id]);
  expect(data.otherStories).toBe(1);
  expect(data.events.map(({ action }: { action: string }) => action)).toContain("person.renamed");
  for (const secret of ["Slush", '"hash"', "passwordHash", "totpSecret", "tokenHash"])
    expect(json).not.toContain(secret);
  const last = await appClient().auditEvent.findFirst({ where: { subjectId: person.id }, orderBy: { id: "desc" } });
  expect(last).toMatchObject({ action: "person.data_exported", actorId: admin.id });
  expect(await code(exportPersonalData(await createPerson("EDITOR"), { personId: person.id }))).toBe("NOT_ALLOWED");
});
