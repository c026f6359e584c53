import * as z from "zod";
import { emailSchema, nameSchema, newPasswordSchema } from "../auth/schema.ts";
import { language } from "../document/fields.ts";
import { inputOf } from "../document/value-input.ts";
import { personStates, roles } from "./policy.ts";

/** A preset, or the id of a custom role. */
const role = z.union([z.enum(roles), z.uuid()], { error: "Choose a role." });
const personId = z.uuid({ error: "This person was not found." });

export const inviteSchema = z.object({
  email: emailSchema,
  /** May be left empty: who is invited is asked for it. */
  name: z
    .string()
    .transform((value) => value.replace(/\s+/g, " ").trim())
    .pipe(z.string().max(120, { error: "Use at most 120 characters." })),
  role,
});
export type Invite = z.output<typeof inviteSchema>;

export const personSchema = z.object({ personId });
export type OnPerson = z.output<typeof personSchema>;

export const erasePersonSchema = z.object({ personId, keepsName: z.boolean() });
export type ErasePerson = z.output<typeof erasePersonSchema>;

export const changeRoleSchema = z.object({ personId, role });
export type ChangeRole = z.output<typeof changeRoleSchema>;

const again = z.string({ error: "Enter the password again." });
const same = (input: { password: string; again: string }) => input.password === input.again;
const differs = { path: ["again"], error: "The passwords do not match." };

export const acceptInvitationSchema = z
  .object({ token: z.string(), name: nameSchema, password: newPasswordSchema, again })
  .refine(same, differs);
export type AcceptInvitation = z.output<typeof acceptInvitationSchema>;

export const resetPasswordSchema = z
  .object({ token: z.string(), password: newPasswordSchema, again })
  .refine(same, differs);
export type ResetPassword = z.output<typeof resetPasswordSchema>;

/** A link and the address that it is about. */
export const linkTokenSchema = z.object({ token: z.string().min(20).max(100) });

export const ownEmailSchema = z.object({
  email: emailSchema,
  current: z.string().min(1, { error: "Enter your current password." }).max(1000),
});
export type ChangeOwnEmail = z.output<typeof ownEmailSchema>;

export const resetRequestSchema = z.object({ email: emailSchema });

export const ownNameSchema = z.object({ name: nameSchema });

export const ownLanguagesSchema = z.object({
  languages: z
    .array(inputOf(language))
    .max(20, { error: "Choose at most 20 languages." })
    .transform((tags) => [...new Set(tags.flatMap((tag) => Intl.getCanonicalLocales(tag)))]),
});

export const ownPasswordSchema = z
  .object({
    current: z.string().min(1, { error: "Enter your current password." }).max(1000),
    password: newPasswordSchema,
    again,
  })
  .refine(same, differs)
  .refine(({ current, password }) => current !== password, {
    path: ["password"],
    error: "This is your current password. Choose another one.",
  });
export type ChangeOwnPassword = z.output<typeof ownPasswordSchema>;

/** Filters of the people list in the address; invalid ones are ignored. */
export const peopleQuerySchema = z.object({
  q: z.string().trim().max(100).catch(""),
  role: role.optional().catch(undefined),
  state: z.enum(personStates).optional().catch(undefined),
  /** "none": active accounts without a second factor. */
  factor: z.enum(["none"]).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export type PeopleQuery = z.output<typeof peopleQuerySchema>;
