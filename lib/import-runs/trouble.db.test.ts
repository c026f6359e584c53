import { mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { readDocument } from "#prisma/story-factories.ts";
import { sourceOf } from "#prisma/testing/import-source.ts";
import { zipFile } from "#prisma/testing/zip-file.ts";
import { type Person, SYSTEM } from "../actor.ts";
import { paragraph, storyDocument } from "../document/build.ts";
import { stepsTo } from "../document/restore.ts";
import { SCHEMA_NUMBER } from "../document/schema.ts";
import { plainText } from "../document/text.ts";
import type { ImportReport } from "../import/report.ts";
import { importSource } from "../import/run.ts";
import { appClient } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { checkStory } from "../stories/history/verify-data.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { findProblems, listImports } from "./data.ts";
import { keepImportFile, repeatImport, resumeImport, startImport, uploadsFolder } from "./mutations.ts";
import { msUntilNextImport, performImport, performNextImport } from "./perform-mutations.ts";
import { staleMs } from "./policy.ts";
import { undoImport } from "./undo-mutations.ts";

let root: string;
let site: string;
let admin: Person;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "galley-trouble-"));
  site = unique("site");
  admin = (await createPerson("ADMIN")) as Person;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const row = (id: number, text: string) =>
  `${site}-${id},Story ${id} of ${site},${text},2020-01-01,/${site}/story-${id},${site}`;
async function csv(rows: readonly string[], name = "export.csv"): Promise<string> {
  const file = path.join(root, name);
  await writeFile(file, `id,title,text,date,url,section\n${rows.join("\n")}\n`);
  return file;
}
const begin = async (place: string) =>
  (await startImport(SYSTEM, { place, isDryRun: false, isByCommand: true, options: { fetchesPictures: false } })).id;
const run = async (place: string): Promise<{ id: string; report: ImportReport | null }> => {
  const id = await begin(place);
  return { id, report: await performImport(id) };
};
const again = async (importId: string, only: string[]) => {
  const { id } = await repeatImport(SYSTEM, { importId, isDryRun: false, only, mapping: undefined }, true);
  return performImport(id);
};
const runOf = (id: string) => appClient().importRun.findUniqueOrThrow({ where: { id } });
const storyAt = (number: number) =>
  appClient().story.findUniqueOrThrow({
    where: { path: `/${site}/story-${number}` },
    select: { id: true, version: true, publishedRevisionId: true },
  });
const shown = async (number: number) =>
  JSON.stringify(
    (await readerClient().liveStory.findUnique({ where: { path: `/${site}/story-${number}` } }))?.document,
  );
const failure = (place: string): Promise<string> =>
  run(place).then(
    () => "",
    (error: Error) => error.message,
  );

