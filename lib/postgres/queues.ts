/** The names of the queues. Each is made at migration, by the owner of the tables. */
export const queues = [
  "expired-links",
  "pack-log",
  "checkpoints",
  "old-purges",
  "search-rows",
  "search-terms",
  "reader-addresses",
  "most-read",
  "pings",
  "old-mail",
  "due-reminders",
  "picture-reminders",
  "old-pictures",
  "outside-links",
  "backup",
  "webhooks",
  "old-events",
  "wires",
] as const;
export type QueueName = (typeof queues)[number];
