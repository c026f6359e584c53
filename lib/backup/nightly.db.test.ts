import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { TestS3 } from "#prisma/testing/s3.ts";
import { appClient } from "../postgres/app.ts";
import { settings, shared } from "../process.ts";
import { backupHealth, getBackupStatus } from "./nightly-data.ts";
import { backUpNightly } from "./nightly-mutations.ts";
import { bucketPlace, folderPlace, outdatedBackups } from "./places.ts";
import { checkBackup, checkChain } from "./read.ts";

const own = settings();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-nightly-"));
const s3 = new TestS3();
afterAll(async () => {
  shared().settings = own;
  await s3.remove();
  fs.rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await appClient().backupRun.deleteMany();
});

const nights = (count: number, from = "2026-11-20T03:15:00Z") =>
  Array.from({ length: count }, (_, night) => new Date(Date.parse(from) + night * 86_400_000));

test("a backup is written each night, the newest are kept with what they need, and each week one holds all files", async () => {
  shared().settings = { ...own, backup: { to: folder, keep: 2, passphrase: undefined } };
  fs.writeFileSync(path.join(folder, "galley-of-somebody.backup"), "not ours");
  const [first = new Date(), ...later] = nights(3);
  for (const now of [first, ...later]) await backUpNightly({ isByHand: false, now });
  const whole = "galley-2026-11-20-031500.backup";
  const since = (day: number) => `galley-2026-11-${day}-031500-since-2026-11-20-031500.backup`;
  expect(fs.readdirSync(folder).sort()).toEqual([whole, since(21), since(22), "galley-of-somebody.backup"]);
  const last = folderPlace(folder).file(since(22));
  const { head, tail } = await checkBackup(last, undefined);
  expect(head.base?.file).toBe(whole);
  expect(tail.rows.person).toBeDefined();
  expect(await checkChain(last, undefined)).toBeDefined();
  const [week = new Date(), dayAfter = new Date()] = nights(2, "2026-11-27T03:15:00Z");
  await backUpNightly({ isByHand: false, now: week });
  expect(fs.existsSync(path.join(folder, "galley-2026-11-27-031500.backup"))).toBe(true);
  // A whole backup that is damaged is not built upon.
  fs.truncateSync(path.join(folder, "galley-2026-11-27-031500.backup"), 2_000);
  await backUpNightly({ isByHand: false, now: dayAfter });
  expect(fs.existsSync(path.join(folder, "galley-2026-11-28-031500.backup"))).toBe(true);
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name));
});

test("of nightly backups those go that are neither new nor needed by a new one", () => {
  const [a, b, c, d] = ["20", "21", "22", "23"].map((day) => `2026-11-${day}-031500`);
  const names = [
    `galley-${a}.backup`,
    `galley-${b}-since-${a}.backup`,
    `galley-${c}.backup`,
    `galley-${d}-since-${c}.backup`,
  ];
  expect(outdatedBackups([...names, "notes.txt"], 4)).toEqual([]);
  expect(outdatedBackups(names, 3)).toEqual([]);
  expect(outdatedBackups(names, 2)).toEqual(names.slice(0, 2));
  expect(outdatedBackups(names, 1)).toEqual(names.slice(0, 2));
});

test("a start soon after a backup makes no other one, unless a person asks for it", async () => {
  shared().settings = { ...own, backup: { to: folder, keep: 9, passphrase: undefined } };
  const [first = new Date()] = nights(1, "2026-12-01T03:15:00Z");
  const later = new Date(first.getTime() + 3_600_000);
  for (const now of [first, later]) await backUpNightly({ isByHand: false, now });
  expect(await appClient().backupRun.count()).toBe(1);
  await backUpNightly({ isByHand: true, now: later });
  expect(await appClient().backupRun.count()).toBe(2);
});

test("a failed backup is shown to admins and to monitors until one succeeds", async () => {
  const admin = await createPerson("ADMIN");
  const file = path.join(folder, "a file");
  fs.writeFileSync(file, "");
  shared().settings = { ...own, backup: { to: file, keep: 2, passphrase: undefined } };
  const [first = new Date(), second = new Date()] = nights(2, "2026-12-05T03:15:00Z");
  const sentence = `${file} is not a folder. Set GALLEY_BACKUP to one.`;
  await expect(backUpNightly({ isByHand: false, now: first })).rejects.toThrow(sentence);
  expect(await getBackupStatus(admin, first)).toMatchObject({
    last: null,
    isOverdue: true,
    failure: { sentence },
  });
  expect(await backupHealth(first)).toEqual({ nightly: true, lastSuccess: null, overdue: true });
  shared().settings = { ...own, backup: { to: folder, keep: 9, passphrase: undefined } };
  await backUpNightly({ isByHand: false, now: second });
  expect(await getBackupStatus(admin, second)).toMatchObject({ failure: null, isOverdue: false, place: folder });
  expect(await backupHealth(second)).toEqual({ nightly: true, lastSuccess: second.toISOString(), overdue: false });
  const editor = await createPerson("EDITOR");
  await expect(getBackupStatus(editor)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});

test("without the setting nothing is written, and nothing is overdue", async () => {
  shared().settings = { ...own, backup: undefined };
  await backUpNightly({ isByHand: true });
  expect(await appClient().backupRun.count()).toBe(0);
  expect(await backupHealth()).toMatchObject({ nightly: false, overdue: false });
});

test("nightly backups go encrypted to the bucket of the pictures, each with the files since the last whole one, and are read from there", async () => {
  await s3.start();
  const given = { ...own, s3: s3.settings() };
  shared().settings = { ...given, backup: { to: "s3", keep: 1, passphrase: "a passphrase" } };
  for (const now of nights(2)) await backUpNightly({ isByHand: false, now });
  const place = bucketPlace(s3.settings());
  const [whole, last] = ["galley-2026-11-20-031500.backup", "galley-2026-11-21-031500-since-2026-11-20-031500.backup"];
  const inBucket = async () => (await place.list()).filter((name) => !name.endsWith(".files"));
  expect(await inBucket()).toEqual([whole, last]);
  const file = place.file(last);
  await expect(checkBackup(file, undefined)).rejects.toThrow(/is encrypted/);
  const { head, tail } = await checkBackup(file, "a passphrase");
  expect(head.base?.file).toBe(whole);
  expect(tail.rows.person).toBeDefined();
  await expect(checkBackup(place.file("galley-absent.backup"), undefined)).rejects.toThrow(/There is no file/);
  // Without the list of the whole backup, the next one holds everything.
  await place.remove(`${whole}.files`);
  shared().settings = { ...given, backup: { to: "s3", keep: 1, passphrase: undefined } };
  await backUpNightly({ isByHand: false, now: new Date("2026-11-22T03:15:00Z") });
  expect(await inBucket()).toEqual(["galley-2026-11-22-031500.backup"]);
});
