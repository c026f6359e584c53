import * as z from "zod";
import type { Role } from "../actor.ts";

/** A row of `setting`. It holds no secret. */
export const signInRulesKey = "sign-in";

const roles = ["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"] as const satisfies Role[];

export const signInRulesSchema = z.object({
  /** Roles whose accounts must have a second factor. */
  requiredFor: z.array(z.enum(roles, { error: "Choose a role." })).max(roles.length),
  /** How long an account may go on without one. */
  graceDays: z.coerce
    .number({ error: "Enter a number of days." })
    .int({ error: "Enter a whole number of days." })
    .min(0, { error: "Enter 0 or more days." })
    .max(365, { error: "Enter at most 365 days." }),
});
export type SignInRules = z.output<typeof signInRulesSchema>;

const defaults: SignInRules = { requiredFor: [], graceDays: 14 };

/** Settings that cannot be read count as the defaults. */
export const parseSignInRules = (value: unknown): SignInRules => {
  const stored = z.record(z.string(), z.unknown()).catch({}).parse(value);
  return signInRulesSchema.safeParse({ ...defaults, ...stored }).data ?? defaults;
};
