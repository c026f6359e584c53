import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SYSTEM } from "#lib/actor.ts";
import { findAddress } from "#lib/addresses/data.ts";
import type { ImportReport } from "#lib/import/report.ts";
import { appClient } from "#lib/postgres/app.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { listQueryRedirects } from "#lib/redirects/data.ts";
import { createPerson } from "../../prisma/factories.ts";
import { deleteOldImportFiles } from "./file-mutations.ts";
import { keepImportFile, pauseImport, resumeImport, startImport, uploadsFolder } from "./mutations.ts";
import { performImport, performNextImport } from "./perform-mutations.ts";
import { importOptionsSchema, type StartImport } from "./schema.ts";
import { undoImport } from "./undo-mutations.ts";

let root: string;
let site: string;
let count = 0;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "galley-import-run-"));
  site = `site${++count}-${process.pid}.example`;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const post = (id: number, slug: string, more = "") => `<item>
  <title>${slug.replace("-", " ")}</title><link>https://${site}/${site}/${slug}/</link><dc:creator>anna</dc:creator>
  <content:encoded><![CDATA[<p>Words of ${slug}. <a href="https://${site}/?p=1">First</a></p><img src="/files/quay.png" alt="Quay">]]></content:encoded>
  <excerpt:encoded></excerpt:encoded><wp:post_id>${id}</wp:post_id><wp:post_date_gmt>2019-05-01 08:00:00</wp:post_date_gmt>
  <wp:post_name>${slug}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
  <category domain="category" nicename="s"><![CDATA[Section of ${site}]]></category>
  <category domain="post_tag" nicename="t"><![CDATA[Topic of ${site}]]></category>${more}</item>`;

/** An export with a picture beside it. */
async function exported(posts: string): Promise<string> {
  const file = path.join(root, "export.xml");
  await writeFile(
    file,
    `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel>
  <link>https://${site}</link><wp:author><wp:author_login>anna</wp:author_login>
  <wp:author_display_name>Anna of ${site}</wp:author_display_name></wp:author>${posts}</channel></rss>`,
  );
  await sharp({ create: { width: 90, height: 60, channels: 3, background: { r: 10, g: count, b: process.pid % 250 } } })
    .png()
    .toFile(path.join(root, "quay.png"));
  return file;
}

const begin = async (place: string, given: Partial<StartImport> = {}) =>
  (
    await startImport(SYSTEM, {
      place,
      isDryRun: false,
      isByCommand: true,
      ...given,
      // The command leaves out what nobody asked for as undefined.
      options: importOptionsSchema.parse({ section: undefined, fetchesPictures: false, ...given.options }),
    })
  ).id;
const runOf = (id: string) => appClient().importRun.findUniqueOrThrow({ where: { id } });
const live = (slug: string) => readerClient().liveStory.findUnique({ where: { path: `/${site}/${slug}` } });