describe("importing single items again", () => {
  test("replaces what nobody has changed, leaves what somebody has edited, and says why", async () => {
    const { id } = await run(await csv([row(1, "First words."), row(2, "Second words."), row(3, "Third words.")]));
    await csv([row(1, "Better words."), row(2, "Newer words."), row(3, "Other words.")]);
    const edited = await storyAt(2);
    const current = await readDocument(edited.id);
    const mine = storyDocument({
      headline: `Story 2 of ${site}`,
      body: [paragraph("Somebody wrote this.")],
      fields: { section: current.attrs.section as string },
    });
    await saveSteps(admin, {
      storyId: edited.id,
      version: 0,
      steps: stepsTo(current, mine).map((step) => step.toJSON()),
      clientId: unique("client"),
      batchId: unique("batch"),
      schemaNumber: SCHEMA_NUMBER,
    });
    const report = await again(id, ["export.csv:2", "export.csv:3", "export.csv:99"]);
    expect(report).toMatchObject({
      replaced: 1,
      known: 1,
      imported: 0,
      skipped: [{ file: "export.csv:99", reason: "there is no such item" }],
      warnings: [
        { kind: "left-here", what: `/${site}/story-2: somebody has edited it here since`, item: "export.csv:3" },
      ],
    });
    expect(await shown(1)).toContain("Better words.");
    expect(plainText(await readDocument(edited.id))).toContain("Somebody wrote this.");
    expect(await shown(3)).toContain("Third words."); // nobody asked for it
    const first = await storyAt(1);
    expect(await checkStory(first.id)).toMatchObject({ broken: null, revisions: 2 });
    // A second time there is nothing left to replace.
    expect(await again(id, ["export.csv:2"])).toMatchObject({ replaced: 0, known: 1, warnings: [] });
    expect(await storyAt(1)).toEqual(first);
    // The replaced story is still that of the import.
    expect(await undoImport(SYSTEM, { importId: id })).toMatchObject({
      removed: { stories: 2 },
      stayed: { stories: 1 },
    });
  });

  test("finds the items of an import by their problems", async () => {
    const { id } = await run(await csv([row(1, ""), row(2, "Words."), row(3, "")]));
    expect(await findProblems(admin, { importId: id, query: "" })).toMatchObject({
      total: 2,
      items: [{ place: "export.csv:2", problems: [expect.stringContaining("it has no text")] }, { count: 1 }],
    });
    expect(await findProblems(admin, { importId: id, query: "CSV:4" })).toMatchObject({ total: 1 });
    await csv([row(1, "Words that came later."), row(2, "Words."), row(3, "")]);
    expect(await again(id, ["export.csv:2"])).toMatchObject({ replaced: 1 });
    expect(await shown(1)).toContain("Words that came later.");
  });
});

