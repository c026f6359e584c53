import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { Transform } from "@tiptap/pm/transform";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import yauzl from "yauzl";
import { createAuthor, createPerson, createTopic, unique } from "#prisma/factories.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import { mp4File } from "#prisma/testing/media-files.ts";
import { inOtherNewsroom } from "#prisma/testing/other-newsroom.ts";
import { zipFile } from "#prisma/testing/zip-file.ts";
import { type Person, SYSTEM } from "../actor.ts";
import { createCollection, publishCollection, saveCollection } from "../collections/mutations.ts";
import { listThreads } from "../comments/data.ts";
import { beginThread, resolveThread } from "../comments/mutations.ts";
import { series } from "../document/blocks/series/block.ts";
import { snippet } from "../document/blocks/snippet/block.ts";
import { video } from "../document/blocks/video/block.ts";
import { figure, paragraph, relatedStory } from "../document/build.ts";
import { newBlockId } from "../document/ids.ts";
import { documentSchema, SCHEMA_NUMBER } from "../document/schema.ts";
import { newId } from "../ids.ts";
import type { ImportReport } from "../import/report.ts";
import { startImport } from "../import-runs/mutations.ts";
import { performImport } from "../import-runs/perform-mutations.ts";
import { undoImport } from "../import-runs/undo-mutations.ts";
import { storeMedia } from "../media/mutations.ts";
import { storePicture } from "../pictures/mutations.ts";
import { pictureStore } from "../pictures/store.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { listRevisionRows } from "../revisions/data.ts";
import { schedulePublication } from "../schedule/mutations.ts";
import { schedulePublicationSchema } from "../schedule/schema.ts";
import { createSection } from "../sections/mutations.ts";
import { saveSnippet } from "../snippets/mutations.ts";
import { correctStory, publishStory } from "../stories/publishing/mutations.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { listOpenSuggestions } from "../stories/saving/suggestions-data.ts";
import { approveStory, fileStory, spikeStory } from "../stories/verbs/mutations.ts";
import { inSnapshot } from "./data.ts";
import { compareWithHere } from "./here-data.ts";
import { checkExport, NoExport } from "./verify.ts";
import { exportBytes } from "./write.ts";

// Pictures and videos are read in child processes.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-own-export-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, "paper.zip");

