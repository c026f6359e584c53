"use client";
import { addPasskey, beginPasskey } from "#lib/auth/passkey-actions.ts";
import type { PasskeyProof } from "#lib/auth/passkey-schema.ts";
import type { Failure, Result } from "#lib/errors.ts";
import { withConfirmation } from "./confirm/ask-to-confirm.ts";

const offline: Failure = { ok: false, code: "BUSY" };
const refused = (passkey: string): Failure => ({ ok: false, code: "INVALID", fields: { passkey } });
const load = () => import("@simplewebauthn/browser");

/** Why the browser has no answer of a passkey, by the name of its error. */
function sentenceOf(error: unknown): string {
  const { name = "", cause } = error as Error & { cause?: { name?: string } };
  switch (cause?.name ?? name) {
    case "NotAllowedError":
    case "AbortError":
      return "The browser used no passkey. Try again, or use another way.";
    case "InvalidStateError":
      return "This device has a passkey for your account already.";
    case "SecurityError":
      return "Passkeys do not work at this address. Open the newsroom under its usual name, with https.";
    default:
      return "This browser cannot use passkeys. Try another browser.";
  }
}

async function askBrowser<T>(work: (browser: Awaited<ReturnType<typeof load>>) => Promise<T>): Promise<Result<T>> {
  const browser = await load().catch(() => null);
  if (!browser) return offline;
  if (!browser.browserSupportsWebAuthn())
    return refused("This browser cannot use passkeys here. They need a current browser and https.");
  try {
    return { ok: true, data: await work(browser) };
  } catch (error) {
    return refused(sentenceOf(error));
  }
}

/** Asks for a passkey: to sign in, or to confirm who one is. */
export async function askForPasskey(): Promise<Result<PasskeyProof>> {
  const answer = await fetch("/api/passkey", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return offline;
  const { data } = (await answer.json()) as { data: { options: never; token: string } };
  return askBrowser(async ({ startAuthentication }) => ({
    token: data.token,
    response: (await startAuthentication({ optionsJSON: data.options })) as PasskeyProof["response"],
  }));
}

/** Signs in with a passkey, without leaving the page. @param personId who it must be */
export async function signInByPasskey(personId?: string): Promise<Result<null>> {
  const asked = await askForPasskey();
  if (!asked.ok) return asked;
  const answer = await fetch("/api/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ passkey: asked.data, ...(personId && { personId }) }),
  }).catch(() => null);
  return answer ? ((await answer.json().catch(() => offline)) as Result<null>) : offline;
}

/** Makes a passkey for one's own account, after a recent proof of who one is. */
export async function makePasskey(): Promise<Result<{ codes: string[] | null }>> {
  const begun = await withConfirmation(() => beginPasskey({}).catch((): Failure => offline));
  if (!begun.ok) return begun;
  const { options, token } = begun.data;
  const made = await askBrowser(({ startRegistration }) => startRegistration({ optionsJSON: options }));
  if (!made.ok) return made;
  return addPasskey({ token, response: made.data as Parameters<typeof addPasskey>[0]["response"] }).catch(
    () => offline,
  );
}
