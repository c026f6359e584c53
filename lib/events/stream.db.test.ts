import http from "node:http";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { listen } from "#prisma/testing/raw-http.ts";
import type { Person } from "../actor.ts";
import { deleteExpiredLinks, endSession, signInWithPassword } from "../auth/mutations.ts";
import { hashPassword } from "../auth/password.ts";
import {
  changeOwnPassword,
  changeRole,
  issueReset,
  reactivatePerson,
  resetPassword,
  suspendPerson,
} from "../people/mutations.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { listener, stopListener } from "../postgres/listener.ts";
import { board } from "../presence/board.ts";
import { shared } from "../process.ts";
import { listVisible } from "../stories/data.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { rooms } from "../stories/saving/rooms.ts";
import { EventStream, storiesOf, type Wanted } from "./stream.ts";

const password = "correct-horse-battery";
const passwordHash = await hashPassword(password);

const until = (isTrue: () => boolean) => vi.waitUntil(isTrue, { timeout: 30_000 });

/** What the next request asks for; the door itself is app/api/events. */
let asked: { actor: Person; wanted: Wanted; beatMs?: number };
let server: http.Server;
let port = 0;
beforeAll(async () => {
  server = http.createServer(async (_request, response) => {
    const { actor, wanted, beatMs } = asked;
    const visible = new Set(await listVisible(actor, storiesOf(wanted)));
    const sink = { write: (text: string) => void response.write(text), close: () => void response.end() };
    const stream = new EventStream(actor, wanted, visible, sink, beatMs);
    response.on("close", () => stream.close());
  });
  port = await listen(server);
  listener();
  await until(() => listener().isListening);
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await stopListener();
});

type Open = { text: () => string; isOver: () => boolean; close: () => void };
async function open(actor: Person, wanted: Partial<Wanted>, beatMs?: number): Promise<Open> {
  asked = { actor, wanted: { watch: [], here: [], ...wanted }, ...(beatMs ? { beatMs } : {}) };
  let text = "";
  let isOver = false;
  const request = http.get({ host: "127.0.0.1", port, agent: false }, (response) => {
    response.on("data", (chunk: Buffer) => {
      text += chunk;
    });
    response.on("close", () => {
      isOver = true;
    });
  });
  request.on("error", () => {});
  await until(() => text.includes(": hello"));
  return { text: () => text, isOver: () => isOver, close: () => request.destroy() };
}