const area = { x: 0.125, y: 0, width: 0.75, height: 1 };
let editor: Person;
let story: string;
const name = unique("Transport");
beforeAll(async () => {
  editor = (await createPerson("ADMIN", { name: "Nora Vale" })) as Person;
  const city = await createSection(editor, { name: unique("City"), slug: "", description: "", parentId: null });
  const transport = await createSection(editor, { name, slug: "", description: "Trams", parentId: city.id });
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#336699" } })
    .jpeg()
    .toBuffer();
  const picture = await storePicture(editor, { bytes, fileName: "tram.jpg" });
  await appClient().picture.update({
    where: { id: picture.id },
    data: {
      focalX: 0.25,
      focalY: 0.5,
      crops: { "1:1": area },
      rights: "AGENCY",
      rightsNote: "Three months",
      territory: "Germany",
      credit: "R. Kell",
      keywords: ["tram"],
    },
  });
  const film = path.join(folder, "film.mp4");
  fs.writeFileSync(film, mp4File(["h264", "aac"]));
  const media = await storeMedia(editor, { path: film, bytes: fs.statSync(film).size, fileName: "film.mp4" });
  await appClient().mediaFile.update({
    where: { id: media.id },
    data: { captions: "WEBVTT\n\n00:01.000 --> 00:02.000\nDing", captionsLanguage: "en" },
  });
  const { id: about } = await saveSnippet(editor, {
    snippetId: null,
    name: unique("About this series"),
    isBound: true,
    blocks: JSON.stringify([paragraph("It runs each week.")]),
  });
  const inCity = (headline: string) => createReadyStory(editor, { headline, fields: { section: city.id } });
  const first = await inCity("The bridge is closed");
  await publishStory(editor, { storyId: first.id, version: first.version, showUpdated: false });
  await createReadyStory(editor, { headline: "Not yet" });
  for (const verb of [fileStory, spikeStory]) await verb(editor, { storyId: (await inCity(verb.name)).id });
  for (const headline of ["approved", "scheduled", "changed after it was scheduled"]) {
    const { id, version } = await inCity(headline);
    await fileStory(editor, { storyId: id });
    await approveStory(editor, { storyId: id, version });
    if (headline === "approved") continue;
    await schedulePublication(editor, schedulePublicationSchema.parse({ storyId: id, version, dueAt }));
    if (headline !== "scheduled") await changeText(id, (tr, at) => tr.insert(at, documentSchema.text("Changed. ")));
  }
  const line = await createCollection(editor, { kind: "SERIES", title: unique("The tram line"), slug: "" });
  const issue = await createCollection(editor, { kind: "ISSUE", title: unique("Autumn"), slug: "" });
  const ready = await createReadyStory(editor, {
    headline: "Trams return",
    body: [
      paragraph("The first tram leaves on Monday."),
      figure({ picture: picture.id, alt: "A tram" }),
      video({ media: media.id }),
      snippet(about),
      relatedStory(first.id),
      series(["The tram line"], [], line.id),
    ],
    fields: { section: transport.id, topics: [(await createTopic()).id], authors: [(await createAuthor()).id] },
  });
  story = ready.id;
  await publishStory(editor, { storyId: story, version: ready.version, showUpdated: false });
  const ids = { threadId: newId(), commentId: newId() };
  await beginThread(editor, { ...ids, storyId: story, about: {}, text: "Is Monday certain?" });
  await resolveThread(editor, { threadId: ids.threadId });
  await correctStory(editor, { storyId: story, version: ready.version, kind: "CORRECTION", note: "It was Tuesday." });
  for (const { id } of [line, issue]) await fillCollection(id, [story, first.id]);
  await publishCollection(editor, { collectionId: line.id });
  await changeText(story, (tr, at) =>
    tr.insert(at, [
      documentSchema.text("Not published: at noon."),
      documentSchema.text(" Proposed.", [
        documentSchema.mark("insertion", { id: "s1", person: editor.id, at: new Date().toISOString() }),
      ]),
    ]),
  );
  await write(file);
});

const dueAt = `${new Date().getFullYear() + 5}-03-01T08:00:00.000Z`;
async function fillCollection(collectionId: string, storyIds: string[]): Promise<void> {
  const { kind, title, slug, intro } = await appClient().collection.findUniqueOrThrow({ where: { id: collectionId } });
  const base = { kind, title, slug, intro, cover: null, storyIds: [] };
  await saveCollection(editor, { collectionId, base, kind, title, slug, intro, cover: null, storyIds });
}

/** Changes the working copy of a story at the beginning of its first paragraph. */
async function changeText(storyId: string, change: (tr: Transform, at: number) => void): Promise<void> {
  const doc = await readDocument(storyId);
  const { version } = await appClient().story.findUniqueOrThrow({ where: { id: storyId }, select: { version: true } });
  let place = 0;
  doc.forEach((node, at) => {
    if (node.type.name === "paragraph" && place === 0) place = at + 1;
  });
  const tr = new Transform(doc);
  change(tr, place);
  const steps = tr.steps.map((step) => JSON.parse(JSON.stringify(step.toJSON())));
  const ids = { clientId: newBlockId(), batchId: newBlockId() };
  await saveSteps(editor, { storyId, version, schemaNumber: SCHEMA_NUMBER, steps, ...ids });
}

const write = async (to: string) =>
  fs.writeFileSync(
    to,
    await inSnapshot(async (tx) => {
      const options = { scope: { kind: "all" }, store: pictureStore(), withComments: true } as const;
      const paper = { name: "The Ropewalk Courier", language: "en", timeZone: "UTC" };
      return Buffer.concat(await Array.fromAsync(exportBytes(tx, { ...options, paper, site: null })));
    }),
  );

