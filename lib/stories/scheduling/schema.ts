import * as z from "zod";

/** What an act needs besides its text, as stored in `scheduled_act.input`. */
export const actInput = z.object({
  /** For readers of a correction; of a take-down the reason, for the newsroom's records. */
  note: z.string().default(""),
  showUpdated: z.boolean().default(true),
  showReplaced: z.boolean().optional(),
});
export type ActInput = z.output<typeof actInput>;

export const readActInput = (value: unknown): ActInput => actInput.catch(actInput.parse({})).parse(value);
