import Link from "next/link";
import type { BackupStatus } from "#lib/backup/nightly-data.ts";
import type { MailStatus } from "#lib/mail/data.ts";
import type { ScheduleHealth } from "#lib/schedule/types.ts";
import { When } from "../when.tsx";
import classes from "./jobs.module.css";

const megabytes = (bytes: number): string =>
  Math.max(0.1, bytes / 1e6).toLocaleString("en-GB", { maximumFractionDigits: 1 });
const count = (value: number): string => value.toLocaleString("en-GB");

type Numbers = { schedule: ScheduleHealth; mail: MailStatus; backup: BackupStatus };

/** Scheduled acts, mail and backups: how much waits, and what went wrong. */
export function JobNumbers({ schedule, mail, backup }: Numbers) {
  return (
    <div className={classes.numbers}>
      <section aria-labelledby="acts-title">
        <h2 id="acts-title">Scheduled actions</h2>
        <p data-bad={schedule.overdue + schedule.stopped > 0 || undefined}>
          {count(schedule.due)} due, {count(schedule.overdue)} overdue, {count(schedule.stopped)} stopped
        </p>
        <p className="small dim">
          {schedule.nextDueAt ? (
            <>
              The next one is due <When at={schedule.nextDueAt} />.
            </>
          ) : (
            "Nothing is scheduled."
          )}{" "}
          {schedule.lastFinishedAt && (
            <>
              Last performed: <When at={schedule.lastFinishedAt} isAgo />.
            </>
          )}
        </p>
        <Link className="link" href="/desk/schedule">
          Open the schedule
        </Link>
      </section>
      <section aria-labelledby="mail-title">
        <h2 id="mail-title">Mail</h2>
        {mail.sender ? (
          <p data-bad={mail.counts.failed > 0 || undefined}>
            {count(mail.counts.queued)} waiting, {count(mail.counts.failed)} failed, {count(mail.counts.sent)} sent in
            30 days
          </p>
        ) : (
          <p>Mail is not set up.</p>
        )}
        <Link className="link" href="/admin/settings?tab=mail">
          Open the mail settings
        </Link>
      </section>
      <section aria-labelledby="backup-title">
        <h2 id="backup-title">Backups</h2>
        <p data-bad={backup.isOverdue || backup.failure !== null || undefined}>
          {backup.last ? (
            <>
              Last backup: <When at={backup.last.at} isAgo />, {megabytes(backup.last.bytes)} MB
            </>
          ) : (
            "There is no backup yet."
          )}
        </p>
        <p className="small dim">
          {backup.failure && (
            <>
              The last attempt failed (<When at={backup.failure.at} isAgo />
              ). {backup.failure.sentence}{" "}
            </>
          )}
          {backup.place === null
            ? "Nightly backups are off. Set GALLEY_BACKUP to a folder or to s3."
            : `Each night to ${backup.place}${backup.isEncrypted ? ", encrypted" : ""}. The newest ${count(backup.keep)} are kept.`}
        </p>
      </section>
    </div>
  );
}