async function filesIn(zip: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  const open = await yauzl.openPromise(zip, { lazyEntries: true });
  for await (const entry of open.eachEntry())
    files[entry.fileName] = (await buffer(await open.openReadStreamPromise(entry))).toString();
  return files;
}

async function take(place: string): Promise<{ id: string; report: ImportReport | null }> {
  const { id } = await startImport(SYSTEM, { place, isDryRun: false, isByCommand: true, options: {} });
  return { id, report: await performImport(id) };
}

const listStories = () =>
  appClient().story.findMany({
    where: { publication: "LIVE" },
    select: { id: true, path: true, headline: true, createdAt: true, firstPublishedAt: true, updatedAt: true },
    orderBy: { id: "asc" },
  });
const copyStates = async () =>
  Object.fromEntries(
    (await appClient().story.findMany({ where: { publication: "NEVER" }, select: { headline: true, copy: true } })).map(
      ({ headline, copy }) => [headline, copy],
    ),
  );
const listCollections = () =>
  appClient().collection.findMany({
    omit: { createdAt: true, updatedAt: true, updatedById: true },
    orderBy: { id: "asc" },
  });
const historyOf = () =>
  appClient().revision.findMany({
    where: { storyId: story },
    select: { number: true, kind: true, at: true, revisionHash: true },
    orderBy: { number: "asc" },
  });

test("another newsroom gets stories with addresses, dates, states, history, corrections, comments, unpublished changes, suggestions, files, snippets, collections, crops, rights and sub-sections, and the same hashes", async () => {
  const before = {
    stories: await listStories(),
    history: await historyOf(),
    document: (await readDocument(story)).toJSON(),
    collections: await listCollections(),
  };
  await inOtherNewsroom(async () => {
    const { id, report } = await take(file);
    expect(report).toMatchObject({ imported: 8, live: 2, drafts: 6, pictures: 1, skipped: [] });
    expect(report?.warnings.map(({ kind, what }) => `${kind}: ${what}`).toSorted()).toEqual([
      "draft: it had not been published",
      "draft: it was approved",
      "draft: it was filed",
      "draft: it was scheduled",
      "draft: it was scheduled",
      "draft: it was spiked",
      `was-scheduled: ${dueAt.slice(0, 10)} 08:00 UTC; here it is approved`,
      `was-scheduled: ${dueAt.slice(0, 10)} 08:00 UTC; here it is filed, because it was changed after it was scheduled`,
    ]);
    expect(await copyStates()).toEqual({
      "Not yet": "DRAFT",
      fileStory: "FILED",
      spikeStory: "SPIKED",
      approved: "READY",
      scheduled: "READY",
      "changed after it was scheduled": "FILED",
    });
    expect(await appClient().scheduledAct.count()).toBe(0);
    expect(await listStories()).toEqual(before.stories);
    expect(await checkExport(file, compareWithHere)).toMatchObject({ stories: 8, problems: [] });
    const after = await historyOf();
    expect(after.slice(0, before.history.length)).toEqual(before.history);
    expect(after.at(-1)?.kind).toBe("IMPORTED");
    // Nothing here had an id of it, so everything keeps its own.
    const working = await readDocument(story);
    expect(working.toJSON()).toEqual(before.document);
    const live = await appClient().liveStory.findUniqueOrThrow({ where: { storyId: story } });
    expect(JSON.stringify(live.document)).not.toContain("at noon");
    const row = await appClient().story.findUniqueOrThrow({ where: { id: story } });
    expect([row.publishedVersion, row.copy]).toEqual([0, "DRAFT"]);
    expect(await transaction((tx) => listOpenSuggestions(tx, working))).toMatchObject([
      { by: "Nora Vale", added: "Proposed." },
    ]);
    const { revisions } = await transaction((tx) => listRevisionRows(tx, story, null));
    expect(revisions.at(-1)?.person?.name).toBe("Nora Vale");
    expect(await listCollections()).toEqual(before.collections);
    expect(await appClient().liveCollection.count()).toBe(1);
    expect(await appClient().section.findFirst({ where: { name } })).toMatchObject({
      description: "Trams",
      parentId: expect.any(String),
    });
    expect(await appClient().picture.findFirst()).toMatchObject({
      fileName: "tram.jpg",
      focalX: 0.25,
      crops: { "1:1": area },
      rights: "AGENCY",
      rightsNote: "Three months",
      territory: "Germany",
      keywords: ["tram"],
    });
    expect(await appClient().mediaFile.findFirst()).toMatchObject({ captionsLanguage: "en" });
    expect(await appClient().liveSnippet.count()).toBe(1);
    expect(await appClient().liveMedia.count()).toBe(1);
    const [correction] = await appClient().correction.findMany({ where: { storyId: story } });
    expect(correction?.note).toBe("It was Tuesday.");
    expect(await appClient().revision.findUnique({ where: { id: correction?.revisionId ?? "" } })).toMatchObject({
      kind: "CORRECTED",
    });
    const { threads } = await listThreads(SYSTEM, story);
    expect(threads).toMatchObject([
      {
        resolved: { by: { name: "Somebody" } },
        comments: [{ person: { name: "Nora Vale" }, text: "Is Monday certain?" }],
      },
    ]);
    // What is exported from here holds the same, with the history grown by the import.
    expect((await take(file)).report).toMatchObject({ imported: 0, known: 8 });
    expect(await undoImport(SYSTEM, { importId: id })).toEqual({
      removed: { stories: 8, pictures: 1, files: 1, snippets: 1, collections: 2, sections: 3, topics: 1, authors: 1 },
      stayed: { stories: 0, pictures: 0, files: 0, snippets: 0, collections: 0, sections: 0, topics: 0, authors: 0 },
    });
    expect(await appClient().revision.count()).toBe(0);
    expect(await appClient().address.count({ where: { kind: "COLLECTION" } })).toBe(0);
    expect(await checkExport(file, compareWithHere)).toMatchObject({
      problems: expect.arrayContaining([expect.stringMatching(/^“Trams return” \(.*\) is not here\.$/)]),
    });
  });
});

