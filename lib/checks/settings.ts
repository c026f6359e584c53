import * as z from "zod";
import { adjustableChecks, type CheckSettings, severities } from "./severity.ts";

const perCheck = z.partialRecord(z.enum(adjustableChecks), z.enum(severities));
export const checkSettingsSchema = z.object({
  paper: perCheck.default({}),
  sections: z.record(z.uuid(), perCheck).default({}),
});

/** The stored settings; the usual ones where nothing, or nothing readable, is stored. */
export const parseCheckSettings = (stored: unknown): CheckSettings => {
  const parsed = checkSettingsSchema.safeParse(stored ?? {});
  return parsed.success ? parsed.data : { paper: {}, sections: {} };
};
