import * as z from "zod";

/** One row of `setting`: what of setting up the paper cannot be seen from its other rows. */
export const setupKey = "setup";

/** Steps that are done by saving what is proposed, also where nothing of it is changed. */
export const savedSteps = ["look", "place"] as const;

export const setupStepSchema = z.object({ step: z.enum(savedSteps) });
export type SetupStep = z.output<typeof setupStepSchema>;

const storedSchema = z.object({
  saved: z.array(z.enum(savedSteps)).catch([]),
  /** An admin does not want to see the steps any more. */
  isDismissed: z.boolean().catch(false),
});
export type StoredSetup = z.output<typeof storedSchema>;

export const parseSetup = (value: unknown): StoredSetup =>
  storedSchema.catch({ saved: [], isDismissed: false }).parse(value);
