import * as z from "zod";

/** "front", or the id of a section. */
export const frontId = z.union([z.literal("front"), z.uuid()]);
/** 0 is the lead, 1 to 4 the seconds. */
export const slots = [0, 1, 2, 3, 4] as const;
const slot = z.int().min(0).max(4);

export const setPinSchema = z.object({
  front: frontId,
  slot,
  story: z.uuid(),
  /** An instant, or null: until somebody takes it away. */
  until: z.iso.datetime({ offset: true }).nullable(),
});
export type SetPin = z.output<typeof setPinSchema>;

export const clearPinSchema = z.object({ front: frontId, slot });
export type ClearPin = z.output<typeof clearPinSchema>;

export const findLiveSchema = z.object({ query: z.string().trim().max(100) });
export type FindLive = z.output<typeof findLiveSchema>;
