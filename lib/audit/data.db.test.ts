import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory } from "#prisma/story-factories.ts";
import { type Actor, SYSTEM } from "../actor.ts";
import { transaction } from "../postgres/app.ts";
import { listEvents } from "./data.ts";
import { exportEvents } from "./export-data.ts";
import { recordEvent } from "./mutations.ts";
import { eventsQuerySchema } from "./schema.ts";

const record = (actor: Actor, name: string, at: string, action = "topic.created") =>
  transaction((tx) => recordEvent(tx, actor, action, { kind: "topic", id: null, name }, {}, new Date(at)));

const asked = (given: Record<string, string>) => eventsQuerySchema.parse(given);

describe("the audit log", () => {
  test("only admins can read the audit log", async () => {
    const editor = await createPerson("EDITOR");
    await expect(listEvents(editor, asked({}), "UTC")).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("the audit log pages through events of one instant without gaps while new ones arrive", async () => {
    const admin = await createPerson("ADMIN");
    const word = unique("instant");
    for (let number = 0; number < 5; number++) await record(admin, `${word} ${number}`, "2026-05-01T10:00:00Z");
    const seen: string[] = [];
    let after = "";
    do {
      const { rows, next } = await listEvents(admin, asked({ q: word, after }), "UTC", 2);
      seen.push(...rows.map(({ subjectName }) => subjectName));
      after = next ?? "";
      await record(admin, `${word} later`, "2026-05-01T11:00:00Z");
    } while (after);
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4].map((number) => `${word} ${number}`));
  });

  test("filters the audit log by person, system, action and part of a name in any case", async () => {
    const admin = await createPerson("ADMIN");
    const word = unique("narrow");
    await record(admin, `The ${word}`, "2026-05-01T10:00:00Z");
    await record(SYSTEM, `The ${word}`, "2026-05-01T10:00:01Z", "topic.changed");
    const count = async (given: Record<string, string>) =>
      (await listEvents(admin, asked({ q: word.toUpperCase(), ...given }), "UTC")).rows.length;
    expect(await count({})).toBe(2);
    expect(await count({ person: admin.id })).toBe(1);
    expect(await count({ person: "system" })).toBe(1);
    expect(await count({ action: "topic.changed" })).toBe(1);
    expect(await count({ action: "story.filed" })).toBe(0);
  });

  test("the audit log distinguishes standing pages from stories", async () => {
    const admin = await createPerson("ADMIN");
    const { id: page } = await createReadyPage(admin);
    const { id: story } = await createReadyStory(admin);
    const word = unique("kind");
    for (const id of [page, story])
      await transaction((tx) => recordEvent(tx, admin, "story.filed", { kind: "story", id, name: word }));
    const { rows } = await listEvents(admin, asked({ q: word }), "UTC");
    expect(new Map(rows.map(({ subjectId, isPage }) => [subjectId, isPage]))).toEqual(
      new Map([
        [page, true],
        [story, false],
      ]),
    );
  });

  test("filters the audit log by days of the newsroom's calendar, inclusive", async () => {
    const admin = await createPerson("ADMIN");
    const word = unique("day");
    await record(admin, `${word} before`, "2026-11-23T18:14:59Z");
    await record(admin, `${word} first`, "2026-11-23T18:15:00Z");
    await record(admin, `${word} last`, "2026-11-24T18:14:59Z");
    await record(admin, `${word} after`, "2026-11-24T18:15:00Z");
    const day = asked({ q: word, from: "2026-11-24", to: "2026-11-24" });
    const { rows } = await listEvents(admin, day, "Asia/Kathmandu");
    expect(rows.map(({ subjectName }) => subjectName)).toEqual([`${word} last`, `${word} first`]);
  });

  test("exports the events of a filter over many pages as CSV and as JSON, for admins only", async () => {
    const admin = await createPerson("ADMIN");
    const word = unique("export");
    for (let number = 0; number < 5; number++)
      await record(admin, `=${word}, "${number}"\nline`, `2026-05-0${number + 1}T10:00:00Z`);
    const file = async (format: "csv" | "json", given: Record<string, string>) =>
      (await Array.fromAsync(exportEvents(admin, asked(given), { format, zone: "UTC", pageSize: 2 }))).join("");
    const [head, ...rows] = parse(await file("csv", { q: word }), { relax_column_count: false }) as string[][];
    expect(head?.slice(0, 3)).toEqual(["at", "action", "actor"]);
    expect(rows.map((row) => row[6])).toEqual([4, 3, 2, 1, 0].map((number) => `'=${word}, "${number}"\nline`));
    const events = JSON.parse(await file("json", { q: word, from: "2026-05-02" }));
    expect(events).toHaveLength(4);
    expect(events[0]).toMatchObject({
      at: "2026-05-05T10:00:00.000Z",
      actor: { id: admin.id },
      subject: { kind: "topic" },
    });
    expect(JSON.parse(await file("json", { q: unique("nothing") }))).toEqual([]);
    const editor = await createPerson("EDITOR");
    expect(() => exportEvents(editor, asked({}), { format: "csv", zone: "UTC" })).toThrow("NOT_ALLOWED");
  });

  test("ignores an invalid filter of the audit log", () => {
    expect(asked({ from: "yesterday", to: "2026-02-31", person: "x", action: "drop table", after: "x" })).toMatchObject(
      {
        from: undefined,
        to: undefined,
        person: undefined,
        action: undefined,
      },
    );
  });
});
