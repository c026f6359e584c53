import * as z from "zod";
import { isTimeZone } from "../times.ts";
import { type NoticeKind, noticeKindNames } from "./policy.ts";

const timing = z.enum(["AT_ONCE", "DIGEST", "NEVER"], { error: "Choose when this is mailed." });
const hour = z
  .number({ error: "Choose an hour." })
  .int({ error: "Choose a full hour." })
  .min(0, { error: "Choose an hour from 0 to 23." })
  .max(23, { error: "Choose an hour from 0 to 23." });
const kind = z.enum(noticeKindNames as [NoticeKind, ...NoticeKind[]], { error: "This kind of notice does not exist." });

/** What a person chooses about mail of notices. Kinds that are left out keep their choice. */
export const mailChoicesSchema = z
  .object({
    choices: z.partialRecord(kind, timing),
    digestHour: hour,
    quietFrom: hour.nullable(),
    quietUntil: hour.nullable(),
    timeZone: z
      .string()
      .max(60, { error: "Choose a time zone such as Europe/London." })
      .refine(isTimeZone, { error: "Choose a time zone such as Europe/London." })
      .nullable(),
  })
  .refine(({ quietFrom, quietUntil }) => (quietFrom === null) === (quietUntil === null), {
    path: ["quietUntil"],
    error: "Choose both hours, or neither.",
  })
  .refine(({ quietFrom, quietUntil }) => quietFrom === null || quietFrom !== quietUntil, {
    path: ["quietUntil"],
    error: "Choose two different hours.",
  });
export type MailChoices = z.output<typeof mailChoicesSchema>;

export const retryMailSchema = z.object({ mailId: z.uuid({ error: "This message was not found." }) });
