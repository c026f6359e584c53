import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuthor, createPerson, createTopic } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { asSuperuser, inOtherNewsroom } from "#prisma/testing/other-newsroom.ts";
import { TestS3 } from "#prisma/testing/s3.ts";
import { sealEvents } from "../audit/seal-mutations.ts";
import { checkAuditChain } from "../audit/verify-data.ts";
import { newId } from "../ids.ts";
import { diskStore } from "../pictures/disk-store.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { connections } from "../process.ts";
import { createStory } from "../stories/creating/mutations.ts";
import { allStoryIds, checkStory } from "../stories/history/verify-data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { transientTables } from "./format.ts";
import { mayDeleteFiles } from "./locks.ts";
import { bucketPlace, folderPlace } from "./places.ts";
import { type BackupFile, checkBackup, checkChain, localBackup } from "./read.ts";
import { type RecoveryOptions, recover } from "./recover.ts";
import { readBase, saveBackup } from "./save.ts";
import { takeSecret } from "./secret-file.ts";
import { backupBytes } from "./write.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-backup-"));
const file = path.join(folder, "paper.backup");
const place = folderPlace(folder);
const store = diskStore(path.join(folder, "pictures"));
const secret = "the secret of the newsroom that is backed up";

/** Stores files under the key of their content. */
async function keepFiles(files: Readonly<Record<string, string>>): Promise<string> {
  const key = createHash("sha256").update(JSON.stringify(files)).digest("hex");
  const prepared = await store.prepare();
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(prepared, name), text);
  await store.keep(key, prepared);
  return key;
}

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** A hash of the rows of every table, in any order of rows. */
const contents = (): Promise<Record<string, string>> =>
  asOwner(async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ hash: string; count: string }>(
        `select count(*) as count, md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash from "${name}" t`,
      );
      found[name] = `${rows[0]?.count} ${rows[0]?.hash}`;
    }
    return found;
  });

/** What indexes, references and defaults the tables have. */
const structure = (): Promise<string[]> =>
  asOwner(async (client) => {
    const { rows } = await client.query<{ line: string }>(`
      select pg_get_indexdef(indexrelid) as line from pg_index i join pg_class c on c.oid = i.indexrelid
        where c.relnamespace = 'public'::regnamespace
      union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select p.oid::regprocedure::text from pg_proc p where pronamespace = 'public'::regnamespace
      order by 1`);
    return rows.map(({ line }) => line);
  });

/** Runs work with an empty newsroom on another database and another data folder. */
const elsewhere = <T>(work: (options: RecoveryOptions) => Promise<T>): Promise<T> =>
  inOtherNewsroom((other) => work({ settings: other, store: diskStore(path.join(other.data, "pictures")) }));

const listed = async (from: RecoveryOptions["store"]) => {
  const found: string[] = [];
  for await (const { key, file: name } of from.list()) {
    const opened = await from.open(key, name);
    const parts: Buffer[] = [];
    for await (const part of (opened?.stream ?? []) as AsyncIterable<Buffer>) parts.push(part);
    found.push(`${key}/${name} ${Buffer.concat(parts).toString()}`);
  }
  return found;
};