const story = async (actor: Person): Promise<string> => (await createReadyStory(actor)).id;
const versionOf = async (id: string): Promise<number> =>
  (await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;
async function type(actor: Person, id: string, text: string): Promise<void> {
  const version = await versionOf(id);
  await saveSteps(actor, typeInHeadline(id, await readDocument(id), version, text));
}

/** Everything that ends the access of a reporter, and the code that the browser is given for it. */
const revocations: [string, string, (admin: Person, reporter: Person) => Promise<unknown>][] = [
  ["signing out", "SIGNED_OUT", (_admin, { sessionId }) => endSession(sessionId)],
  ["suspension", "SUSPENDED", (admin, { id }) => suspendPerson(admin, { personId: id })],
  [
    "suspension and return",
    "S",
    async (admin, { id }) => {
      await suspendPerson(admin, { personId: id });
      await reactivatePerson(admin, { personId: id });
    },
  ],
  [
    "a reset of the password",
    "SIGNED_OUT",
    async (admin, { id }) => {
      const { token } = await issueReset(admin, { personId: id });
      await resetPassword({ token, password: "another password", again: "another password" });
    },
  ],
  [
    "a change of the password in another browser",
    "SIGNED_OUT",
    async (_admin, reporter) => {
      const sessionId = await signInWithPassword({ email: reporter.email, password }, unique("caller"));
      const given = { current: password, password: "another password", again: "another password" };
      await changeOwnPassword({ ...reporter, sessionId }, given, unique("caller"));
    },
  ],
  [
    "the clean-up of an expired session",
    "SIGNED_OUT",
    async (_admin, { sessionId }) => {
      const expiresAt = new Date(Date.now() - 1_000);
      await appClient().session.update({ where: { id: sessionId }, data: { expiresAt }, select: { id: true } });
      await transaction(deleteExpiredLinks);
    },
  ],
];

describe.each(revocations)("after %s", (_name, code, revoke) => {
  test.each(["words", "presence", "notices"] as const)(
    "a stream of %s ends and delivers nothing more",
    async (kind) => {
      const admin = await createPerson("ADMIN");
      const reporter = await createPerson("REPORTER", { passwordHash });
      const id = await story(admin);
      const wanted =
        kind === "words" ? { watch: [{ storyId: id, version: 0 }] } : kind === "presence" ? { here: [id] } : {};
      const stream = await open(reporter, wanted);
      await revoke(admin, reporter);
      await until(() => stream.isOver());
      expect(stream.text()).toMatch(new RegExp(`event: gone\ndata: {"data":{"code":"${code}.*\n\n$`));
      const before = stream.text();
      await type(admin, id, "secret");
      board().say({
        storyId: id,
        tabId: "tab-12345",
        personId: admin.id,
        name: "A",
        activity: "typing",
        place: null,
        gone: false,
      });
      await until(() => board().here(id).length > 0);
      expect(stream.text()).toBe(before);
    },
  );
});

test("a stream notices at its heartbeat that its session has expired", async () => {
  const reporter = await createPerson("REPORTER");
  const stream = await open(reporter, {}, 20);
  await until(() => stream.text().includes("still here"));
  expect(stream.isOver()).toBe(false);
  const data = { expiresAt: new Date(Date.now() - 1_000) };
  await appClient().session.update({ where: { id: reporter.sessionId }, data, select: { id: true } });
  await until(() => stream.isOver());
  expect(stream.text()).toContain('{"data":{"code":"SIGNED_OUT"}}');
});

test("a stream that opens after its session has ended closes by itself", async () => {
  const reporter = await createPerson("REPORTER");
  await endSession(reporter.sessionId);
  const stream = await open(reporter, {});
  await until(() => stream.isOver());
});

test("after a demotion a stream drops stories that the person may not see, and keeps the others", async () => {
  const admin = await createPerson("ADMIN");
  const person = await createPerson("REPORTER");
  const [watched, near, own] = [await story(admin), await story(admin), await story(person)];
  const versions = await Promise.all([watched, own].map(async (id) => ({ storyId: id, version: await versionOf(id) })));
  const stream = await open(person, { watch: versions, here: [near] });
  await until(() => [watched, own].every((id) => stream.text().includes(`event: status\ndata: {"story":"${id}"`)));
  await changeRole(admin, { personId: person.id, role: "CONTRIBUTOR" });
  const gone = `event: gone\ndata: {"story":"${watched}"`;
  await until(() => stream.text().split(gone)[1]?.includes(`event: status\ndata: {"story":"${own}"`) ?? false);
  const say = (storyId: string) =>
    board().say({
      storyId,
      tabId: `tab-${storyId}`,
      personId: admin.id,
      name: "A",
      activity: "typing",
      place: null,
      gone: false,
    });
  const before = stream.text().length;
  for (const id of [watched, near]) {
    say(id);
    await type(admin, id, "secret");
  }
  say(own);
  await type(admin, own, "open");
  await until(
    () =>
      /event: steps[\s\S]*open/.test(stream.text().slice(before)) &&
      stream.text().slice(before).includes("event: presence"),
  );
  const since = stream.text().slice(before);
  expect(since).not.toContain("secret");
  expect(since).not.toContain(watched);
  expect(since).not.toContain(near);
  expect(stream.isOver()).toBe(false);
  stream.close();
});

test("a stream announces that wire items have arrived", async () => {
  const reporter = await createPerson("REPORTER");
  const stream = await open(reporter, {});
  await appClient().$executeRaw`select pg_notify('galley_wire', '')`;
  await until(() => stream.text().includes("event: wires"));
  stream.close();
});

test("a stream that its browser leaves is forgotten with its rooms, watchers and handlers", async () => {
  const reporter = await createPerson("REPORTER");
  const [watched, near] = [await story(reporter), await story(reporter)];
  const counts = () => [rooms().count, board().storyCount, listener().handlerCount];
  await until(() => rooms().count === 0); // the streams of other tests
  shared().board = undefined; // their people are forgotten after 25 s, which may be in the middle of this test
  const before = counts();
  const wanted = { watch: [{ storyId: watched, version: 0 }], here: [watched, near] };
  const streams = await Promise.all(Array.from({ length: 20 }, () => open(reporter, wanted)));
  expect(rooms().count).toBe(1);
  expect(listener().handlerCount).toBeGreaterThanOrEqual(20);
  for (const { close } of streams) close();
  await until(() => rooms().count === 0);
  expect(counts()).toEqual(before);
});

test("signing out in one browser leaves the person's other browser connected", async () => {
  const person = await createPerson("REPORTER", { passwordHash });
  const id = await story(person);
  const other = await signInWithPassword({ email: person.email, password }, unique("caller"));
  const stream = await open(person, { watch: [{ storyId: id, version: await versionOf(id) }] });
  await until(() => stream.text().includes("event: status"));
  await endSession(other);
  await type(person, id, "still");
  await until(() => stream.text().includes("still"));
  expect(stream.isOver()).toBe(false);
  stream.close();
});
