import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import yauzl from "yauzl";
import { createAuthor, createPerson, createPicture, createSection, createTopic } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { bold, figure, link, paragraph, relatedStory } from "../document/build.ts";
import { diskStore } from "../pictures/disk-store.ts";
import { appClient } from "../postgres/app.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { inSnapshot } from "./data.ts";
import type { ExportScope } from "./types.ts";
import { exportBytes } from "./write.ts";
import { wxrText } from "./wxr-write.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-export-"));
const store = diskStore(path.join(folder, "pictures"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const paper = { name: "The Ropewalk Courier", language: "en", timeZone: "UTC" };

const exported = (scope: ExportScope): Promise<Buffer> =>
  inSnapshot(async (tx) => {
    const parts: Buffer[] = [];
    for await (const part of exportBytes(tx, {
      scope,
      store,
      paper,
      site: "https://courier.example",
      withComments: false,
    }))
      parts.push(part);
    return Buffer.concat(parts);
  });

async function filesIn(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}

let editor: Person;
let ferry: string;
let bridge: string;
let pictureId: string;
let authorName: string;
beforeAll(async () => {
  editor = (await createPerson("EDITOR")) as Person;
  const city = await createSection();
  const picture = await createPicture();
  pictureId = picture.id;
  const prepared = await store.prepare();
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#336699" } })
    .jpeg()
    .toBuffer();
  fs.writeFileSync(path.join(prepared, "original.jpeg"), bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await appClient().picture.update({ where: { id: picture.id }, data: { sha256 } });
  await store.keep(sha256, prepared);
  const [topic, author] = [await createTopic(), await createAuthor()];
  authorName = author.name;
  const fields = { section: city.id, topics: [topic.id], authors: [author.id] };
  const first = await createReadyStory(editor, { headline: "The bridge is closed", fields });
  bridge = first.id;
  await publishStory(editor, { storyId: bridge, version: first.version, showUpdated: false });
  const body = [
    paragraph(["A ", ...bold("new"), " ferry, see ", ...link("the pier", "https://pier.example/a_b"), "."]),
    figure({ picture: picture.id, alt: "A ferry", caption: "At noon", credit: "R. Vale" }),
    relatedStory(bridge),
  ];
  const second = await createReadyStory(editor, { headline: "Night ferry returns", body, fields });
  ferry = second.id;
  await publishStory(editor, { storyId: ferry, version: second.version, showUpdated: false });
  await createReadyStory(editor, { headline: "Not yet" });
});

const named = (files: Map<string, Buffer>, end: string): string =>
  [...files].find(([name]) => name.endsWith(end) && !name.startsWith("history/"))?.[1].toString() ?? "";

test("an export holds each story as JSON, Markdown and a page, with pictures, history and checksums", async () => {
  const files = await filesIn(await exported({ kind: "all" }));
  const name = [...files.keys()].find((each) => /^stories\/.*-night-ferry-returns-\w{12}\.json$/.test(each)) ?? "";
  const story = JSON.parse(files.get(name)?.toString() ?? "");
  const row = await appClient().story.findUniqueOrThrow({ where: { id: ferry } });
  expect(story).toMatchObject({
    id: ferry,
    publication: "LIVE",
    path: row.path,
    firstPublishedAt: row.firstPublishedAt?.toISOString(),
    authors: [{ jobTitle: expect.any(String) }],
    document: { type: "doc", attrs: { section: row.sectionId } },
    published: null,
  });
  const markdown = files.get(name.replace(/json$/, "md"))?.toString();
  expect(markdown).toContain("title: Night ferry returns\n");
  expect(markdown).toContain(`url: ${row.path}\n`);
  expect(markdown).toContain("A **new** ferry, see [the pier](<https://pier.example/a_b>).");
  expect(markdown).toContain(`![A ferry](<../pictures/${pictureId}.jpg>)`);
  const page = files.get(name.replace(/json$/, "html"))?.toString() ?? "";
  expect(page).toContain(`<img src="../pictures/${pictureId}.jpg" alt="A ferry">`);
  const link = /href="\.\.\/(stories\/[^"]+)"/.exec(page)?.[1] ?? "";
  expect(files.get(link)?.toString()).toContain("<h1>The bridge is closed</h1>");
  expect(page).not.toContain("export.invalid");
  expect(files.get(`pictures/${pictureId}.jpg`)?.subarray(0, 3).toString("hex")).toBe("ffd8ff");
  const history = JSON.parse(files.get(name.replace("stories", "history"))?.toString() ?? "");
  const frozen = await appClient().revision.findMany({ where: { storyId: ferry }, orderBy: { number: "asc" } });
  expect(history.map(({ revisionHash }: { revisionHash: string }) => revisionHash)).toEqual(
    frozen.map(({ revisionHash }) => revisionHash),
  );
  expect(named(files, "index.html")).toMatch(/Not yet<\/a> <span class="facts">not published/);

  const lines = named(files, "checksums.sha256").trim().split("\n");
  expect(lines).toHaveLength(files.size - 1);
  for (const line of lines) {
    const [hash = "", file = ""] = line.split("  ");
    expect(
      createHash("sha256")
        .update(files.get(file) ?? "")
        .digest("hex"),
      file,
    ).toBe(hash);
  }
});

test("an export of the same newsroom is the same file", async () => {
  const first = await exported({ kind: "all" });
  expect((await exported({ kind: "all" })).equals(first)).toBe(true);
});

test("an export of a story or a section holds nothing else", async () => {
  const { sectionId } = await appClient().story.findUniqueOrThrow({ where: { id: ferry } });
  const section = await appClient().section.findUniqueOrThrow({ where: { id: sectionId ?? "" } });
  const titles = async (scope: ExportScope) =>
    [...(await filesIn(await exported(scope))).keys()].flatMap(
      (name) => /^stories\/[\d-]*(.*)-\w{12}\.md$/.exec(name)?.[1] ?? [],
    );
  expect(await titles({ kind: "story", id: ferry })).toEqual(["night-ferry-returns"]);
  expect(await titles({ kind: "section", path: section.path })).toEqual([
    "the-bridge-is-closed",
    "night-ferry-returns",
  ]);
  const files = await filesIn(await exported({ kind: "story", id: ferry }));
  expect(JSON.parse(named(files, "sections.json"))).toHaveLength(1);
  expect(files.has("redirects.csv")).toBe(false);
});

const forWordPress = (scope: ExportScope): Promise<string> =>
  inSnapshot(async (tx) =>
    (await Array.fromAsync(wxrText(tx, { scope, site: { ...paper, origin: "https://courier.example" } }))).join(""),
  );

test("an export for WordPress holds the stories of its scope with public addresses of pictures and of other stories", async () => {
  const row = await appClient().story.findUniqueOrThrow({ where: { id: ferry } });
  const whole = await forWordPress({ kind: "all" });
  expect(whole.match(/CDATA\[post\]/g)).toHaveLength(3);
  expect(whole).toContain(`<link>https://courier.example${row.path}</link>`);
  expect(whole).toContain(`<wp:author_display_name><![CDATA[${authorName}]]>`);
  const alone = await forWordPress({ kind: "story", id: ferry });
  expect(alone.match(/CDATA\[post\]/g)).toHaveLength(1);
  expect(alone).toMatch(
    new RegExp(`<wp:attachment_url><!\\[CDATA\\[https://courier\\.example/pictures/${pictureId}/\\d+\\.jpg`),
  );
  const other = await appClient().story.findUniqueOrThrow({ where: { id: bridge } });
  expect(alone).toContain(`href="https://courier.example${other.path}"`);
  const numberIn = (file: string) => /\?p=(\d+)<\/guid>(?:(?!<\/item>)[\s\S])*A <strong>new/.exec(file)?.[1];
  expect(numberIn(alone)).toMatch(/^\d+$/);
  expect(numberIn(alone)).toBe(numberIn(whole));
});