let before: Record<string, string>;
beforeAll(async () => {
  const editor = await createPerson("EDITOR");
  await createTopic();
  await createAuthor();
  await createStory(editor);
  for (let number = 0; number < 2; number++) {
    const { id, version } = await createReadyStory(editor);
    await publishStory(editor, { storyId: id, version, showUpdated: false });
  }
  await appClient().setting.create({ data: { key: "odd", value: 'tab\there, line\nthere, \\N, "quoted", 😀' } });
  await keepFiles({ "original.jpg": "first", "640.jpg": "first, small" });
  await keepFiles({ "original.jpg": "second" });
  await appClient().session.create({
    data: { id: newId(), personId: editor.id ?? "", expiresAt: new Date(Date.now() + 1e6) },
  });
  expect(await sealEvents()).toBeGreaterThan(0);
  before = await contents();
  expect(await saveBackup(place, "paper.backup", { store, secret })).toMatchObject({ files: 3, missing: 0 });
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const withoutTransient = (tables: Record<string, string>) =>
  Object.fromEntries(Object.entries(tables).filter(([name]) => !transientTables.includes(name)));

test("a backup and the earlier one that it builds on bring back every table, index and file, and the secret", async () => {
  await keepFiles({ "original.jpg": "third" });
  const base = await readBase(place, "paper.backup", undefined);
  expect(await saveBackup(place, "next.backup", { store, secret, base })).toMatchObject({ files: 4, included: 1 });
  const shapes = await structure();
  await elsewhere(async (options) => {
    const [{ key, file: name } = { key: "", file: "" }] = await Array.fromAsync(store.list());
    const damaged = path.join(options.settings.data, "pictures", key.slice(0, 2), key.slice(2, 4), key, name);
    fs.mkdirSync(path.dirname(damaged), { recursive: true });
    fs.writeFileSync(damaged, "rotten");
    expect(await recover(place.file("next.backup"), options)).toMatchObject({ files: 4, hasSameSecret: true });
    expect(withoutTransient(await contents())).toEqual(withoutTransient(before));
    expect(await structure()).toEqual(shapes);
    expect(await appClient().session.count()).toBe(0);
    expect(await listed(options.store)).toEqual(await listed(store));
    expect(fs.readFileSync(path.join(options.settings.data, "secret"), "utf8")).toBe(`${secret}\n`);
    let verified = 0;
    for await (const id of allStoryIds()) {
      expect(await checkStory(id)).toMatchObject({ broken: null });
      verified++;
    }
    expect(verified).toBe(3);
    expect(await checkAuditChain()).toMatchObject({ events: expect.any(Number), waiting: 0, broken: null });
    // The roles have their rights again.
    expect(await readerClient().liveStory.count()).toBe(2);
  });
  const alone = path.join(fs.mkdtempSync(path.join(folder, "alone-")), "next.backup");
  fs.copyFileSync(path.join(folder, "next.backup"), alone);
  await expect(checkChain(localBackup(alone), undefined)).rejects.toThrow(/earlier backup, which must be beside it/);
});

test("a chain of backups in a bucket is built without reading the earlier backup, and brings back every table and file", async () => {
  const s3 = new TestS3();
  await s3.start();
  try {
    const bucket = bucketPlace(s3.settings());
    await saveBackup(bucket, "paper.backup", { store, secret });
    await keepFiles({ "original.jpg": "fourth" });
    s3.behave();
    const base = await readBase(bucket, "paper.backup", undefined);
    expect(s3.requests.filter((request) => request.endsWith("/paper.backup"))).toEqual([]);
    expect(await saveBackup(bucket, "next.backup", { store, secret, base })).toMatchObject({ included: 1 });
    await elsewhere(async (options) => {
      expect(await recover(bucket.file("next.backup"), options)).toMatchObject({
        hasSameSecret: true,
      });
      expect(withoutTransient(await contents())).toEqual(withoutTransient(before));
      expect(await listed(options.store)).toEqual(await listed(store));
      await expect(recover(bucket.file("next.backup.files"), options)).rejects.toThrow(/only lists/);
    });
    await bucket.remove("paper.backup");
    expect(await bucket.list()).toEqual(["next.backup", "next.backup.files"]);
    await expect(checkChain(bucket.file("next.backup"), undefined)).rejects.toThrow(/must be beside it/);
  } finally {
    await s3.remove();
  }
});

test("a backup holds one instant, also if rows are added while it runs", async () => {
  const chunks = backupBytes({ store, secret });
  const bytes = [(await chunks.next()).value as Buffer];
  await createTopic();
  for await (const chunk of chunks) bytes.push(chunk);
  const late: BackupFile = {
    ...localBackup("late.backup"),
    bytes: async function* () {
      yield* bytes;
    },
  };
  const { tail } = await checkBackup(late, undefined);
  expect(tail.rows.topic).toBe(1);
});

test("a second backup is refused while one runs, and no file is deleted meanwhile", async () => {
  const first = backupBytes({ store, secret });
  await first.next();
  await expect(backupBytes({ store, secret }).next()).rejects.toThrow("Another backup is running.");
  expect(await transaction(mayDeleteFiles)).toBe(false);
  await first.return({} as never);
  expect(await transaction(mayDeleteFiles)).toBe(true);
});

test("a recovery that dies in the middle leaves the old newsroom whole", async () => {
  await elsewhere(async (options) => {
    await createPerson("ADMIN");
    const old = await contents();
    let dying: Promise<void> | undefined;
    const onProgress: RecoveryOptions["onProgress"] = ({ step }) => {
      if (step === "indexes")
        dying ??= asSuperuser(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'galley recover'",
        );
    };
    await expect(recover(localBackup(file), { ...options, onProgress })).rejects.toThrow();
    await dying;
    expect(await contents()).toEqual(old);
    await takeSecret(options.settings);
    expect(fs.existsSync(path.join(options.settings.data, "secret"))).toBe(false);
  });
});

test("a recovery changes nothing when the file is damaged, cut off, newer or no backup", async () => {
  const bytes = fs.readFileSync(file);
  const broken = (name: string, change: Buffer) => {
    const place = path.join(folder, name);
    fs.writeFileSync(place, change);
    return localBackup(place);
  };
  const flipped = Buffer.from(bytes);
  const at = bytes.indexOf("first, small");
  flipped[at] = (flipped[at] ?? 0) ^ 1;
  const renumbered = (from: string, to: string) => Buffer.from(bytes.toString("latin1").replace(from, to), "latin1");
  const cases: [BackupFile, RegExp][] = [
    [broken("flipped", flipped), /flipped cannot be used\. The file is damaged/],
    [broken("cut", bytes.subarray(0, bytes.length - 2_000)), /incomplete/],
    [broken("half", bytes.subarray(0, bytes.length / 2)), /incomplete/],
    [broken("empty", Buffer.alloc(0)), /incomplete/],
    [broken("newer format", renumbered('"format": 1,', '"format": 2,')), /newer version of Galley/],
    [broken("newer tables", renumbered("_test_headlines", "_test_something")), /newer version of Galley/],
    [broken("text", Buffer.from("A letter to the editor.\n".repeat(100))), /not a backup of Galley/],
    [localBackup(path.join(folder, "absent")), /There is no file/],
    [localBackup(folder), /is a folder/],
  ];
  await elsewhere(async (options) => {
    const untouched = await contents();
    for (const [bad, message] of cases) await expect(recover(bad, options), bad.name).rejects.toThrow(message);
    expect(await contents()).toEqual(untouched);
    expect(await listed(options.store)).toEqual([]);
    expect(fs.readdirSync(options.settings.data)).toEqual([]);
  });
});

test("a recovery is refused while a node runs on the database", async () => {
  await elsewhere(async (options) => {
    const now = Date.now();
    await appClient().pressNode.create({
      data: { id: "a", name: "web-1", startedAt: new Date(now), leaseUntil: new Date(now + 60_000) },
    });
    await expect(recover(localBackup(file), options)).rejects.toThrow("Galley is running on web-1.");
  });
});
