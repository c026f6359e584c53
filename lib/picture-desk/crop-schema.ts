import * as z from "zod";
import { ratioNames } from "../pictures/crops.ts";

const fraction = z.number().min(0).max(1);
const focal = z.object({ x: fraction, y: fraction }).nullable();
const area = z.object({ x: fraction, y: fraction, width: fraction.positive(), height: fraction.positive() });
const crops = z.partialRecord(z.enum(ratioNames), area);

/** `seen`: focal point and crops when the person opened them, so that nothing newer is replaced unseen. */
export const changeCropsSchema = z.object({
  id: z.uuid({ error: "must be the id of a picture" }),
  focal,
  crops,
  seen: z.object({ focal, crops }),
});
export type ChangeCrops = z.output<typeof changeCropsSchema>;