describe("an import that meets trouble", () => {
  test("brings each story in once when the same file is imported twice at once", async () => {
    const file = await csv([1, 2, 3, 4].map((number) => row(number, "Words.")));
    const reports = await Promise.all([run(file), run(file)]);
    const sum = (key: "imported" | "known") => reports.reduce((all, { report }) => all + (report?.[key] ?? 0), 0);
    expect([sum("imported"), sum("known")]).toEqual([4, 4]);
    expect(reports.flatMap(({ report }) => report?.skipped)).toEqual([]);
    expect(await appClient().section.count({ where: { name: site } })).toBe(1);
  });

  test("stops with a sentence when its file changes, and goes on from the beginning when it is tried again", async () => {
    const file = await csv([row(1, "Words."), row(2, "Words.")]);
    const id = await begin(file);
    // The address of a story is planned in the first pass; a row that slips in before it would get the address of another.
    const text = (rows: string[]) => `id,title,text,date,url,section\n${rows.join("\n")}\n`;
    const [before, after] = [text([row(1, "Words.")]), text([row(3, "Words."), row(1, "Words.")])];
    let [reads, readsBefore] = [0, Number.POSITIVE_INFINITY];
    const stream = () => Readable.from([Buffer.from(reads++ < readsBefore ? before : after)]);
    const source = () => ({ ...sourceOf({ "export.csv": before }), stream });
    await importSource(SYSTEM, source(), { format: "csv", dryRun: true });
    [reads, readsBefore] = [0, reads - 1];
    const changing = importSource(SYSTEM, source(), { format: "csv" });
    await expect(changing).rejects.toThrow("The file changed while it was imported.");
    expect(await appClient().story.count({ where: { path: { startsWith: `/${site}/` } } })).toBe(0);
    await csv([row(3, "Words."), row(1, "Words."), row(2, "Words.")]);
    const report = (await runOf(id)).report as object;
    await appClient().importRun.update({
      where: { id },
      data: { state: "FAILED", done: 2, report: { ...report, lastKey: "csv:a row that is gone" } },
    });
    await resumeImport(admin, { importId: id });
    expect(await performNextImport()).toBe(true);
    expect(await runOf(id)).toMatchObject({ state: "DONE", report: { skipped: [] } });
    expect(await appClient().story.count({ where: { path: { startsWith: `/${site}/` } } })).toBe(3);
  });

  test("goes on at another node when its server was killed, and a killed command can be resumed", async () => {
    const killed = async (isByCommand: boolean) => {
      const id = await begin(await csv([row(1, "Words."), row(2, "Words.")]));
      const beatAt = new Date(Date.now() - staleMs - 1_000);
      await appClient().importRun.update({ where: { id }, data: { isByCommand, beatAt }, select: { id: true } });
      return id;
    };
    const left = await killed(false);
    expect(await performNextImport()).toBe(true);
    expect(await runOf(left)).toMatchObject({ state: "DONE", report: { imported: 2 } });
    const command = await killed(true);
    expect(await performNextImport()).toBe(false);
    const [seen] = (await listImports(admin)).filter(({ id }) => id === command);
    expect(seen).toMatchObject({ state: "FAILED", problem: "The command was stopped before it had finished." });
    await resumeImport(admin, { importId: command });
    expect(await performNextImport()).toBe(true);
    expect(await runOf(command)).toMatchObject({ state: "DONE", report: { known: 2 } });
  });

  test("leaves an upload to the node that has it, and says after a minute that the file is gone", async () => {
    const { place } = await keepImportFile(SYSTEM, { path: await csv([row(1, "Words.")]), fileName: "export.csv" });
    const { id } = await startImport(admin, { place, isDryRun: true, options: {} });
    const file = path.join(uploadsFolder(), place);
    await rename(file, path.join(root, "elsewhere"));
    expect([await performNextImport(), await msUntilNextImport()]).toEqual([false, 5_000]);
    await appClient().importRun.update({ where: { id }, data: { beatAt: new Date(Date.now() - staleMs - 1_000) } });
    expect([await msUntilNextImport(), await performNextImport()]).toEqual([0, true]);
    expect(await runOf(id)).toMatchObject({ state: "FAILED", problem: expect.stringContaining("Upload it again.") });
    // Its node runs again.
    await rename(path.join(root, "elsewhere"), file);
    await resumeImport(admin, { importId: id });
    expect(await performNextImport()).toBe(true);
    expect(await runOf(id)).toMatchObject({ state: "DONE" });
  });

  test("imports nothing from an empty file, a zip bomb, a damaged zip, or an export of a newer Galley, and says so", async () => {
    const file = (name: string, bytes: string | Buffer) => {
      const to = path.join(root, name);
      return writeFile(to, bytes).then(() => to);
    };
    expect(await failure(await file("nothing.xml", ""))).toBe(
      "nothing.xml is empty. Export it again, or upload it again.",
    );
    const bomb = zipFile({ "bomb.xml": "0".repeat(150_000_000) });
    expect(await failure(await file("bomb.zip", bomb))).toBe(
      "The archive unpacks to more than 100 times its size, which no export does.",
    );
    const whole = zipFile({ "a.md": "---\ntitle: A\n---\nWords." });
    expect(await failure(await file("cut.zip", whole.subarray(0, 60)))).toContain("cut.zip cannot be unpacked");
    const newer = zipFile({
      "galley-export.json": "{}",
      "stories/a.json": JSON.stringify({ format: 1, schema: SCHEMA_NUMBER + 1 }),
    });
    expect(await failure(await file("newer.zip", newer))).toContain("A newer version of Galley made this export.");
  });

  test("leaves out files of a zip with names outside its folder", async () => {
    const to = path.join(root, "names.zip");
    const page = (title: string) => `---\ntitle: ${title} ${site}\ndate: 2020-01-01\n---\nWords.\n`;
    await writeFile(to, zipFile({ "../out.md": page("Out"), "/abs.md": page("Abs"), "in.md": page("In") }));
    expect((await run(to)).report).toMatchObject({ imported: 1, skipped: [] });
    expect(await appClient().story.count({ where: { headline: { endsWith: site } } })).toBe(1);
    await expect(stat(path.join(root, "..", "out.md"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