describe("an import of WordPress", () => {
  test("keeps addresses, leads from old ones, and links the stories with each other", async () => {
    const id = await begin(await exported(post(1, "first-post") + post(2, "second-post")));
    const report = await performImport(id);
    expect(report).toMatchObject({ imported: 2, live: 2, skipped: [], pictures: 1 });
    expect(await runOf(id)).toMatchObject({ state: "DONE", format: "wxr", done: 2, total: 2 });
    expect(await live("second-post")).toMatchObject({
      headline: "second post",
      publishedAt: new Date("2019-05-01T08:00:00Z"),
    });
    expect(JSON.stringify((await live("second-post"))?.document)).toContain(`"/${site}/first-post"`);
    expect((await listQueryRedirects()).get("/?p=2")).toBe(`/${site}/second-post`);
    await undoImport(SYSTEM, { importId: id });
    expect((await listQueryRedirects()).has("/?p=2")).toBe(false);
  });

  test("changes nothing when it is run again", async () => {
    const file = await exported(post(1, "first-post"));
    await performImport(await begin(file));
    expect(await performImport(await begin(file))).toMatchObject({ imported: 0, known: 1, warnings: [] });
    expect(await appClient().story.count({ where: { importKey: `wxr:${site}:1` } })).toBe(1);
  });

  test("continues at the next item after a pause", async () => {
    const id = await begin(await exported(post(1, "first-post") + post(2, "second-post")));
    const admin = await createPerson("ADMIN");
    await performImport(id, () => {});
    const report = (await runOf(id)).report as unknown as ImportReport;
    await appClient().importRun.update({
      where: { id },
      data: {
        state: "RUNNING",
        done: 1,
        report: { ...report, imported: 1, live: 1, lastKey: `wxr:${site}:1` } as never,
      },
    });
    await pauseImport(admin, { importId: id });
    await resumeImport(admin, { importId: id });
    expect(await performNextImport()).toBe(true);
    expect(await runOf(id)).toMatchObject({ state: "DONE", report: { imported: 1, known: 1 } });
    expect(await performNextImport()).toBe(false);
  });

  test("fails with a sentence when nothing can be read", async () => {
    await writeFile(path.join(root, "notes.txt"), "Nothing to import");
    const id = await begin(path.join(root, "notes.txt"));
    await expect(performImport(id)).rejects.toThrow("Nothing was found in it that can be read.");
    expect(await runOf(id)).toMatchObject({ state: "FAILED", problem: expect.stringContaining("name the format") });
  });

  test("can only be begun, paused and undone by an admin", async () => {
    const editor = await createPerson("EDITOR");
    const file = await exported(post(1, "first-post"));
    await expect(startImport(editor, { place: file, isDryRun: true, options: {} })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    const id = await begin(file);
    for (const act of [pauseImport, resumeImport, undoImport])
      await expect(act(editor, { importId: id })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await pauseImport(SYSTEM, { importId: id });
  });
});

describe("undoing an import", () => {
  test("removes everything that it made, and the same file can be imported again", async () => {
    const file = await exported(post(1, "first-post") + post(2, "second-post"));
    const id = await begin(file);
    await performImport(id);
    expect(await undoImport(SYSTEM, { importId: id })).toMatchObject({
      removed: { stories: 2, pictures: 1, sections: 1, topics: 1, authors: 1 },
      stayed: { stories: 0, pictures: 0, sections: 0, topics: 0, authors: 0 },
    });
    expect(await live("first-post")).toBeNull();
    expect(await findAddress(`/${site}/first-post`)).toEqual({ kind: "UNKNOWN" });
    expect(await appClient().story.count({ where: { importKey: { startsWith: `wxr:${site}:` } } })).toBe(0);
    expect(await appClient().topic.count({ where: { name: `Topic of ${site}` } })).toBe(0);
    await expect(undoImport(SYSTEM, { importId: id })).rejects.toMatchObject({ code: "WRONG_STATE" });
    expect(await performImport(await begin(file))).toMatchObject({ imported: 2, live: 2 });
  });

  test("keeps a story that somebody has planned with, and what it uses", async () => {
    const id = await begin(await exported(post(1, "first-post") + post(2, "second-post")));
    await performImport(id);
    const story = await appClient().story.findUniqueOrThrow({ where: { importKey: `wxr:${site}:1` } });
    const editor = await createPerson("EDITOR");
    await appClient().storyFlag.create({
      data: { storyId: story.id, kind: "LEGAL", reason: "Ask first", personId: editor.id, at: new Date() },
    });
    expect(await undoImport(SYSTEM, { importId: id })).toMatchObject({
      removed: { stories: 1, pictures: 0, sections: 0, topics: 0, authors: 0 },
      stayed: { stories: 1, pictures: 1, sections: 1, topics: 1, authors: 1 },
    });
    expect(await live("first-post")).not.toBeNull();
  });

  test("does not undo a dry run, which has changed nothing", async () => {
    const id = await begin(await exported(post(1, "first-post")), { isDryRun: true });
    expect(await performImport(id)).toMatchObject({ imported: 1, dryRun: true });
    expect(await live("first-post")).toBeNull();
    await expect(undoImport(SYSTEM, { importId: id })).rejects.toMatchObject({ code: "WRONG_STATE" });
  });
});

test("two people with the same login at two papers stay two authors, in whichever order they come", async () => {
  const login = `kim-vale-${process.pid}`;
  const named = (name: string) => (text: string) =>
    text
      .replaceAll("<dc:creator>anna<", `<dc:creator>${login}<`)
      .replace(
        /<wp:author>[\s\S]*<\/wp:author>/,
        `<wp:author><wp:author_login>${login}</wp:author_login><wp:author_display_name>${name}</wp:author_display_name></wp:author>`,
      );
  const names = [`Rosa Kell ${process.pid}`, `Kim Vale ${process.pid}`, `Aino Bruun ${process.pid}`];
  for (const [index, name] of names.entries()) {
    site = `paper${index}-${process.pid}.example`;
    const file = await exported(post(1, "first-post"));
    await writeFile(file, named(name)(await readFile(file, "utf8")));
    await performImport(await begin(file));
    const story = await readerClient().liveStory.findUnique({
      where: { path: `/${site}/first-post` },
      include: { authors: { include: { author: { select: { name: true } } } } },
    });
    expect(story?.authors.map(({ author }) => author.name)).toEqual([name]);
  }
});

test("deletes an uploaded file a week after its last import has ended, and none that an import needs", async () => {
  const upload = path.join(root, "given.xml");
  const now = Date.now();
  const daysAgo = (days: number) => new Date(now - days * 86_400_000);
  const kept = async (name: string, run: { state: "DONE" | "PAUSED"; finishedAt: Date | null } | null) => {
    await writeFile(upload, await readFile(await exported(post(1, "first-post"))));
    const { place } = await keepImportFile(SYSTEM, { path: upload, fileName: `${name}.xml` });
    const file = path.join(uploadsFolder(), place);
    await utimes(file, daysAgo(30), daysAgo(30));
    if (run) {
      const id = await begin(place);
      await appClient().importRun.update({ where: { id }, data: run, select: { id: true } });
    }
    return file;
  };
  const old = await kept("old", { state: "DONE", finishedAt: daysAgo(8) });
  const fresh = await kept("fresh", { state: "DONE", finishedAt: daysAgo(6) });
  const paused = await kept("paused", { state: "PAUSED", finishedAt: null });
  const forgotten = await kept("forgotten", null);
  expect(await deleteOldImportFiles(new Date(now))).toBe(2);
  expect([old, fresh, paused, forgotten].map((file) => existsSync(file))).toEqual([false, true, true, false]);
});
