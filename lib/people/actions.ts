"use server";
import * as z from "zod";
import { action, nothing } from "../action.ts";
import { deviceOf } from "../auth/caller.ts";
import { answerForm, enter } from "../auth/entrance.ts";
import type { FormState, RequestState } from "../auth/form-state.ts";
import { requestCaller, requestOrigin } from "../auth/loaders.ts";
import { newPasswordSchema } from "../auth/schema.ts";
import { demandPassword, endSessionsOf, removeSecondFactorOf } from "./access-mutations.ts";
import { cancelEmailChange, confirmEmail, keepEmail, requestEmailChange } from "./email-mutations.ts";
import { erasePerson } from "./erase-mutations.ts";
import { exportPersonalData } from "./export-mutations.ts";
import {
  acceptInvitation,
  changeOwnLanguages,
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
import { listNamePlaces } from "./name-data.ts";
import { requestReset } from "./reset-mutations.ts";
import {
  acceptInvitationSchema,
  changeRoleSchema,
  erasePersonSchema,
  inviteSchema,
  linkTokenSchema,
  ownEmailSchema,
  ownLanguagesSchema,
  ownNameSchema,
  ownPasswordSchema,
  personSchema,
  resetPasswordSchema,
  resetRequestSchema,
} from "./schema.ts";

/** A link to hand over, by mail or messenger; an invitation may have been mailed besides. */
const linkTo = async (
  page: "invitation" | "reset",
  { token, isMailed = false }: { token: string; isMailed?: boolean },
) => ({ link: `${await requestOrigin()}/${page}/${token}`, isMailed });

export const invite = action(inviteSchema, async (actor, input) =>
  linkTo("invitation", await invitePerson(actor, input)),
);
export const inviteAgain = action(personSchema, async (actor, input) =>
  linkTo("invitation", await renewInvitation(actor, input)),
);
export const setRole = action(changeRoleSchema, changeRole);
export const suspend = action(personSchema, suspendPerson);
export const reactivate = action(personSchema, reactivatePerson);
export const makeResetLink = action(personSchema, async (actor, input) =>
  linkTo("reset", await issueReset(actor, input)),
);

export const signOutPerson = action(personSchema, endSessionsOf);
export const takeOffSecondFactor = action(personSchema, removeSecondFactorOf);
export const readPersonalData = action(personSchema, exportPersonalData);
export const readNamePlaces = action(personSchema, (actor, { personId }) => listNamePlaces(actor, personId));
export const erase = action(erasePersonSchema, erasePerson);
export const demandNewPassword = action(personSchema, demandPassword);

export const renameMyself = action(ownNameSchema, changeOwnName);
export const saveOwnLanguages = action(ownLanguagesSchema, changeOwnLanguages);
export const changePassword = action(
  ownPasswordSchema,
  async (actor, input) => changeOwnPassword(actor, input, await requestCaller()),
  { allowsUnfinished: true }, // an admin may have demanded it
);
export const changeEmail = action(ownEmailSchema, async (actor, input) =>
  requestEmailChange(actor, input, await requestCaller()),
);
export const stopEmailChange = action(nothing, cancelEmailChange);
export const choosePassword = action(
  z.object({ password: newPasswordSchema, again: z.string() }).refine(({ password, again }) => password === again, {
    path: ["again"],
    error: "The two passwords are not the same.",
  }),
  chooseFirstPassword,
  { allowsUnfinished: true },
);

export async function joinNewsroom(_before: FormState, form: FormData): Promise<FormState> {
  return enter(acceptInvitationSchema, form, (input, headers) => acceptInvitation(input, deviceOf(headers)));
}

/** "Forgot your password?" Answers the same for every address. */
export async function askForReset(_before: RequestState, form: FormData): Promise<RequestState> {
  return answerForm(resetRequestSchema, form, async (input) => {
    await requestReset(input, await requestCaller());
    return { email: input.email };
  });
}

/** The link in the mail to a new address. */
export async function confirmNewEmail(_before: RequestState, form: FormData): Promise<RequestState> {
  return answerForm(linkTokenSchema, form, confirmEmail);
}

/** The link in the mail to the former address. */
export async function keepFormerEmail(_before: RequestState, form: FormData): Promise<RequestState> {
  return answerForm(linkTokenSchema, form, keepEmail);
}

export async function chooseNewPassword(_before: FormState, form: FormData): Promise<FormState> {
  return enter(resetPasswordSchema, form, (input, headers) => resetPassword(input, deviceOf(headers)));
}
