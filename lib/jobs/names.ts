import type { QueueName } from "../postgres/queues.ts";

/** What each job does, for people, and when (cron, UTC). */
export const jobFacts: Record<
  QueueName,
  {
    label: string;
    cron: string;
    everyMinutes: number /** A longer run counts as failed; 15 minutes where absent. */;
    maxSeconds?: number;
  }
> = {
  "expired-links": { label: "Delete links that have expired", cron: "7 * * * *", everyMinutes: 60 },
  checkpoints: { label: "Freeze checkpoints of stories that are being written", cron: "* * * * *", everyMinutes: 1 },
  "old-purges": {
    label: "Delete old purges, and old entries in the logs of partners",
    cron: "41 2 * * *",
    everyMinutes: 1440,
  },
  "search-rows": { label: "Complete the search index", cron: "13 * * * *", everyMinutes: 60 },
  "search-terms": { label: "Count search terms", cron: "37 */3 * * *", everyMinutes: 180 },
  "reader-addresses": { label: "Delete addresses of readers", cron: "17 * * * *", everyMinutes: 60 },
  "most-read": { label: "Count the most read stories", cron: "*/10 * * * *", everyMinutes: 10 },
  pings: { label: "Notify feed hubs and search engines", cron: "* * * * *", everyMinutes: 1 },
  "pack-log": { label: "Pack old steps of stories", cron: "23 2 * * *", everyMinutes: 1440 },
  "old-mail": { label: "Delete old mail", cron: "52 2 * * *", everyMinutes: 1440 },
  "picture-reminders": { label: "Remind of pictures whose rights end", cron: "11 * * * *", everyMinutes: 60 },
  "old-pictures": {
    label: "Delete pictures that were in the trash for 30 days",
    cron: "29 2 * * *",
    everyMinutes: 1440,
  },
  "outside-links": { label: "Check links to other sites", cron: "* * * * *", everyMinutes: 1 },
  backup: { label: "Back up the newsroom", cron: "15 3 * * *", everyMinutes: 1440, maxSeconds: 12 * 60 * 60 },
  "old-events": { label: "Delete old events of the audit log", cron: "33 2 * * *", everyMinutes: 1440 },
  webhooks: { label: "Deliver webhooks", cron: "* * * * *", everyMinutes: 1 },
  wires: { label: "Read the wires", cron: "* * * * *", everyMinutes: 1 },
  "due-reminders": { label: "Remind of work that is due", cron: "* * * * *", everyMinutes: 1 },
};
