import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { canSeeJobs } from "../schedule/policy.ts";
import { nightlyPlace } from "./nightly-mutations.ts";

/** Times are ISO instants. */
export type BackupStatus = {
  /** Null: nightly backups are not set up. */
  place: string | null;
  isEncrypted: boolean;
  keep: number;
  last: { at: string; file: string; bytes: number } | null;
  /** Of the newest attempt, if it failed. */
  failure: { at: string; sentence: string } | null;
  isOverdue: boolean;
};

/** A night without a backup is noticed in the morning. */
const maxAgeMs = 30 * 60 * 60 * 1000;

/** @throws NOT_ALLOWED */
export async function getBackupStatus(actor: Actor, now = new Date()): Promise<BackupStatus> {
  if (!canSeeJobs(actor)) throw new DomainError("NOT_ALLOWED");
  const { backup } = settings();
  const select = { startedAt: true, finishedAt: true, file: true, bytes: true, error: true } as const;
  const orderBy = { startedAt: "desc" } as const;
  const [last, newest] = await Promise.all([
    appClient().backupRun.findFirst({ where: { bytes: { not: null } }, select, orderBy }),
    appClient().backupRun.findFirst({ where: { finishedAt: { not: null } }, select, orderBy }),
  ]);
  return {
    place: nightlyPlace(settings())?.name ?? null,
    isEncrypted: backup?.passphrase !== undefined,
    keep: backup?.keep ?? 0,
    last: last && { at: last.startedAt.toISOString(), file: last.file, bytes: Number(last.bytes) },
    failure: newest && newest.error !== "" ? { at: newest.startedAt.toISOString(), sentence: newest.error } : null,
    isOverdue: backup !== undefined && isOld(last?.startedAt, now),
  };
}

const isOld = (at: Date | undefined, now: Date) => at === undefined || now.getTime() - at.getTime() > maxAgeMs;

/** For monitors: whether nightly backups are set up, when the last one succeeded, and whether one is overdue. Null without the database. */
export async function backupHealth(
  now = new Date(),
): Promise<{ nightly: boolean; lastSuccess: string | null; overdue: boolean } | null> {
  const nightly = settings().backup !== undefined;
  try {
    const last = await appClient().backupRun.findFirst({
      where: { bytes: { not: null } },
      select: { startedAt: true },
      orderBy: { startedAt: "desc" },
    });
    return {
      nightly,
      lastSuccess: last?.startedAt.toISOString() ?? null,
      overdue: nightly && isOld(last?.startedAt, now),
    };
  } catch {
    return null;
  }
}
