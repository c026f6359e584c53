"use server";
import { headers } from "next/headers";
import * as z from "zod";
import { action, nothing } from "../action.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { getSiteSettings } from "../site/data.ts";
import { browserName } from "./browser-name.ts";
import { newPasskeyOptions } from "./passkey-data.ts";
import * as passkeys from "./passkey-mutations.ts";
import { newPasskeySchema } from "./passkey-schema.ts";
import { passkeySiteOf } from "./passkey-site.ts";

/** An account may have to do this before anything else. */
const always = { allowsUnfinished: true };

/** The proof is asked for before the browser makes the passkey, not afterwards. */
export const beginPasskey = action(
  nothing,
  async (actor) => {
    await assertConfirmed(undefined, actor);
    return newPasskeyOptions(actor, (await getSiteSettings()).name, passkeySiteOf(await headers()));
  },
  always,
);
export const addPasskey = action(
  newPasskeySchema,
  async (actor, input) => {
    const request = await headers();
    const name = browserName(request.get("user-agent") ?? "");
    return passkeys.addPasskey(actor, input, passkeySiteOf(request), name);
  },
  always,
);
export const removePasskey = action(z.object({ id: z.uuid() }), passkeys.removePasskey);