test("an export that was changed, cut or added to is named with the file that does not fit", async () => {
  const files = await filesIn(file);
  const damaged = async (change: Record<string, string | null>) => {
    const wanted = Object.entries({ ...files, ...change }).filter(([, text]) => text !== null);
    const to = path.join(folder, "damaged.zip");
    // Only names and texts count here, and pictures are no texts.
    const texts = wanted.filter(([each]) => !/^(?:pictures|files)\//.test(each));
    fs.writeFileSync(to, zipFile(Object.fromEntries(texts) as Record<string, string>));
    return (await checkExport(to)).problems.filter((problem) => !/^(?:pictures|files)\//.test(problem));
  };
  const json = Object.keys(files).find((each) => /^stories\/.*-trams-return-.*\.json$/.test(each)) ?? "";
  const history = json.replace("stories", "history");
  expect(await damaged({})).toEqual([]);
  expect(await damaged({ [json]: (files[json] ?? "").replace("Monday", "Friday") })).toEqual([
    `${json} is not what was exported.`,
  ]);
  expect(await damaged({ "index.html": null })).toEqual(["index.html is missing."]);
  expect(await damaged({ "more.html": "<p>" })).toEqual(["more.html was added after the export."]);
  // Somebody who changes history and makes the list of checksums anew.
  const forged = (files[history] ?? "").replace("Monday", "Friday");
  const listed = (files["checksums.sha256"] ?? "").replace(
    new RegExp(`^\\w{64}(?=  ${history}$)`, "m"),
    createHash("sha256").update(forged).digest("hex"),
  );
  expect(await damaged({ [history]: forged, "checksums.sha256": listed })).toEqual([
    expect.stringMatching(/^history\/.*: Revision \d: the text of block \d \(paragraph\) is not what was frozen\.$/),
  ]);
  await expect(damaged({ "checksums.sha256": null })).rejects.toThrow(NoExport);
  fs.writeFileSync(path.join(folder, "cut.zip"), fs.readFileSync(file).subarray(0, 5_000));
  await expect(checkExport(path.join(folder, "cut.zip"))).rejects.toThrow("is not a whole zip file");
});
