import { PgBoss } from "pg-boss";
import { forgetRequests } from "../api/limit-mutations.ts";
import { deleteOldEvents } from "../audit/seal-mutations.ts";
import { deleteExpiredLinks } from "../auth/mutations.ts";
import { backUpNightly } from "../backup/nightly-mutations.ts";
import { log } from "../log.ts";
import { deleteOldMail } from "../mail/mutations.ts";
import { startMailer } from "../mail/worker.ts";
import { remindOfDueStories } from "../notices/due-mutations.ts";
import { checkOutsideLinks } from "../outside-links/mutations.ts";
import { deleteOldFetches } from "../partners/fetch-mutations.ts";
import { prepareReset } from "../people/reset-mutations.ts";
import { remindOfPictureEnds } from "../picture-desk/due-mutations.ts";
import { deleteOldMediaTrash } from "../picture-desk/media-mutations.ts";
import { deleteOldTrash } from "../picture-desk/trash-mutations.ts";
import { fillPictureSearch } from "../pictures/library/search-mutations.ts";
import { sendPings } from "../pings/mutations.ts";
import { transaction } from "../postgres/app.ts";
import type { QueueName } from "../postgres/queues.ts";
import { forgetOldPurges } from "../press/mutations.ts";
import { connections, shared } from "../process.ts";
import { forgetMisses } from "../promotions/miss-mutations.ts";
import { countTerms, fillSearch } from "../published/search/mutations.ts";
import { sumUpDays } from "../readership/mutations.ts";
import { renewMostRead } from "../reads/mutations.ts";
import { forgetReaders } from "../reports/mutations.ts";
import { getSiteSettings } from "../site/data.ts";
import { packLog } from "../steps/mutations.ts";
import { checkpointStories } from "../stories/history/mutations.ts";
import { deliverWebhooks } from "../webhooks/delivery-mutations.ts";
import { pollWires } from "../wires/poll-mutations.ts";
import { jobFacts } from "./names.ts";

/** `isByHand`: a person started it, besides its usual times. */
type Start = { isByHand: boolean };

/** What each job runs. A job may run twice: each must be safe to repeat. */
const jobs: Record<QueueName, (start: Start) => Promise<unknown>> = {
  "expired-links": async () => {
    await transaction(deleteExpiredLinks);
    await forgetRequests();
  },
  checkpoints: () => checkpointStories(),
  "old-purges": async () => {
    await forgetOldPurges();
    await deleteOldFetches();
  },
  "search-rows": async () => {
    await fillSearch();
    await fillPictureSearch();
  },
  "search-terms": async () => {
    await countTerms();
    await forgetMisses();
  },
  "reader-addresses": () => forgetReaders(),
  "most-read": async () => {
    await sumUpDays();
    await renewMostRead();
  },
  pings: () => sendPings(),
  "pack-log": () => packLog(),
  "old-mail": () => deleteOldMail(),
  "picture-reminders": () => remindOfPictureEnds(),
  "old-pictures": async () => (await deleteOldTrash()) + (await deleteOldMediaTrash()),
  "outside-links": () => checkOutsideLinks(),
  backup: (start) => backUpNightly(start),
  "due-reminders": () => remindOfDueStories(),
  "old-events": async () => deleteOldEvents((await getSiteSettings()).auditMonths),
  webhooks: () => deliverWebhooks(),
  wires: () => pollWires(),
};

/** Runs the jobs of this node. Tables and queues were made at migration; the app's role only uses them. */
export async function startJobs(): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({
    connectionString: connections().app,
    schema: "pgboss",
    migrate: false,
    createSchema: false,
    max: 3,
    application_name: "galley jobs",
  });
  boss.on("error", (error) => log.error({ error }, "background jobs: pg-boss reported an error"));
  await boss.start();
  // Left over from when one node did these for all: see lib/press/nightly.ts and lib/jobs/import-worker.ts.
  for (const name of ["check-pages", "old-import-files"]) await boss.unschedule(name);
  for (const [name, run] of Object.entries(jobs) as [QueueName, (typeof jobs)[QueueName]][]) {
    await boss.work<{ isByHand?: boolean } | null>(name, { pollingIntervalSeconds: 30 }, async ([job]) => {
      await run({ isByHand: job?.data?.isByHand === true });
      log.debug({ job: name }, "background job finished");
    });
    const { cron, maxSeconds = 900 } = jobFacts[name];
    const options = { expireInSeconds: maxSeconds };
    await boss.schedule(name, cron, null, options);
    await boss.send(name, null, options); // once at the start: the node may have been off at the time
  }
  shared().runJob = (name) =>
    boss.send(name, { isByHand: true }, { expireInSeconds: jobFacts[name as QueueName].maxSeconds ?? 900 });
  const mailer = startMailer({ prepare: { reset: prepareReset } });
  return {
    async stop() {
      delete shared().runJob;
      await Promise.all([mailer.stop(), boss.stop({ graceful: true, timeout: 5_000 })]);
    },
  };
}
