import pg from "pg";
import { describe, expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { paragraph } from "../document/build.ts";
import { appClient } from "../postgres/app.ts";
import { connections } from "../process.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { countOpenReports, listReports } from "./data.ts";
import { fileReport, forgetReaders, handleReport, receiveReport, reopenReport } from "./mutations.ts";
import { emailDays, maxInAnHour } from "./policy.ts";
import { reportSchema } from "./schema.ts";

const newest = { show: undefined, after: undefined };
const done = { ...newest, show: "done" } as const;
const day = 24 * 3_600_000;
/** Each test calls from an address of its own, in an hour of its own: the limit of the whole site is for all tests. */
let calls = 0;
const caller = () => `203.0.113.${++calls}`;
const anHour = () => new Date(Date.UTC(2020, 0, 1, ++calls));

async function createLiveStory(editor: Person) {
  const block = paragraph("She carries 340 people.");
  const { id, version } = await createReadyStory(editor, { body: [block, paragraph("Every night.")] });
  const { path } = await publishStory(editor, { storyId: id, version, showUpdated: false });
  return { id, path, block: String(block.attrs?.id) };
}
const ofStory = async (editor: Person, id: string, query: typeof newest | typeof done = newest) =>
  (await listReports(editor, query, 500)).rows.filter(({ story }) => story.id === id);

describe("a report of a reader", () => {
  test("a report reaches every editor with the words that it is about, until somebody handles it", async () => {
    const [editor, other, reporter] = [
      await createPerson("EDITOR"),
      await createPerson("ADMIN"),
      await createPerson("REPORTER"),
    ];
    const { id, path, block } = await createLiveStory(editor);
    const notified: (string | undefined)[] = [];
    const ear = new pg.Client({ connectionString: connections().listen });
    await ear.connect();
    await ear.query("listen galley_notice");
    ear.on("notification", ({ payload }) => notified.push(payload));
    try {
      const message = "It is 304, not 340.\nSee the register.";
      await fileReport(reportSchema.parse({ story: path, block, message, email: "reader@example.org" }), caller());
      const [report] = await ofStory(editor, id);
      expect(report).toMatchObject({
        blockId: block,
        quote: "She carries 340 people.",
        message,
        email: "reader@example.org",
        handled: null,
      });
      const before = await countOpenReports(other);
      await handleReport(other, { reportId: report?.id ?? "" });
      await handleReport(editor, { reportId: report?.id ?? "" }); // the second call has no effect
      expect(await countOpenReports(other)).toBeLessThan(before);
      expect(await ofStory(editor, id)).toEqual([]);
      expect(await ofStory(editor, id, done)).toMatchObject([{ handled: { by: other.name } }]);
      await reopenReport(editor, { reportId: report?.id ?? "" });
      expect(await ofStory(editor, id)).toHaveLength(1);
      const events = await appClient().auditEvent.findMany({
        where: { subjectId: id, action: { startsWith: "report." } },
        orderBy: { id: "asc" },
        select: { action: true, actorId: true },
      });
      expect(events).toEqual([
        { action: "report.handled", actorId: other.id },
        { action: "report.reopened", actorId: editor.id },
      ]);
      await ear.query("select 1");
      expect(notified.filter((person) => person === editor.id)).toHaveLength(3);
      expect(notified).toContain(other.id);
      expect(notified).not.toContain(reporter.id);
    } finally {
      await ear.end();
    }
  });

  test("a reporter can neither see nor close a reader's report", async () => {
    const reporter = await createPerson("REPORTER");
    await expect(listReports(reporter, newest)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(handleReport(reporter, { reportId: reporter.id })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    expect(await countOpenReports(reporter)).toBe(0);
    const editor = await createPerson("EDITOR");
    await expect(handleReport(editor, { reportId: editor.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("a report about a deleted paragraph is about the story, and one about a missing story is rejected", async () => {
    const editor = await createPerson("EDITOR");
    const { id, path } = await createLiveStory(editor);
    const report = reportSchema.parse({ story: path, block: "blockthatwas", message: "Wrong" });
    await fileReport(report, caller());
    expect(await ofStory(editor, id)).toMatchObject([{ blockId: "", quote: "" }]);
    await takeDownStory(editor, { storyId: id, reason: "A test" });
    await expect(fileReport(report, caller())).rejects.toMatchObject({ code: "NOT_FOUND" });
    const unknown = await receiveReport({ story: `/${unique("nowhere")}`, message: "Wrong" }, caller());
    expect(unknown).toEqual({ status: 404, problems: { form: "NOT_FOUND" } });
  });

  test("a report that is sent twice, even at the same moment, is stored once", async () => {
    const editor = await createPerson("EDITOR");
    const { id, path } = await createLiveStory(editor);
    const report = reportSchema.parse({ story: path, message: "Wrong" });
    const [from, at] = [caller(), anHour()];
    await Promise.all([fileReport(report, from, at), fileReport(report, from, at), fileReport(report, from, at)]);
    expect(await ofStory(editor, id)).toHaveLength(1);
  });

  test("one household can send ten reports an hour, without blocking others", async () => {
    const editor = await createPerson("EDITOR");
    const { id, path } = await createLiveStory(editor);
    const [at, from] = [anHour(), "2001:db8:7:7::"];
    const sent = Array.from({ length: maxInAnHour.address + 5 }, (_, index) =>
      fileReport(reportSchema.parse({ story: path, message: `No. ${index}` }), `${from}${index}`, at),
    );
    const refused = (await Promise.allSettled(sent)).flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => "TOO_MANY_TRIES"));
    expect(await ofStory(editor, id)).toHaveLength(maxInAnHour.address);
    await fileReport(reportSchema.parse({ story: path, message: "From elsewhere" }), caller(), at);
    await fileReport(
      reportSchema.parse({ story: path, message: "Later" }),
      `${from}1`,
      new Date(at.getTime() + 3_600_000),
    );
    expect(await ofStory(editor, id)).toHaveLength(maxInAnHour.address + 2);
    const counts = await appClient().formCount.findMany({ where: { until: { lt: new Date("2021-01-01") } } });
    expect(JSON.stringify(counts)).not.toMatch(/2001:db8|203\.0\.113/);
  });

  test("a report loses its reader's address after its retention time, and rate-limit counts expire hourly", async () => {
    const editor = await createPerson("EDITOR");
    const { id, path } = await createLiveStory(editor);
    const at = anHour();
    const [old, young] = [at, new Date(at.getTime() + 2 * day)];
    for (const [message, when] of [
      ["Old", old],
      ["Young", young],
    ] as const)
      await fileReport(reportSchema.parse({ story: path, message, email: "reader@example.org" }), caller(), when);
    await forgetReaders(new Date(at.getTime() + emailDays * day + 1));
    expect((await ofStory(editor, id)).map(({ message, email }) => [message, email])).toEqual([
      ["Young", "reader@example.org"],
      ["Old", ""],
    ]);
    expect(await appClient().formCount.count({ where: { until: { lt: young } } })).toBe(0);
  });

  test("a report from a bot that fills in every field is thanked for and discarded", async () => {
    const editor = await createPerson("EDITOR");
    const { id, path } = await createLiveStory(editor);
    const answer = await receiveReport({ story: path, message: "Buy", website: "https://spam.example" }, caller());
    expect(answer).toEqual({ to: `/report/thanks?${new URLSearchParams({ story: path })}` });
    expect(await ofStory(editor, id)).toEqual([]);
  });

  test("a refused report names the problem of each field", async () => {
    const read = async (fields: Record<string, string>) => {
      const answer = await receiveReport({ story: "/x", message: "Wrong", ...fields }, caller());
      return "problems" in answer ? answer.problems : {};
    };
    expect(await read({ message: " \r\n ", email: "nobody" })).toEqual({
      message: "Describe the error.",
      email: "This is not a valid email address. Correct it, or leave the field empty.",
    });
    expect(await read({ message: "x".repeat(2_001) })).toEqual({ message: "Use at most 2,000 characters." });
    expect(await read({ message: `${"x\r\n".repeat(999)}xx` })).toEqual({ form: "NOT_FOUND" }); // a browser counts 2,000
    expect(await read({ message: "\u0000" })).toEqual({ message: "Describe the error." }); // nothing is left of it
    expect(await read({ email: `${"a".repeat(200)}@example.org` })).toEqual({ email: "Use at most 200 characters." });
  });
});
