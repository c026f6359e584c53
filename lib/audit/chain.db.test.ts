import { beforeEach, describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { asOwner } from "#prisma/testing/owner.ts";
import { SYSTEM } from "../actor.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { recordEvent } from "./mutations.ts";
import { deleteOldEvents, sealEvents } from "./seal-mutations.ts";
import { checkAuditChain, verifyAuditLog } from "./verify-data.ts";

const record = (tx: Transaction, name: string, at = new Date()) =>
  recordEvent(tx, SYSTEM, "topic.created", { kind: "topic", id: null, name }, { b: 1, a: "é" }, at);
const recordAll = (names: readonly string[], at?: Date) =>
  transaction(async (tx) => {
    for (const name of names) await record(tx, name, at);
  });

/** Sealed names in the order of the chain. */
async function sealedNames(): Promise<string[]> {
  const rows = await appClient().$queryRaw<{ name: string }[]>`
    select e.subject_name as name from audit_seal s join audit_event e on e.id = s.event_id order by s.number`;
  return rows.map(({ name }) => name);
}

beforeEach(() => asOwner("truncate audit_event, audit_seal, unsealed_event"));

describe("the chain over the audit log", () => {
  test("seals events in their order, once each, and verifies them", async () => {
    await recordAll(["one", "two"]);
    expect(await checkAuditChain()).toMatchObject({ events: 0, waiting: 2, broken: null, newest: null });
    expect(await sealEvents()).toBe(2);
    await recordAll(["three"]);
    expect([await sealEvents(), await sealEvents()]).toEqual([1, 0]);
    expect(await sealedNames()).toEqual(["one", "two", "three"]);
    expect(await checkAuditChain()).toMatchObject({
      events: 3,
      waiting: 0,
      broken: null,
      newest: { number: "3", hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test("seals an event that is committed after later ones were sealed", async () => {
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const { promise: written, resolve: write } = Promise.withResolvers<void>();
    const slow = transaction(async (tx) => {
      await record(tx, "slow");
      write();
      await mayEnd;
    });
    await written;
    await recordAll(["quick"]);
    expect(await sealEvents()).toBe(1);
    end();
    await slow;
    expect(await sealEvents()).toBe(1);
    expect(await sealedNames()).toEqual(["quick", "slow"]);
    expect((await checkAuditChain()).broken).toBeNull();
  });

  test("several sealers at once seal each event exactly once", async () => {
    await recordAll(Array.from({ length: 20 }, (_, number) => `event ${number}`));
    const counts = await Promise.all(Array.from({ length: 5 }, () => sealEvents()));
    expect(counts.reduce((sum, count) => sum + count)).toBe(20);
    expect(await sealedNames()).toHaveLength(20);
    expect((await checkAuditChain()).broken).toBeNull();
  });

  test("does not seal an event whose transaction fails", async () => {
    const failing = transaction(async (tx) => {
      await record(tx, "undone");
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await sealEvents()).toBe(0);
    expect(await checkAuditChain()).toMatchObject({ waiting: 0, broken: null });
  });

  const second = "(select event_id from audit_seal where number = 2)";
  test.each([
    [
      "a changed name",
      `update audit_event set subject_name = 'x' where id = ${second}`,
      /^Event 2 \(topic.created at .*was changed/,
    ],
    [
      "a changed time",
      `update audit_event set at = at - interval '1 day' where id = ${second}`,
      /^Event 2 .*was changed/,
    ],
    ["a changed detail", `update audit_event set detail = '{"a": 2}' where id = ${second}`, /^Event 2 .*was changed/],
    ["a removed event", `delete from audit_event where id = ${second}`, /^Event 2 .*was removed\.$/],
    [
      "a removed event with its seal",
      "with s as (delete from audit_seal where number = 2 returning event_id) delete from audit_event where id = (select event_id from s)",
      /^Event 2 was removed with its seal\.$/,
    ],
    [
      "the removed beginning",
      "with s as (delete from audit_seal where number < 3 returning event_id) delete from audit_event where id in (select event_id from s)",
      /^The events up to number 2 are missing/,
    ],
    [
      "an added event",
      "insert into audit_event (id, at, action, subject_kind, subject_name, detail) values (gen_random_uuid(), now(), 'topic.merged', 'topic', 'x', '{}')",
      /^The event topic\.merged at .* has no seal/,
    ],
    ["a removed newest seal", "delete from audit_seal where number = 4", /^The event topic\.created at .* has no seal/],
    [
      "a changed seal",
      "update audit_seal set event_hash = '\\x00' where number = 2",
      /^The seal of event 2 was changed\.$/,
    ],
    [
      "an event that was removed before it was sealed",
      "insert into unsealed_event values (gen_random_uuid())",
      /was removed before it was sealed/,
    ],
  ])("verify names %s", async (_what, sql, sentence) => {
    await recordAll(["one", "two", "three", "four"]);
    await sealEvents();
    await asOwner(sql);
    expect((await checkAuditChain()).broken).toMatch(sentence);
  });

  test("only people who may read the audit log can have its chain checked", async () => {
    await expect(verifyAuditLog(await createPerson("EDITOR"))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    expect(await verifyAuditLog(await createPerson("ADMIN"))).toMatchObject({ broken: null });
  });

  test("the newsroom itself can neither change nor remove an event or a seal", async () => {
    await recordAll(["one"]);
    await sealEvents();
    const statements = [
      "update audit_event set subject_name = ''",
      "delete from audit_event",
      "update audit_seal set number = 9",
      "delete from audit_seal",
    ];
    for (const sql of statements)
      await expect(appClient().$executeRawUnsafe(sql), sql).rejects.toThrow(/permission denied/);
  });
});

describe("the retention of the audit log", () => {
  const longAgo = new Date(Date.now() - 400 * 86_400_000);

  test("keeps everything until a number of months is set", async () => {
    await recordAll(["old", "new"], longAgo);
    await sealEvents();
    expect(await deleteOldEvents("")).toBe(0);
  });

  test("deletes the oldest events, records it, and leaves a chain that verifies", async () => {
    await recordAll(["old 1", "old 2"], longAgo);
    await recordAll(["new"]);
    await recordAll(["late"], longAgo);
    await sealEvents();
    expect([await deleteOldEvents("12"), await deleteOldEvents("12")]).toEqual([2, 0]);
    await sealEvents();
    expect((await sealedNames()).slice(0, 2)).toEqual(["new", "late"]);
    expect((await checkAuditChain()).broken).toBeNull();
    const event = await appClient().auditEvent.findFirst({ where: { action: "setting.log_trimmed" } });
    expect(event?.detail).toMatchObject({ count: 2, through: "2" });
    await asOwner("delete from audit_event where action = 'setting.log_trimmed'");
    expect((await checkAuditChain()).broken).toMatch(/^The events up to number 2 are missing/);
  });

  test("deletes nothing while the chain is broken", async () => {
    await recordAll(["old", "new"], longAgo);
    await sealEvents();
    await asOwner("update audit_event set subject_name = 'x' where subject_name = 'new'");
    expect(await deleteOldEvents("12")).toBe(0);
  });
});
