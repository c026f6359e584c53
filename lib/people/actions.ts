"use server";
import * as z from "zod";
import { action } from "../action.ts";
import { enter } from "../auth/entrance.ts";
import type { FormState } from "../auth/form-state.ts";
import { requestCaller, requestOrigin } from "../auth/loaders.ts";
import { newPasswordSchema } from "../auth/schema.ts";
import {
  acceptInvitation,
  changeOwnName,
  changeOwnPassword,
  changeRole,
  chooseFirstPassword,
  invitePerson,
  issueReset,
  reactivatePerson,
  renewInvitation,
  resetPassword,
  suspendPerson,
} from "./mutations.ts";
import {
  acceptInvitationSchema,
  changeRoleSchema,
  inviteSchema,
  ownNameSchema,
  ownPasswordSchema,
  personSchema,
  resetPasswordSchema,
} from "./schema.ts";

/** A link to hand over: mail and messengers are the newsroom's own. */
const linkTo = async (page: "invitation" | "reset", token: string) => ({
  link: `${await requestOrigin()}/${page}/${token}`,
});

export const invite = action(inviteSchema, async (actor, input) =>
  linkTo("invitation", (await invitePerson(actor, input)).token),
);
export const inviteAgain = action(personSchema, async (actor, input) =>
  linkTo("invitation", (await renewInvitation(actor, input)).token),
);
export const setRole = action(changeRoleSchema, changeRole);
export const suspend = action(personSchema, suspendPerson);
export const reactivate = action(personSchema, reactivatePerson);
export const makeResetLink = action(personSchema, async (actor, input) =>
  linkTo("reset", (await issueReset(actor, input)).token),
);

export const renameMyself = action(ownNameSchema, changeOwnName);
export const changePassword = action(ownPasswordSchema, async (actor, input) =>
  changeOwnPassword(actor, input, await requestCaller()),
);
export const choosePassword = action(
  z.object({ password: newPasswordSchema, again: z.string() }).refine(({ password, again }) => password === again, {
    path: ["again"],
    error: "The two passwords are not the same.",
  }),
  chooseFirstPassword,
);

export async function joinNewsroom(_before: FormState, form: FormData): Promise<FormState> {
  return enter(acceptInvitationSchema, form, acceptInvitation);
}

export async function chooseNewPassword(_before: FormState, form: FormData): Promise<FormState> {
  return enter(resetPasswordSchema, form, resetPassword);
}
