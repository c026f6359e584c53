"use server";
import { headers } from "next/headers";
import * as z from "zod";
import { action, nothing } from "../action.ts";
import { getSiteSettings } from "../site/data.ts";
import { confirmIdentity } from "./confirm-mutations.ts";
import { requestCaller } from "./loaders.ts";
import { passkeyProofSchema } from "./passkey-schema.ts";
import { passkeySiteOf } from "./passkey-site.ts";
import { codeSchema, givenPassword } from "./schema.ts";
import { getSecondFactor } from "./second-factor-data.ts";
import { addAuthenticator, removeAuthenticator, renewRecoveryCodes } from "./second-factor-mutations.ts";
import { newTotpSecret, totpInvitation } from "./totp.ts";

/** An account may have to do this before anything else. */
const always = { allowsUnfinished: true };

/** A new secret, with its picture. Nothing is stored until a code proves that the app has it. */
export const beginAuthenticator = action(
  nothing,
  async (actor) => {
    const secret = newTotpSecret();
    return { secret, ...totpInvitation(secret, (await getSiteSettings()).name, actor.email) };
  },
  always,
);
export const finishAuthenticator = action(
  z.object({ secret: z.string().regex(/^[A-Z2-7]{32}$/), code: codeSchema }),
  (actor, input) => addAuthenticator(actor, input),
  always,
);
export const turnOffAuthenticator = action(nothing, removeAuthenticator);
export const makeRecoveryCodes = action(nothing, renewRecoveryCodes, always);

/** What this person can confirm with. */
export const confirmWays = action(
  nothing,
  async (actor) => {
    const { hasPassword, hasAuthenticator, passkeys, recoveryCodeCount } = await getSecondFactor(actor);
    return {
      password: hasPassword,
      code: hasAuthenticator || recoveryCodeCount > 0,
      passkey: passkeys.length > 0,
    };
  },
  always,
);
export const confirmMyself = action(
  z.union([
    z.object({ password: givenPassword }),
    z.object({ code: codeSchema }),
    z.object({ passkey: passkeyProofSchema }),
  ]),
  async (actor, input) =>
    confirmIdentity(
      actor,
      "passkey" in input ? { ...input, site: passkeySiteOf(await headers()) } : input,
      await requestCaller(),
    ),
  always,
);
