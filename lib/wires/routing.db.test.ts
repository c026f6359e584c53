import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createPerson, createSection, createTopic, unique } from "#prisma/factories.ts";
import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { listener, stopListener } from "../postgres/listener.ts";
import { settings, shared } from "../process.ts";
import { readSettings } from "../settings.ts";
import { loadDocument } from "../stories/document.ts";
import { countNewItems, findWireItem, listWire } from "./data.ts";
import { saveSource } from "./mutations.ts";
import { pollWires } from "./poll-mutations.ts";
import { listRules, listWireReaders, tryRule } from "./rule-data.ts";
import { deleteRule, moveRule, saveRule } from "./rule-mutations.ts";
import { type SaveRule, saveRuleSchema } from "./schema.ts";
import { takeItem } from "./take-mutations.ts";

let admin: Person;
let reporter: Person;
let folder: string;
const now = new Date("2026-03-10T12:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

beforeAll(async () => {
  admin = await createPerson("ADMIN");
  reporter = await createPerson("REPORTER");
});
beforeEach(async () => {
  await appClient().wireSource.deleteMany();
  await appClient().wireRule.deleteMany();
  folder = await mkdtemp(path.join(tmpdir(), "galley-wire-rules-"));
  await saveSource(
    admin,
    { sourceId: null, name: unique("Wire"), address: folder, sectionId: null, isOn: true, keptDays: 14 },
    now,
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const send = (id: string, more: object) =>
  writeFile(
    path.join(folder, `${unique("item")}.json`),
    JSON.stringify({
      ...{ uri: `urn:agency:${id}`, type: "text", version: "1", versioncreated: now.toISOString(), language: "en" },
      ...{ headline: id, body_xhtml: `<p>About ${id}.</p>` },
      ...more,
    }),
  );
const rule = (name: string, more: Partial<SaveRule>): SaveRule =>
  saveRuleSchema.parse({
    ...{ ruleId: null, name, isOn: true, sourceId: null, words: [], categories: [], languages: [], urgency: null },
    ...{ isDropping: false, sectionId: null, topicId: null, personId: null },
    ...more,
  });
const headlines = async (query = {}) => (await listWire(reporter, query)).rows.map(({ headline }) => headline).sort();

test("items that arrive are dropped by a rule, can still be looked at and taken, and each rule counts what it dropped", async () => {
  await saveRule(admin, rule("No racing", { words: ["racing"], isDropping: true }));
  await send("Racing results", {});
  await send("Ferry late", {});
  await pollWires(now);
  expect(await headlines()).toEqual(["Ferry late"]);
  const dropped = await listWire(reporter, { show: "dropped" });
  expect(dropped.rows).toMatchObject([{ headline: "Racing results", droppedBy: "No racing" }]);
  expect(await listRules(admin)).toMatchObject([{ name: "No racing", droppedCount: 1 }]);
  await takeItem(reporter, { itemId: dropped.rows[0]?.id ?? "" }, now);
  expect(await headlines()).toEqual(["Ferry late", "Racing results"]);
  await send("Racing results", { version: "2", body_xhtml: "<p>Corrected racing.</p>" });
  await pollWires(later(2));
  expect(await headlines()).toEqual(["Ferry late", "Racing results"]);
});

test("a new version is routed anew, so that a correction brings back what was dropped", async () => {
  await saveRule(admin, rule("No racing", { words: ["racing"], isDropping: true }));
  await send("1", { headline: "Racing results", body_xhtml: "<p>Today.</p>" });
  await pollWires(now);
  expect(await headlines()).toEqual([]);
  await send("1", { version: "2", headline: "Council election results", body_xhtml: "<p>Today.</p>" });
  await pollWires(later(2));
  expect(await headlines()).toEqual(["Council election results"]);
});

test("a story that is begun from an item gets the section and topics of its rules, and the person of a rule is mailed once", async () => {
  const { mail } = readSettings({
    GALLEY_URL: "https://news.example.org",
    GALLEY_SMTP_URL: "smtp://127.0.0.1:2525",
    GALLEY_MAIL_FROM: "news@example.org",
  });
  shared().settings = { ...settings(), mail };
  const [section, topic] = [await createSection(), await createTopic()];
  await saveRule(
    admin,
    rule("Ferries", { words: ["ferry"], sectionId: section.id, topicId: topic.id, personId: reporter.id }),
  );
  await send("Ferry late", {});
  await send("Tram late", {});
  await pollWires(now);
  const [mine, ...others] = (await listWire(reporter, { show: "mine" })).rows;
  expect(others).toEqual([]);
  expect(mine).toMatchObject({ headline: "Ferry late", people: [reporter.name] });
  expect(await headlines({ show: "mine" })).toEqual(["Ferry late"]);
  expect(await headlines()).toEqual(["Ferry late", "Tram late"]);
  await send("Ferry late", { version: "2", body_xhtml: "<p>The ferry is later.</p>" });
  await pollWires(later(2));
  expect(
    await appClient().mail.findMany({ where: { kind: "wire_item" }, select: { personId: true, subject: true } }),
  ).toEqual([{ personId: reporter.id, subject: "Wire: Ferry late" }]);
  shared().settings = { ...settings(), mail: undefined };
  const { storyId } = await takeItem(reporter, { itemId: mine?.id ?? "" }, now);
  const story = await appClient().story.findUniqueOrThrow({ where: { id: storyId } });
  expect(story.sectionId).toBe(section.id);
  expect((await loadDocument(appClient(), story)).attrs.topics).toEqual([topic.id]);
  expect(await findWireItem(reporter, mine?.id ?? "")).toMatchObject({ people: [reporter.name], droppedBy: null });
});

test("a rule is tried on the newest items of the wire before it is saved, the dropped ones included", async () => {
  const section = await createSection();
  await saveRule(admin, rule("No racing", { words: ["racing"], isDropping: true }));
  await send("Racing results", {});
  await send("Ferry late", {});
  await pollWires(now);
  const tried = await tryRule(admin, rule("Results", { words: ["result*"], sectionId: section.id }));
  expect(tried).toHaveLength(2);
  expect(tried).toContainEqual(
    expect.objectContaining({
      ...{ headline: "Racing results", isMet: false, isDecidedAbove: true },
      ...{ droppedBy: "No racing", section: null },
    }),
  );
  expect(tried).toContainEqual(
    expect.objectContaining({ headline: "Ferry late", isMet: false, isDecidedAbove: false }),
  );
  // The same rule above the one that drops.
  const { ruleId } = await saveRule(admin, rule("Results", { words: ["result*"], sectionId: section.id }));
  await moveRule(admin, { ruleId, by: -1 });
  expect((await listRules(admin)).map(({ name }) => name)).toEqual(["Results", "No racing"]);
  expect(await tryRule(admin, rule("No results", { words: ["results"], isDropping: true }))).toContainEqual(
    expect.objectContaining({
      ...{ headline: "Racing results", isMet: false, isDecidedAbove: true },
      ...{ rules: ["Results"], droppedBy: null },
    }),
  );
  const again = await tryRule(admin, { ...rule("Results", { words: ["ferry"], sectionId: section.id }), ruleId });
  expect(again).toContainEqual(
    expect.objectContaining({ headline: "Ferry late", isMet: true, rules: ["Results"], section: section.name }),
  );
  expect(again).toContainEqual(expect.objectContaining({ headline: "Racing results", droppedBy: "No racing" }));
  await deleteRule(admin, { ruleId });
  await expect(deleteRule(admin, { ruleId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("rules are arranged by admins alone, need a condition and an outcome, and have names of their own", async () => {
  const good = rule("One", { words: [" ferry ", "ferry", ""], isDropping: true, sectionId: crypto.randomUUID() });
  expect(good).toMatchObject({ words: ["ferry"], sectionId: null });
  for (const bad of [{ isDropping: true }, { words: ["ferry"] }, { words: ["*"], isDropping: true }])
    expect(saveRuleSchema.safeParse({ ...good, words: [], isDropping: false, ...bad }).success).toBe(false);
  expect(() => saveRule(reporter, good)).toThrow("NOT_ALLOWED");
  await expect(tryRule(reporter, good)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await saveRule(admin, good);
  await expect(saveRule(admin, good)).rejects.toMatchObject({ code: "TAKEN" });
  await expect(
    saveRule(admin, rule("Two", { words: ["ferry"], sectionId: crypto.randomUUID() })),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  const names = (await listWireReaders(admin)).map(({ name }) => name);
  expect(names).toContain(reporter.name);
});

test("an open list learns how many items have arrived or changed since it was read", async () => {
  await send("Ferry late", {});
  await pollWires(now);
  const { newest } = await listWire(reporter, {});
  expect(await countNewItems(reporter, { since: newest })).toEqual({ count: 0 });
  let notified = 0;
  const end = listener().on("galley_wire", () => notified++);
  await vi.waitUntil(() => listener().isListening, { timeout: 30_000 });
  await send("Tram late", {});
  await send("Ferry late", { version: "2", body_xhtml: "<p>Still late.</p>" });
  await pollWires(later(2));
  await vi.waitUntil(() => notified === 1, { timeout: 30_000 });
  end();
  await stopListener();
  expect(await countNewItems(reporter, { since: newest })).toEqual({ count: 2 });
  expect(await countNewItems(reporter, { since: newest, q: "tram" })).toEqual({ count: 1 });
  expect(await countNewItems(reporter, { since: null })).toEqual({ count: 2 });
});
