import * as z from "zod";

/** "front", or the id of a section. */
export const frontId = z.union([z.literal("front"), z.uuid()]);
