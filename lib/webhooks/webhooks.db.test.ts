import http from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPerson, createSection, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { type DeliveredEvent, deliveredEvents } from "../audit/policy.ts";
import { appClient } from "../postgres/app.ts";
import { settings, shared } from "../process.ts";
import { createSection as createSubsection } from "../sections/mutations.ts";
import { correctStory, publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { nameReaders } from "../stories/sharing/mutations.ts";
import { fileStory } from "../stories/verbs/mutations.ts";
import { listDeliveries, listWebhooks } from "./data.ts";
import { deliverWebhooks } from "./delivery-mutations.ts";
import { deleteWebhook, enableWebhook, replayDelivery, saveWebhook } from "./mutations.ts";
import { givenUpAfterMs, maxDeliveryAttempts, outcomeOf, waitAfterAttempt } from "./policy.ts";

type Arrived = { headers: Record<string, string>; body: string };

/** A program that is notified, on this machine. */
function openReceiver() {
  const arrived: Arrived[] = [];
  const answers: { status: number; text?: string; location?: string }[] = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      arrived.push({ headers: request.headers as Record<string, string>, body });
      const { status, text = "", location } = answers.shift() ?? { status: 204 };
      response.writeHead(status, location ? { location } : {}).end(text);
    });
  });
  return { server, arrived, answers };
}

