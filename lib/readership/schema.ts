import * as z from "zod";

/** For how long reads are summed. */
export const periods = ["day", "week", "month"] as const;
export type ReadsPeriod = (typeof periods)[number];
export const periodNames: Readonly<Record<ReadsPeriod, string>> = {
  day: "last 24 hours",
  week: "last 7 days",
  month: "last 30 days",
};
export const periodDays: Readonly<Record<ReadsPeriod, number>> = { day: 1, week: 7, month: 30 };
export const readershipQuerySchema = z.object({
  period: z.enum(periods).catch("day"),
  section: z.uuid().optional().catch(undefined),
});
export type ReadershipQuery = z.output<typeof readershipQuerySchema>;