const receiver = openReceiver();
let url: string;
let admin: Person;
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.server.address() as AddressInfo).port}/hook`;
  admin = await createPerson("ADMIN");
});
afterAll(() => new Promise((resolve) => receiver.server.close(resolve)));
beforeEach(async () => {
  shared().settings = { ...settings(), privateWebhooks: true };
  receiver.arrived.length = 0;
  receiver.answers.length = 0;
  await appClient().webhook.deleteMany();
});

type Wanted = { events?: readonly DeliveredEvent[]; sectionIds?: string[] };
async function subscribe({ events = deliveredEvents, sectionIds = [] }: Wanted = {}) {
  const given = { webhookId: null, name: unique("Hook"), url, events: [...events], sectionIds };
  const { webhookId, secret } = await saveWebhook(admin, given);
  if (!secret) throw new Error("a new webhook has no secret");
  return { webhookId, secret };
}
async function publish(section?: string): Promise<string> {
  const { id } = await createReadyStory(admin, section ? { fields: { section } } : {});
  await publishStory(admin, { storyId: id, version: 0, showUpdated: false });
  return id;
}
/** By the database's clock, which gives each delivery its time. */
const later = (ms: number) => new Date(Date.now() + ms);
const logOf = async (webhookId: string) => (await listDeliveries(admin, webhookId)).rows;
const eventsIn = () => receiver.arrived.map(({ body }) => JSON.parse(body).type);

describe("a delivery", () => {
  test("is signed so that the library of Standard Webhooks accepts it, and nothing that was changed", async () => {
    const { secret } = await subscribe({ events: ["story.published"] });
    const id = await publish();
    await deliverWebhooks(later(1_000));
    const [{ headers, body } = { headers: {}, body: "" }] = receiver.arrived;
    const verifier = new Webhook(secret);
    expect(verifier.verify(body, headers)).toMatchObject({
      type: "story.published",
      data: { id, path: expect.stringMatching(/^\//), api: expect.stringContaining(`/api/v1/stories/${id}`) },
    });
    expect(() => verifier.verify(body.replace(id, ""), headers)).toThrow();
    expect(() =>
      new Webhook(`whsec_${Buffer.from("another secret").toString("base64")}`).verify(body, headers),
    ).toThrow();
  });

  test("is made for each event and section that was chosen, and for no change that was rolled back", async () => {
    const section = await createSection();
    const child = await createSubsection(admin, {
      name: unique("Child"),
      slug: unique("child"),
      parentId: section.id,
      description: "",
      picture: null,
    });
    await subscribe({ events: ["story.published", "story.corrected", "story.taken_down"], sectionIds: [section.id] });
    const elsewhere = await publish();
    const below = await publish(child.id);
    const id = await publish(section.id);
    await fileStory(admin, { storyId: id });
    await correctStory(admin, { storyId: id, version: 0, kind: "CORRECTION", note: "It was Tuesday." });
    await takeDownStory(admin, { storyId: id, reason: "Wrong" });
    await expect(takeDownStory(admin, { storyId: id, reason: "Again" })).rejects.toThrow();
    await deliverWebhooks(later(1_000));
    expect(eventsIn().sort()).toEqual(["story.corrected", "story.published", "story.published", "story.taken_down"]);
    const bodies = receiver.arrived.map(({ body }) => JSON.parse(body).data);
    expect(bodies.map((data) => data.id)).not.toContain(elsewhere);
    expect(bodies.map((data) => data.id)).toContain(below);
    expect(bodies.filter((data) => data.id === id).map((data) => data.path)).toEqual([null, null, null]);
  });

  test("names a confidential story only for what readers see of it", async () => {
    await subscribe();
    const { id } = await createReadyStory(admin);
    await deliverWebhooks(later(1_000));
    receiver.arrived.length = 0;
    const everybody = { isConfidential: false, people: [] };
    await nameReaders(admin, { storyId: id, isConfidential: true, people: [], seen: everybody });
    await fileStory(admin, { storyId: id });
    await publishStory(admin, { storyId: id, version: 0, showUpdated: false });
    await deliverWebhooks(later(1_000));
    expect(eventsIn()).toEqual(["story.published"]);
  });

  test("is repeated with the same id and growing waits until it arrives, and the log has each answer", async () => {
    const { webhookId } = await subscribe({ events: ["story.published"] });
    await publish();
    receiver.answers.push({ status: 500, text: "Not now" }, { status: 302, location: "http://example.org/" });
    const start = Date.now() + 1_000;
    const at = (ms: number) => new Date(start + ms);
    expect(await deliverWebhooks(at(0))).toBe(1);
    expect(await logOf(webhookId)).toMatchObject([
      { attempts: 1, lastStatus: 500, lastAnswer: "Not now", succeededAt: null, nextTryAt: at(5_000).toISOString() },
    ]);
    expect(await deliverWebhooks(at(4_000))).toBe(0);
    expect(await deliverWebhooks(at(5_000))).toBe(1);
    expect((await listWebhooks(admin))[0]?.failingSince).toBe(at(0).toISOString());
    expect(await deliverWebhooks(at(5_000 + 5 * 60_000))).toBe(1);
    expect(await logOf(webhookId)).toMatchObject([{ attempts: 3, lastStatus: 204, nextTryAt: null }]);
    expect((await listWebhooks(admin))[0]?.failingSince).toBeNull();
    expect(new Set(receiver.arrived.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await deliverWebhooks(at(86_400_000))).toBe(0);
  });

  test("is never sent by two nodes at once", async () => {
    await subscribe({ events: ["story.published"] });
    for (let story = 0; story < 3; story++) await publish();
    const counts = await Promise.all([1, 2, 3].map(() => deliverWebhooks(later(1_000))));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(receiver.arrived).toHaveLength(3);
  });

  test("can be repeated by hand, with the same id and body", async () => {
    const { webhookId } = await subscribe({ events: ["story.published"] });
    const id = await publish();
    await deliverWebhooks(later(1_000));
    await takeDownStory(admin, { storyId: id, reason: "Wrong" });
    const [delivery] = await logOf(webhookId);
    await replayDelivery(admin, { deliveryId: delivery?.id ?? "" });
    await deliverWebhooks(later(1_000));
    const [first, second] = receiver.arrived;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  });
});

describe("a webhook", () => {
  test("is disabled, with a message to the admins, after it failed for days", async () => {
    const { webhookId } = await subscribe({ events: ["story.published"] });
    await publish();
    receiver.answers.push({ status: 503 }, { status: 503 });
    const start = later(1_000);
    await deliverWebhooks(start);
    expect((await listWebhooks(admin))[0]?.disabledAt).toBeNull();
    await deliverWebhooks(new Date(start.getTime() + givenUpAfterMs + 1_000));
    expect((await listWebhooks(admin))[0]).toMatchObject({ isGivenUp: true, disabledAt: expect.stringMatching(/Z$/) });
    const event = await appClient().auditEvent.findFirst({
      where: { subjectId: webhookId, action: "webhook.disabled" },
    });
    expect([event?.actorId, event?.detail]).toEqual([null, { isGivenUp: true }]);
    await publish();
    expect(await logOf(webhookId)).toHaveLength(1);
    expect(await deliverWebhooks(later(givenUpAfterMs * 2))).toBe(0);
    const [delivery] = await logOf(webhookId);
    await expect(replayDelivery(admin, { deliveryId: delivery?.id ?? "" })).rejects.toThrow("WRONG_STATE");
    await enableWebhook(admin, { webhookId, isEnabled: true });
    expect((await listWebhooks(admin))[0]).toMatchObject({ isGivenUp: false, disabledAt: null, failingSince: null });
  });

  test("is disabled at once by a receiver that answers 410", async () => {
    await subscribe({ events: ["story.published"] });
    await publish();
    receiver.answers.push({ status: 410 });
    await deliverWebhooks(later(1_000));
    expect((await listWebhooks(admin))[0]?.isGivenUp).toBe(true);
  });

  test("reaches no private network unless the server allows it", async () => {
    const { webhookId } = await subscribe({ events: ["story.published"] });
    await publish();
    shared().settings = { ...settings(), privateWebhooks: false };
    await deliverWebhooks(later(1_000));
    expect(receiver.arrived).toEqual([]);
    expect(await logOf(webhookId)).toMatchObject([{ lastStatus: 0, lastAnswer: expect.stringMatching(/^Refused: /) }]);
    for (const address of ["http://127.0.0.1/x", "http://[::1]/x", "http://10.0.0.1/", "https://a:b@example.org/"]) {
      const given = { webhookId: null, name: "x", url: address, events: ["story.published" as const], sectionIds: [] };
      expect(() => saveWebhook(admin, given), address).toThrow("INVALID");
    }
  });

  test("has a secret that is stored encrypted and shown once", async () => {
    const { webhookId, secret } = await subscribe();
    const row = await appClient().webhook.findUniqueOrThrow({ where: { id: webhookId } });
    expect(JSON.stringify([row, await listWebhooks(admin)])).not.toContain(secret.slice(6));
    const changed = { webhookId, name: "Changed", url, events: [...deliveredEvents], sectionIds: [] };
    expect(await saveWebhook(admin, changed)).toEqual({ webhookId, secret: null });
  });

  test("is for admins alone, and each act on it is in the audit log", async () => {
    const { webhookId } = await subscribe();
    const editor = await createPerson("EDITOR");
    const given = { webhookId: null, name: "x", url, events: ["story.published" as const], sectionIds: [] };
    expect(() => saveWebhook(editor, given)).toThrow("NOT_ALLOWED");
    await expect(listWebhooks(editor)).rejects.toThrow("NOT_ALLOWED");
    await enableWebhook(admin, { webhookId, isEnabled: false });
    await enableWebhook(admin, { webhookId, isEnabled: true });
    await deleteWebhook(admin, { webhookId });
    const events = await appClient().auditEvent.findMany({ where: { subjectId: webhookId }, orderBy: { id: "asc" } });
    expect(events.map(({ action }) => action)).toEqual([
      "webhook.created",
      "webhook.disabled",
      "webhook.enabled",
      "webhook.deleted",
    ]);
  });
});

test("an answer of the 200s ends a delivery, and the last attempt is given up", () => {
  expect([200, 204, 299].map((status) => outcomeOf(status, 1))).toEqual(["delivered", "delivered", "delivered"]);
  expect([0, 301, 404, 429, 503].map((status) => outcomeOf(status, 1))).toEqual(Array(5).fill("retry"));
  expect(outcomeOf(500, maxDeliveryAttempts)).toBe("failed");
  expect(waitAfterAttempt(maxDeliveryAttempts)).toBeNull();
});
